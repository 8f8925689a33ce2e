"""A draft that is not saved: the page says why, and tries again by itself what may pass, and nothing else."""

import pytest

from middleway.web.accounts.models import Session
from middleway.web.drafts.models import FormDraft
from middleway.web.moments.models import Draft, Moment
from tests.browser.conftest import sign_in, write

WORDS = "what I could not say"
# The draft of a moment has a row of its own; that of a card is saved under the address of its form.
PLACES = {
    "moment": ("/moments/write/", "Your words", "**/moments/drafts/*/"),
    "card": ("/comfort/new/", "Words that do you good", "**/drafts/"),
}
SAVED = "Saved as a draft, sealed."


@pytest.fixture(params=PLACES)
def place(request, inside, site):
    """A page of writing, its box, and where its draft goes."""
    path, label, drafts = PLACES[request.param]
    inside.clock.install()
    inside.goto(site.url + path)
    return inside.get_by_label(label), drafts


def refuse(page, address, status):
    """Answer in the server's place; return the list of what was sent."""
    sent = []

    def answer(route):
        sent.append(route.request.url)
        route.fulfill(status=status, body="no")

    page.route(address, answer)
    return sent


def wait_for_status(page, words):
    page.get_by_role("status").get_by_text(words).wait_for()


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, "what it belongs to may be gone"),
        (412, "In another window you typed something else here"),
        (413, "it may be too long"),
        (422, "it may be too long"),
    ],
)
def test_a_save_that_cannot_succeed_is_not_tried_again_until_more_is_typed(inside, place, status, words):
    box, drafts = place
    sent = refuse(inside, drafts, status)
    box.fill(WORDS)
    inside.clock.run_for(5_000)
    wait_for_status(inside, words)
    inside.clock.run_for(60_000)

    assert len(sent) == 1
    assert box.input_value() == WORDS

    inside.unroute_all()
    box.press_sequentially(".")
    inside.clock.run_for(5_000)
    wait_for_status(inside, SAVED)


@pytest.mark.parametrize("status", [408, 409, 429, 503])  # 409: keys were changed in another window
def test_what_may_pass_is_said_and_tried_again_by_itself(inside, place, status):
    box, drafts = place
    sent = refuse(inside, drafts, status)
    box.fill(WORDS)
    inside.clock.run_for(2_000)
    wait_for_status(inside, "Not saved just now.")
    inside.unroute_all()
    inside.clock.run_for(5_000)
    wait_for_status(inside, SAVED)

    assert sent != []
    assert Draft.objects.count() + FormDraft.objects.count() == 1


def go_by(page, seconds):
    """Let time pass second by second, and answer in each what the page asks of the server."""
    for _ in range(seconds):
        page.clock.run_for(1_000)
        page.evaluate("fetch('/healthz')")


def drafts_sent(page, kind):
    """Return the list of all drafts that a page sends from now on."""
    sent = []
    page.on("request", lambda one: sent.append(one.url) if one.method == "POST" and kind in one.url else None)
    return sent


def test_the_longer_saving_fails_the_less_it_is_tried_even_while_one_types(inside, place):
    box, drafts = place
    sent = refuse(inside, drafts, 503)
    box.fill(WORDS)
    go_by(inside, 10)
    assert len(sent) > 1
    for _ in range(30):
        box.press_sequentially(".")
        go_by(inside, 1)

    assert len(sent) < 8  # after 1, 2, 4, 8 and 16 seconds
    wait_for_status(inside, "Not saved just now.")


def test_a_signed_out_page_asks_once_and_goes_on_when_its_owner_returns(inside, place, site):
    box, _ = place
    sent = drafts_sent(inside, "/drafts/")
    Session.objects.all().delete()
    box.fill(WORDS)
    go_by(inside, 3)
    wait_for_status(inside, "You were signed out.")
    go_by(inside, 20)

    assert len(sent) == 1
    assert box.input_value() == WORDS

    sign_in(inside.context.new_page(), site)
    inside.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    wait_for_status(inside, SAVED)
    assert Draft.objects.count() + FormDraft.objects.count() == 1


@pytest.mark.parametrize("status", [408, 429])
def test_a_proxy_that_asks_for_patience_does_not_replace_the_page_that_sent(inside, site, status):
    inside.clock.install()
    write(inside, site, WORDS)
    refuse(inside, "**/moments/write/", status)
    inside.get_by_role("button", name="Keep").click()
    inside.get_by_role("alert").get_by_text("Not saved yet").wait_for()
    assert inside.get_by_label("Your words").input_value() == WORDS

    inside.unroute_all()
    inside.clock.run_for(10_000)
    inside.get_by_role("heading", name="How it reads").wait_for()
    assert Moment.objects.count() == 1


def test_an_emptied_box_is_not_called_a_draft(inside, site):
    inside.goto(f"{site.url}/comfort/new/")
    box = inside.get_by_label("Words that do you good")
    box.fill(WORDS)
    wait_for_status(inside, SAVED)
    box.fill("")
    wait_for_status(inside, "There are no words here, so nothing is saved.")

    assert not inside.get_by_role("button", name="Let it go").is_visible()
    assert not FormDraft.objects.exists()
