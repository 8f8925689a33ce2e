"""Two accounts in one browser: what was typed on a page of the first never becomes the second's."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from middleway.web.accounts.models import Session
from middleway.web.records import store
from tests.support.carrying import WORDS, carry_in, form_of
from tests.support.carrying import carried as carried_by
from tests.support.texts import SOUND
from tests.support.writing import begun, kept

TYPED = {
    "text": WORDS,
    "name": WORDS,
    "tie": "friend",
    "words-text": WORDS,
    "words-pain": WORDS,
    "words-own": WORDS,
    "at": "cost",
    "typed_at": "/comfort/new/",
    "typed_on": "page-1",
    "stands_on": "/comfort/new/",
    "texts.text": WORDS,
}
# Every kind of page that takes words: its address for the person who sends.
PAGES = {
    "a new moment": lambda _: "/moments/write/",
    "the draft of a moment": lambda _: f"/moments/drafts/{uuid4()}/",
    "letting a draft go": lambda _: f"/moments/drafts/{uuid4()}/let-go/",
    "a changed moment": lambda person: f"{kept(person)}edit/",
    "a step": lambda person: f"{begun(person)}comfort/",
    "a card": lambda _: "/comfort/new/",
    "somebody close": lambda _: "/people/new/",
    "a week": lambda _: "/weeks/3/",
    "a note": lambda _: "/care/pages/loss/",
    "a pattern": lambda _: "/patterns/any/say/",
    "the draft of a form": lambda _: "/drafts/",
    "letting the draft of a form go": lambda _: "/drafts/let-go/",
}


def rows(person):
    return {row.pk: store.content_of(row, person.vault()) for row in store.rows_of(person.vault())}


def of(person):
    """Return what a page of writing names its owner by."""
    return form_of(person, "/comfort/new/")["whose"]


@pytest.mark.parametrize("page", PAGES)
def test_words_typed_on_somebody_elses_page_are_refused_and_go_back(alice, bob, page):
    path = PAGES[page](bob)
    before = rows(bob)

    answer = bob.post(path, {**TYPED, "whose": of(alice)})

    assert (answer.status_code, answer.headers["Somebody-Else"]) == (403, "yes")
    assert "Somebody else is signed in." in answer.text
    assert WORDS in answer.text
    assert rows(bob) == before
    assert bob.post(path, {**TYPED, "whose": of(bob)}).status_code != 403


def test_so_is_a_recording(alice, bob):
    spoken = {"text": WORDS, "sound": SimpleUploadedFile("x", SOUND)}
    assert bob.post("/comfort/new/", {"whose": of(alice), **spoken}).status_code == 403
    assert rows(bob) == {}


def test_and_so_are_words_that_name_nobody(alice):
    whose = of(alice)
    for made_up in ("x", whose[:-1] + ("A" if whose[-1] != "A" else "B"), f"{whose}, {whose}"):
        assert alice.post("/moments/write/", {"text": WORDS, "whose": made_up}).status_code == 403
    assert rows(alice) == {}


@pytest.mark.parametrize("said", [{}, {"whose": ""}])
def test_what_is_saved_while_one_types_says_on_whose_page_or_is_not_taken(alice, said):
    unnamed = alice.post("/drafts/", {**TYPED, **said})

    assert (unnamed.status_code, unnamed.headers["Somebody-Else"]) == (403, "yes")
    assert WORDS in unnamed.text
    assert rows(alice) == {}
    assert alice.post("/drafts/", {**TYPED, "whose": of(alice)}).status_code == 204


def test_a_page_with_an_old_token_does_not_offer_to_send_as_somebody_else(alice, bob):
    bob.browser.handler.enforce_csrf_checks = True
    other = bob.post("/comfort/new/", {"text": WORDS, "whose": of(alice)})
    own = bob.post("/comfort/new/", {"text": WORDS, "whose": of(bob)})

    assert "Somebody else is signed in." in other.text
    assert "Send them once more" not in other.text
    assert "Send them once more" in own.text


def test_words_at_the_door_go_to_their_owner_though_another_has_signed_in(alice, bob):
    fields = form_of(alice, "/comfort/new/")
    words = carried_by(alice, "/comfort/new/", {**fields, "text": WORDS})
    alice.browser = bob.browser

    assert carry_in(alice, words, whose=fields["whose"]).headers["Location"] == "/comfort/"
    assert [one["text"] for one in rows(alice).values()] == [WORDS]
    assert Session.objects.count() == 1
