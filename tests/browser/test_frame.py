"""The frame: head and bar lie along an edge, nothing covers anything, and Leave keeps its corner."""

import pytest

from tests.browser.conftest import begin
from tests.browser.test_way import pages_of

# What stays in its place while the page is scrolled: where it is, and whether one sees through it.
STAYING = """[...document.querySelectorAll("body *")]
  .filter((one) => ["fixed", "sticky"].includes(getComputedStyle(one).position) && one.checkVisibility())
  .map((one) => {
    const box = one.getBoundingClientRect();
    const page = document.querySelector(".page").getBoundingClientRect();
    const along = box.width >= page.width - 1 || box.height >= innerHeight - 1;
    return [one.className, along, !getComputedStyle(one).backgroundColor.endsWith(", 0)")];
  })"""
# Controls that lie under something else when they are scrolled into the middle.
COVERED = """[...document.querySelectorAll("main :is(a, button, summary, textarea, select, label)")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest(".unseen"))
  .filter((one) => {
    one.scrollIntoView({ block: "center" });
    const [box] = one.getClientRects();
    if (!box || !box.width) return false;
    const over = document.elementFromPoint(box.left + Math.min(box.width, 20) / 2, box.top + box.height / 2);
    return over && !one.contains(over) && !over.contains(one) && !over.closest("label")?.contains(one);
  })
  .map((one) => {
    const [box] = one.getClientRects();
    const over = document.elementFromPoint(box.left + Math.min(box.width, 20) / 2, box.top + box.height / 2);
    return `${one.outerHTML.slice(0, 120)} under ${over?.outerHTML.slice(0, 120)}`;
  })"""


@pytest.mark.parametrize(
    ("width", "height", "text"), [(320, 568, 100), (390, 844, 100), (390, 844, 200), (1280, 800, 100)]
)
def test_nothing_ever_lies_over_what_can_be_read_or_pressed(inside, site, width, height, text):
    page = inside
    paths = pages_of(page, site)
    page.set_viewport_size({"width": width, "height": height})
    for path in paths:
        page.goto(site.url + path)
        page.evaluate("(size) => { document.documentElement.style.fontSize = `${size}%`; }", text)
        for folded in page.locator("details").all():
            folded.evaluate("one => (one.open = true)")

        staying = page.evaluate(STAYING)
        assert {name for name, _, _ in staying} <= {"top", "bar"}, path
        assert all(along and solid for _, along, solid in staying), path
        assert page.evaluate(COVERED) == [], path


@pytest.mark.parametrize("text", [100, 200])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_leave_is_always_in_the_same_corner(inside, site, width, text):
    page = inside
    page.set_viewport_size({"width": width, "height": 800})
    begin(page, site, "8")
    for path in ("/home/", "/comfort/", "/settle/", "/settle/help/", "/", page.url.removeprefix(site.url)):
        page.goto(site.url + path)
        page.evaluate("(size) => { document.documentElement.style.fontSize = `${size}%`; }", text)
        box = page.get_by_role("button", name="Leave").bounding_box()

        assert box["y"] < 24, path
        assert width - 48 < box["x"] + box["width"] <= width, path


def test_from_something_happened_to_ones_sentence_it_is_few_taps_and_few_words(inside, site):
    """Very hot: four taps and 250 words at most, typing aside."""
    page, read = inside, 0

    def tap(what):
        nonlocal read
        what.click()
        page.wait_for_load_state()
        read += len(page.locator("main").inner_text().split())

    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site.url}/home/")
    tap(page.get_by_role("link", name="Something happened").last)
    tap(page.get_by_role("button", name="9", exact=True))
    tap(page.get_by_role("link", name="Say one thing to them"))
    page.get_by_label("Now in your own words, as you would say it").fill("I felt small. Will you ask me next time?")
    tap(page.get_by_role("button", name="Go on"))

    assert page.url.endswith("/sentence/")
    assert page.locator("[data-copy]").inner_text() == "I felt small. Will you ask me next time?"
    assert read <= 250
    tap(page.get_by_role("link", name="Done for now"))
    assert page.url == f"{site.url}/home/"
