"""Help: the likely country first, any other by its letters; and all of it without a script."""

import pytest


def first_country(page):
    return page.locator("main details.family").first


@pytest.mark.parametrize(("language", "country"), [("de-AT", "at"), ("en-GB", "gb"), ("en", "ar")])
def test_the_country_that_the_browser_names_stands_first_and_open(browser, site, transactional_db, language, country):
    page = browser.new_context(locale=language).new_page()
    page.goto(f"{site.url}/settle/help/")

    assert first_country(page).get_attribute("id") == country
    assert first_country(page).evaluate("one => one.open") == (language != "en")
    page.context.close()


def test_a_country_is_found_by_its_letters_and_nothing_is_sent(page, site, transactional_db):
    page.goto(f"{site.url}/settle/help/")
    sent = []
    page.on("request", lambda request: sent.append(request.url) if "/static/" not in request.url else None)
    page.get_by_label("Find a country").fill("zea")

    shown = [one.inner_text().strip() for one in page.locator("main details.family:visible summary").all()]
    assert shown == ["New Zealand"]
    assert sent == []


def test_without_a_script_every_country_is_there(browser, site, transactional_db):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site.url}/settle/help/")

    assert page.locator("main details.family:visible").count() >= 46
    assert not page.get_by_label("Find a country").is_visible()
    page.context.close()
