"""Patterns on a phone: the loop in one tap, changed in place, with and without JavaScript, and for anybody's eyes."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import AXE, PHONE, sign_in


def with_hanna(page, site):
    page.goto(f"{site.url}/moments/")
    page.locator("form[action='/sample/begin/'] button").click()
    page.wait_for_load_state()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_a_small_phone(inside, site, scheme):
    page = inside
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": 320, "height": 640})
    with_hanna(page, site)
    page.goto(f"{site.url}/patterns/")
    paper = page.get_by_role("link", name="All of it on one page, to print").get_attribute("href")
    for path in ("/patterns/", "/patterns/#at-move", "/patterns/any/", paper):
        page.goto(site.url + path)
        for table in page.locator("details").all():
            table.evaluate("one => (one.open = true)")

        found = Axe().run(page, options=AXE)
        assert found.violations_count == 0, (path, found.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


@pytest.mark.row(2)
@pytest.mark.parametrize("scripts", [True, False])
def test_the_loop_is_one_tap_away_and_a_tap_on_a_box_changes_it_in_place(browser, site, alice, scripts):
    page = browser.new_context(java_script_enabled=scripts, viewport=PHONE).new_page()
    sign_in(page, site)
    with_hanna(page, site)

    page.get_by_role("link", name="Patterns").click()
    assert page.get_by_role("heading", name="I push, and they pull away.").is_visible()
    assert not page.locator("#at-move form").is_visible()
    page.locator(".loop a[href='#at-move']").click()
    page.locator("#at-move").get_by_label("Or in your own words").fill("I make a long list")
    page.locator("#at-move").get_by_role("button", name="Keep").click()

    page.locator("#at-move", has_text="you say so").wait_for()
    assert page.locator(".loop a[aria-label='What I do: I make a long list']").count() == 1
    page.context.close()


def test_a_tap_on_an_arrow_opens_it_and_keys_reach_it_too(inside, site):
    page = inside
    with_hanna(page, site)
    page.goto(f"{site.url}/patterns/")

    page.locator(".loop a[href='#at-move-their_move']").click()
    assert page.locator("#at-move-their_move form").is_visible()
    page.goto(f"{site.url}/patterns/")
    page.locator(".loop a").first.focus()
    page.keyboard.press("Enter")

    assert re.search("#at-trigger$", page.url)
    assert page.locator("#at-trigger form").is_visible()
