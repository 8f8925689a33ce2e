"""Two people, one browser, one after the other: the first one's page stays, and gives its words to nobody else."""

import pytest

from middleway.web.accounts import actions, opening
from middleway.web.accounts.models import Account, Session
from middleway.web.comfort.models import Card, Recording
from middleway.web.drafts.models import FormDraft
from middleway.web.moments.models import Draft, Moment
from middleway.web.records import store
from tests.browser.conftest import PASSPHRASE, sign_in, write
from tests.support.texts import SOUND

WORDS = "what I could not say"
CARD = "Words that do you good"


@pytest.fixture
def bob(alice):
    actions.create(username="bob", passphrase=PASSPHRASE)
    return "bob"


def type_a_card(page, site, words=""):
    page.goto(f"{site.url}/comfort/new/")
    page.get_by_label(CARD).fill(words)


def signed_out(page):
    """End the session on the server; the page learns it at its next save."""
    Session.objects.all().delete()
    page.get_by_label(CARD).press("End")
    page.get_by_label(CARD).press_sequentially(".")
    page.get_by_role("status").get_by_text("You were signed out.").wait_for()


def come_back_to(page):
    """Tell the page what a browser tells it when its tab is looked at again."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def requests_of(page):
    sent = []
    page.on("request", lambda request: sent.append(request.url))
    return sent


def keep(page):
    page.get_by_role("button", name="Keep", exact=True).click()


def test_unsaved_words_wait_on_their_page_while_somebody_else_is_signed_in(inside, site, bob):
    inside.clock.install()
    type_a_card(inside, site, WORDS)
    signed_out(inside)
    sign_in(inside.context.new_page(), site, bob)
    come_back_to(inside)
    inside.get_by_role("status").get_by_text("Somebody else is signed in").wait_for()
    sent = requests_of(inside)
    inside.clock.run_for(60_000)

    assert sent == []  # each would be a sign of life of somebody else's session
    assert inside.get_by_label(CARD).input_value() == f"{WORDS}."
    assert not FormDraft.objects.exists()

    sign_in(inside.context.new_page(), site)
    inside.get_by_label(CARD).press_sequentially(".")
    inside.clock.run_for(5_000)
    inside.get_by_role("status").get_by_text("Saved as a draft, sealed.").wait_for()
    assert FormDraft.objects.get().account.username == "alice"


@pytest.mark.parametrize("spoken", [False, True])
def test_kept_words_do_not_become_a_card_of_somebody_else(inside, site, bob, spoken):
    type_a_card(inside, site, WORDS)
    if spoken:
        box = inside.get_by_label("In your own voice, if you like")
        box.set_input_files({"name": "x", "mimeType": "audio/webm", "buffer": SOUND})
    sign_in(inside.context.new_page(), site, bob)
    keep(inside)
    inside.get_by_role("alert").get_by_text("Somebody else is signed in").wait_for()

    assert inside.get_by_label(CARD).input_value() == WORDS
    assert inside.locator("[name=sound]").evaluate("box => box.files.length") == spoken
    assert not any(kind.objects.exists() for kind in (Card, Recording, Moment, Draft))
    assert not FormDraft.objects.exclude(account__username="alice").exists()


def test_words_that_are_tried_again_are_never_sent_as_somebody_elses(inside, site, bob):
    write(inside, site, WORDS)
    sign_in(inside.context.new_page(), site, bob)
    inside.context.set_offline(True)
    keep(inside)
    inside.get_by_role("alert").get_by_text("Not saved yet").wait_for()
    inside.context.set_offline(False)
    inside.get_by_role("alert").get_by_text("Somebody else is signed in").wait_for()

    assert inside.get_by_label("Your words").input_value() == WORDS
    assert not Moment.objects.exists()


def test_the_server_too_refuses_a_page_that_has_somebody_elses_tokens(inside, site, bob):
    type_a_card(inside, site, WORDS)
    other = inside.context.new_page()
    sign_in(other, site, bob)
    type_a_card(other, site)
    token = other.locator("main [name=csrfmiddlewaretoken]").first.input_value()
    inside.locator("main [name=csrfmiddlewaretoken]").first.evaluate(
        "(field, token) => { field.value = token; }", token
    )
    keep(inside)
    inside.get_by_role("alert").get_by_text("Somebody else is signed in").wait_for()

    assert not Card.objects.exists()


def test_an_earlier_persons_tab_locks_itself_and_ends_nobody_elses_session(inside, site, bob):
    Account.objects.update(idle_minutes=2)
    other = inside.context.new_page()
    inside.clock.install()  # of the whole browser: both tabs go by it
    write(inside, site, WORDS)
    sign_in(other, site, bob)
    other.goto(f"{site.url}/moments/write/")
    for _ in range(3):
        inside.clock.run_for(60_000)
        other.get_by_label("Your words").press("a")
    inside.wait_for_url("**/sign-in/")

    assert WORDS not in inside.content()
    assert not other.evaluate("document.documentElement.hidden")
    keep(other)
    other.get_by_role("heading", name="How it reads").wait_for()
    vault = opening.open_with_passphrase(bob, PASSPHRASE)[1]
    assert store.content_of(Moment.objects.get(), vault)["text"] == "aaa"
