"""When a form does not get through, the page keeps its words, says so and tries again; reload and Back restore them."""

import re

import pytest

from middleway.web.accounts import opening
from middleway.web.moments.models import Draft, Moment
from middleway.web.people import actions as people
from middleway.web.people.models import Person
from tests.browser.conftest import PASSPHRASE, WORDS, begin, keep, write

UNSENT = re.compile("Not (saved|read) yet")


def step(page, site):
    begin(page, site, "2")


def patterns(page, site):
    vault = opening.open_with_passphrase("alice", PASSPHRASE)[1]
    people.save(Person(), vault, name="T.", tie="friend", close="")
    for _ in range(3):
        keep(page, site)
    page.goto(f"{site.url}/patterns/")
    page.get_by_role("link", name="Change this box").first.click()


# Where words are written: how to get there, the box, the button, and what is there once they have got through.
PLACES = {
    "first page": ("/", "Your words", "Read it", "How it reads"),
    "moment": ("/moments/write/", "Your words", "Keep", "How it reads"),
    "step": (step, None, "Go on", "See it"),
    "card": ("/comfort/new/", "Words that do you good", "Keep", "Words that do you good"),
    "week": ("/weeks/3/", None, "Go on", "Me first, then us"),
    "note": ("/care/pages/loss/", None, "Keep", None),
    "person": ("/people/new/", "A name for them", "Keep", "People"),
    "pattern": (patterns, None, "Keep", "What keeps happening"),
}


def arrive(page, site, to):
    to(page, site) if callable(to) else page.goto(site.url + to)


def box_of(page, label):
    boxes = page.get_by_label(label) if label else page.locator("main").get_by_role("textbox")
    return boxes.and_(page.locator(":visible")).first


def no_network(page):
    page.context.set_offline(True)
    return lambda: page.context.set_offline(False)


def server_in_trouble(page):
    page.route(
        "**/*",
        lambda route: route.fulfill(status=503, body="busy") if route.request.method == "POST" else route.continue_(),
    )
    return page.unroute_all


@pytest.mark.parametrize("trouble", [no_network, server_in_trouble])
@pytest.mark.parametrize("place", PLACES)
def test_unsent_words_stay_on_their_page_say_so_and_are_sent_by_themselves(inside, site, place, trouble):
    to, label, button, there = PLACES[place]
    arrive(inside, site, to)
    at, box = inside.url, box_of(inside, label)
    over = trouble(inside)
    box.fill("T. rain")
    inside.get_by_role("button", name=button, exact=True).and_(inside.locator(":visible")).first.click()
    inside.get_by_role("alert").get_by_text(UNSENT).wait_for()

    assert box.input_value() == "T. rain"
    assert inside.url == at

    over()
    inside.get_by_role("alert").get_by_text(UNSENT).wait_for(state="detached")
    if there:
        inside.get_by_role("heading", name=there).first.wait_for()


def test_a_passphrase_that_did_not_get_through_is_not_sent_again_unasked(page, site, alice):
    page.goto(f"{site.url}/sign-in/")
    page.clock.install()
    page.get_by_label("Name").fill("alice")
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    over = no_network(page)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("It did not get through. Press the button again.").wait_for()
    over()
    page.clock.run_for(120_000)
    assert page.url.endswith("/sign-in/")

    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("navigation", name="Places").wait_for()


def test_a_draft_is_there_after_a_reload_after_back_and_in_a_restored_tab(inside, site):
    write(inside, site, "It rained.")
    inside.get_by_text("Saved as a draft, sealed.").wait_for()
    inside.reload()
    assert inside.get_by_label("Your words").input_value() == "It rained."

    inside.goto(f"{site.url}/people/")
    inside.go_back()
    assert inside.get_by_label("Your words").input_value() == "It rained."

    address = inside.url
    inside.close()
    restored = inside.context.new_page()
    restored.goto(address)
    restored.get_by_role("button", name="Keep").click()
    restored.get_by_role("heading", name="How it reads").wait_for()
    assert (Moment.objects.count(), Draft.objects.count()) == (1, 0)


def test_words_typed_while_nothing_gets_through_become_a_draft_once_it_does(inside, site):
    write(inside, site, "one")
    over = no_network(inside)
    inside.get_by_role("button", name="Keep").click()
    inside.get_by_text(UNSENT).wait_for()
    inside.get_by_label("Your words").press_sequentially("o")
    inside.get_by_text("Not saved just now.").wait_for()
    over()
    inside.get_by_role("heading", name="How it reads").wait_for()

    assert Draft.objects.count() == 0
    assert Moment.objects.count() == 1


def test_back_after_keeping_is_not_a_page_that_is_gone(inside, site):
    write(inside, site, WORDS)
    inside.get_by_text("Saved as a draft, sealed.").wait_for()
    inside.get_by_role("button", name="Keep").click()
    inside.get_by_role("heading", name="How it reads").wait_for()
    inside.go_back()

    inside.get_by_role("heading", name="Write").wait_for()


@pytest.mark.parametrize("status", [400, 413])
def test_what_no_server_takes_stays_on_its_page_with_the_reason(inside, site, status):
    write(inside, site, WORDS)
    refusal = {"status": status, "content_type": "text/html", "body": "<main><p>It is too long.</p></main>"}
    inside.route("**/moments/write/", lambda route: route.fulfill(**refusal))
    inside.get_by_role("button", name="Keep").click()
    inside.get_by_role("alert").get_by_text("It is too long.", exact=True).wait_for()

    assert inside.get_by_label("Your words").input_value() == WORDS
