"""Where it is not safe, on a phone: a neutral first line, the rest after a tap, without scripts, for anybody's eyes."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from middleway.web.care.notes import PAPERS
from tests.browser.conftest import AXE, PHONE, begin, sign_in
from tests.browser.test_way import way_of
from tests.support.texts import DANGER

CRISIS = "I want to die. I have the pills here and I am going to kill myself tonight."
PAGES = ["/care/", "/care/any/", "/care/any/questions/", *(f"/care/pages/{kind}/" for kind in PAPERS)]


def let_out(page, text):
    page.get_by_role("textbox").fill(text)
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url(re.compile("/(see|comfort)/|/way/[^/]+/$"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("words", [DANGER, CRISIS])
def test_axe_finds_nothing_and_nothing_is_wider_than_a_small_phone(inside, site, scheme, words):
    page = inside
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": 320, "height": 640})
    begin(page, site, "2")
    let_out(page, words)
    way = way_of(page, site).removeprefix(site.url)
    for path in [*PAGES, way, f"{way}say/", f"{way}both/", "/weeks/8/", "/practices/", "/practices/both_hands/"]:
        page.goto(site.url + path)
        for notice in page.locator("details.said, .care details").all():
            notice.locator("summary").first.click()

        found = Axe().run(page, options=AXE)
        assert found.violations_count == 0, (path, found.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


@pytest.mark.parametrize("text", ["100%", "200%"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_settle_and_help_lie_beside_each_other_however_large_the_text(inside, site, width, text):
    page = inside
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(f"{site.url}/settle/help/")
    page.evaluate("size => { document.documentElement.style.fontSize = size }", text)

    settle, help_ = (page.locator(".top").get_by_role("link", name=name).bounding_box() for name in ("Settle", "Help"))

    assert settle["x"] >= 0
    assert settle["x"] + settle["width"] <= help_["x"]
    assert help_["x"] + help_["width"] <= width
    assert abs(settle["y"] - help_["y"]) < 4  # side by side, and none pushed up over the words


def test_away_from_the_words_the_notice_shows_one_neutral_line_until_it_is_tapped(inside, site):
    page = inside
    page.set_viewport_size(PHONE)
    begin(page, site, "2")
    let_out(page, DANGER)
    assert page.get_by_role("link", name="Talk to somebody").is_visible()

    begin(page, site, "2")
    page.goto(f"{way_of(page, site)}say/")

    assert page.get_by_text("There is something to read here first.").is_visible()
    assert not page.get_by_text("it is not your fault", exact=False).is_visible()
    page.get_by_text("There is something to read here first.").click()
    assert page.get_by_text("it is not your fault", exact=False).is_visible()
    page.get_by_role("link", name="Thinking about safety, for yourself alone").click()
    page.get_by_role("textbox").first.fill("Sleep at Ruth's.")
    page.get_by_text("Saved, sealed.", exact=True).wait_for()


def test_coaching_stops_while_a_draft_that_turns_to_danger_is_typed(inside, site):
    page = inside
    begin(page, site, "2")
    page.goto(f"{way_of(page, site)}say/")
    page.locator("[name=words-draft]").fill("I felt left out on Friday.")
    page.get_by_text("A guess about the words").wait_for()

    page.locator("[name=words-draft]").fill(DANGER)

    page.locator("[data-live]").get_by_role("link", name="There is something to read here first.").wait_for()
    assert not page.get_by_text("A guess about the words").is_visible()


def test_asking_answering_and_calming_work_without_javascript(browser, site, alice):
    page = browser.new_context(java_script_enabled=False, viewport=PHONE).new_page()
    sign_in(page, site)
    begin(page, site, "2")
    way = way_of(page, site)
    page.goto(f"{site.url}/care/any/questions/")
    page.get_by_role("group", name="Are you afraid of them, or of what they may do?").get_by_label(
        "Sometimes, or once"
    ).check()
    page.get_by_role("button", name="Go on").click()

    page.goto(f"{way}both/")
    page.get_by_role("button", name="No. It is a quarrel, or about something else").click()
    assert page.url == f"{way}both/"
    page.goto(f"{site.url}/care/any/")
    page.get_by_role("button", name="I am not safe with them").click()
    page.goto(f"{way}both/")

    assert page.get_by_role("heading", name="Not this, for now.").is_visible()
    page.context.close()
