"""The first page as people meet it: on a phone, in the dark, by keyboard, without JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import AXE

COLD = "You are so selfish and lazy. You never once thought of anybody but yourself."
DANGER = "He grabbed me by the throat again last night and said he would kill me if I leave."


def read_on_the_page(page, site, text):
    page.goto(site.url)
    page.get_by_label("Your words").fill(text)
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("heading", name="How it reads").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("text", [None, COLD, DANGER, " ", "?!"])
def test_axe_finds_nothing(page, site, text, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(site.url)
    if text is not None:
        page.get_by_label("Your words").fill(text)
        with page.expect_navigation():
            page.get_by_label("Your words").evaluate("box => { box.required = false; box.form.submit(); }")

    found = Axe().run(page, options=AXE)

    assert found.violations_count == 0, found.generate_report()


def test_the_whole_way_works_without_javascript_and_by_keyboard(browser, site):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(site.url)
    for _ in ("skip link", "start", "settle", "help", "leave", "breathe first", "box"):
        page.keyboard.press("Tab")
    page.keyboard.type(COLD)
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")  # "They wrote it to me"
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.get_by_role("heading", name="How it reads").is_visible()
    assert page.get_by_label("They wrote it to me").is_checked()
    assert page.get_by_text("They attack you").first.is_visible()
    assert page.get_by_text("A line from").count() > 0
    assert page.locator("mark").count() > 0
    page.context.close()


@pytest.mark.parametrize("text", [COLD, "a" * 3000, DANGER])
def test_a_small_phone_shows_it_all_without_scrolling_sideways(page, site, text):
    page.set_viewport_size({"width": 320, "height": 640})
    read_on_the_page(page, site, text if " " in text else f"I felt {text} today")

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    boxes = [box for button in page.get_by_role("button").all() if (box := button.bounding_box())]
    assert boxes
    assert all(box["height"] >= 44 for box in boxes)
    taps = [label.bounding_box() for label in page.locator("label", has=page.get_by_role("radio")).all()]
    assert len(taps) == 3
    assert all(box["height"] >= 44 for box in taps)


def test_an_example_is_read_in_one_click(page, site):
    page.goto(site.url)
    page.get_by_role("button", name="Too cold").click()
    page.get_by_role("heading", name="How it reads").wait_for()

    assert page.get_by_role("heading", name="How it reads").is_visible()


def test_the_number_beside_a_word_leads_to_its_reason(page, site):
    read_on_the_page(page, site, COLD)
    page.get_by_role("link", name="Note 1", exact=True).first.click()

    assert page.url.endswith("#note-1")
    assert page.locator("#note-1").is_visible()


def test_nothing_is_kept_in_the_browser_and_nobody_else_is_asked(page, site):
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    read_on_the_page(page, site, COLD)

    assert all(url.startswith(site.url) for url in asked)
    assert complaints == []
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert COLD[:10] not in page.url


def test_the_page_is_light(page, site):
    requests = []
    # Not `requests.append` itself: Playwright marks what it is given.
    page.on("requestfinished", lambda request: requests.append(request))  # noqa: PLW0108
    page.goto(site.url, wait_until="networkidle")
    sizes = [request.sizes()["responseBodySize"] for request in requests]

    assert len(sizes) <= 16
    assert sum(sizes) <= 36 * 1024, sizes  # as they come, compressed
