"""Around the way, as people use it on a phone: somebody else's story, a word found again, a week, a practice."""

import re

import pytest


@pytest.fixture
def phone(inside):
    inside.set_viewport_size({"width": 360, "height": 740})
    return inside


def test_hannas_story_comes_in_with_one_click_and_goes_with_one(phone, site):
    phone.get_by_role("button", name="Try with Hanna’s story").click()
    phone.get_by_role("heading", name="Kept").wait_for()
    assert phone.get_by_text("sample", exact=False).count() >= 20

    phone.locator("ul.lines a").first.click()
    assert phone.get_by_text("sample", exact=False).first.is_visible()
    phone.goto(f"{site.url}/moments/")
    phone.get_by_role("button", name=re.compile("Take .*away")).first.click()

    phone.get_by_text("Nothing yet. Nothing needs to be.").wait_for()


def test_a_word_is_found_again_and_does_not_stand_in_the_address(phone, site):
    phone.get_by_role("button", name="Try with Hanna’s story").click()
    phone.get_by_role("link", name="Find a word").click()
    phone.get_by_role("searchbox").fill("jonas")
    phone.get_by_role("button", name="Look").click()

    assert phone.locator("ul.lines li").count() > 0
    assert phone.url == f"{site.url}/search/"


def test_a_week_takes_ones_own_words_and_has_them_next_time(phone, site):
    phone.get_by_role("link", name="More").click()
    phone.get_by_role("link", name="Me first, then us").click()
    phone.locator("main a[href^='/weeks/1']").first.click()
    phone.get_by_role("textbox").fill("I go quiet.")
    phone.get_by_text("Saved, sealed.", exact=True).wait_for()

    phone.goto(f"{site.url}/weeks/1/")
    assert phone.get_by_role("textbox").input_value() == "I go quiet."


def test_every_practice_is_three_taps_from_the_first_page_inside(phone, site):
    phone.get_by_role("link", name="More").click()
    phone.get_by_role("link", name="Practices").click()
    links = phone.locator("main a[href*='/settle/'], main a[href*='/practices/']")
    assert links.count() >= 16

    links.nth(1).click()
    assert phone.locator("ol.steps li").count() >= 2
