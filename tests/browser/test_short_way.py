"""From "Something happened" to the end of the way on a phone: how many pages, words, screens and taps it takes."""

import re

import pytest

from tests.browser.conftest import PHONE

WRITTEN = {
    "out/": "You said yes to your parents again. You never ask me. I am sorry, it is all my fault.",
    "comfort/": "I am sorry that nobody asked you.",
    "both/": "I need to be asked.",
    "say/": "On Friday you told your parents yes. I felt left out. Would you ask me first next time?",
}


class Walk:
    """Somebody who answers one thing a page, and goes on. `taps` counts what is tapped; typing is no tap."""

    def __init__(self, page):
        self.page, self.pages, self.words, self.screens, self.taps = page, [], 0, [], 0

    def tap(self, what):
        what.click()
        self.page.wait_for_load_state()
        self.taps += 1
        self.pages.append(re.sub(r".*/way/([0-9a-f-]{36}/)?", "", self.page.url))
        self.words += len(self.page.locator("main").inner_text().split())
        self.screens.append(self.page.evaluate("document.documentElement.scrollHeight / innerHeight"))

    def go(self, heat):
        self.tap(self.page.get_by_role("link", name="Something happened").last)
        self.tap(self.page.get_by_role("button", name=heat, exact=True))
        while (here := self.pages[-1]) != "sentence/":
            if here in WRITTEN:
                self.page.locator("main textarea:visible").first.fill(WRITTEN[here])
            self.tap(self.page.get_by_role("button", name="Go on"))
        self.tap(self.page.get_by_role("button", name="Tomorrow"))
        self.pages.pop()  # the same page


@pytest.mark.parametrize(
    ("heat", "pages"),
    [("5", ["", "out/", "see/", "comfort/", "say/"]), ("2", ["", "out/", "see/", "comfort/", "both/", "say/"])],
    ids=["middle", "calm"],
)
def test_the_way_is_six_pages_at_most_900_words_and_12_taps(inside, site, heat, pages):
    """Between how strong it is and one's sentence: five questions at most. A page is three screens at most."""
    inside.set_viewport_size(PHONE)
    inside.goto(f"{site.url}/home/")
    walk = Walk(inside)
    walk.go(heat)

    assert walk.pages == [*pages, "sentence/"]
    assert len(walk.pages) - 1 <= 6
    assert walk.words <= 900
    assert walk.taps <= 12
    assert max(walk.screens) <= 3


def test_a_question_that_unfolds_keeps_what_was_written_there(inside, site):
    page = inside
    page.set_viewport_size(PHONE)
    page.goto(f"{site.url}/home/")
    walk = Walk(page)
    walk.tap(page.get_by_role("link", name="Something happened").last)
    walk.tap(page.get_by_role("button", name="2", exact=True))
    way = page.url.removesuffix("out/")
    page.goto(f"{way}comfort/")
    promise = page.get_by_label("What can you promise yourself?")
    assert not promise.is_visible()

    page.get_by_text("More questions, if you like").click()
    promise.fill("Tonight I will eat something warm.")
    page.get_by_role("button", name="Go on").click()
    page.goto(f"{way}comfort/")

    assert promise.is_visible()
    assert promise.input_value() == "Tonight I will eat something warm."
