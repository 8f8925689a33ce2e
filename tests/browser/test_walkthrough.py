"""A new user's first evening, and what they find months later, page by page, as docs/walkthrough.md tells it.

With PICTURES=docs/walkthrough it takes the pictures.
"""

import os
import re
from pathlib import Path

import pytest

from tests.browser.conftest import sign_in

PICTURES = os.environ.get("PICTURES", "")
HURT = (
    "You told your parents yes again, and you did not ask me. You never ask me. I am so tired of it. "
    "I am sorry, it is all my fault, I will do whatever you want."
)
SENTENCE = "On Friday you told your parents they can come. I felt left out. Would you ask me before you say yes?"
WALKTHROUGH = Path(__file__).parents[2] / "docs/walkthrough.md"


@pytest.fixture
def take(page):
    """Take a picture of the screen from an element on, or only wait for that element."""

    def picture(name, at="h1"):
        page.locator(at).first.wait_for()
        if PICTURES:
            page.evaluate("at => document.querySelector(at).scrollIntoView({block: 'start'})", at)
            page.mouse.wheel(0, -90 if at != "h1" else -2000)
            page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
            page.screenshot(path=Path(PICTURES, f"{name}.png"))

    return picture


def go_on(page):
    page.get_by_role("button", name="Go on").click()


def test_a_first_evening(page, site, alice, take):
    page.set_viewport_size({"width": 360, "height": 740})
    settle(page, site, take)
    sign_in(page, site)
    while_it_is_hot(page, site, take)
    out_and_see(page, take)
    turn(page, take)
    comfort_and_both(page, take)
    say_it(page, take)
    beside_the_way(page)
    look_back(page, take)


def test_months_later(inside, site, take):
    inside.set_viewport_size({"width": 360, "height": 740})
    inside.goto(f"{site.url}/patterns/")
    inside.locator("form[action='/sample/begin/'] button").click()
    inside.get_by_role("link", name="Patterns").click()
    take("loop", "#loop")
    take("course", "#course")


def settle(page, site, take):
    page.goto(site.url)
    page.get_by_role("link", name="Breathe first").click()
    page.evaluate(
        "new Promise(done => { const look = () => "
        "document.querySelector('.breath .light').getBoundingClientRect().height > 90 "
        "? done() : requestAnimationFrame(look); look(); })"
    )
    take("settle")
    page.goto(f"{site.url}/settle/phone/")
    take("phone")


def while_it_is_hot(page, site, take):
    page.goto(f"{site.url}/people/new/")
    page.get_by_label("A name for them").fill("T.")
    page.get_by_role("button", name="Keep").click()

    page.get_by_role("link", name="Something happened").click()
    take("heat")
    page.get_by_role("button", name="8", exact=True).click()
    take("hot")
    page.get_by_role("link", name="Say whom it is about").click()
    page.get_by_text("T.", exact=True).click()
    page.get_by_role("button", name="Keep").click()
    page.get_by_role("link", name=re.compile("Pause, and say when")).click()
    page.get_by_label("When will you be back?").fill("21:00")
    go_on(page)
    take("pause")
    page.get_by_role("button", name="I am back").click()
    page.get_by_role("button", name="2", exact=True).click()


def out_and_see(page, take):
    page.get_by_role("link", name=re.compile("Let it out")).click()
    page.get_by_role("textbox").fill(HURT)
    take("out")
    go_on(page)
    take("see", "#reading")


def turn(page, take):
    page.get_by_role("link", name="From them to me").click()
    page.get_by_text("Hurt", exact=True).click()
    page.get_by_label("left out").check()
    take("turn")
    go_on(page)
    page.get_by_label("I gave in, or tried to please them").check()
    go_on(page)


def comfort_and_both(page, take):
    page.get_by_label("What do you long to hear about this hurt?").fill("I am so sorry that nobody asked you.")
    page.get_by_label("Keep these words for the next hard moment").check()
    take("comfort")
    go_on(page)
    page.get_by_label("What do you need here?").fill("I need to be asked before they come.")
    page.get_by_label("What may they need here?").fill("He may need his mother not to be angry with him.")
    take("both")
    go_on(page)


def say_it(page, take):
    page.get_by_label("Now in your own words, as you would say it").fill(SENTENCE)
    page.locator("[data-live]").get_by_text("In it, and worth keeping:").wait_for()
    take("say", "label[for=id_words-draft]")
    go_on(page)
    page.get_by_role("button", name="In a few days").click()
    page.get_by_text("You will be asked how it went").wait_for()
    take("sentence")


def beside_the_way(page):
    page.get_by_role("link", name="More steps").click()
    page.get_by_role("link", name="How it went round").click()
    page.get_by_label("something was settled without asking me").check()
    page.get_by_label("I pulled away, went quiet, or left").check()
    page.get_by_label("They pulled away, went quiet, or left").check()
    go_on(page)
    page.get_by_role("link", name="A real question").click()
    page.get_by_label("What would you like to know about them?").fill("What happens in you when your mother asks?")
    go_on(page)


def look_back(page, take):
    page.get_by_role("link", name="All of it on one page").click()
    assert page.locator("[data-copy]").inner_text() == SENTENCE
    take("whole")
    page.goto(f"{page.url.split('/way/')[0]}/moments/")
    assert page.get_by_text("8 → 2").is_visible()
    take("kept")
    page.get_by_role("link", name="Help", exact=True).click()
    take("help")


def test_every_picture_of_the_walkthrough_is_there():
    told = set(re.findall(r"\(walkthrough/([a-z_]+)\.png\)", WALKTHROUGH.read_text("utf-8")))

    assert told == {path.stem for path in WALKTHROUGH.with_suffix("").glob("*.png")}
    assert len(told) >= 12
