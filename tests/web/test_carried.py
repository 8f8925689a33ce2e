"""Words that were being written when a session ended: they come through the door, to where they belong."""

import pytest

from middleway.web.accounts import second_step
from middleway.web.accounts.carried import sealed
from middleway.web.care.notes import LOSS
from middleway.web.care.queries import kept as noted
from middleway.web.comfort.models import Card
from middleway.web.moments.models import Draft, Moment
from middleway.web.people.models import Person
from middleway.web.records import store
from middleway.web.submitted_text import Brought
from middleway.web.weeks.models import Part
from tests.support.carrying import WORDS, carried, carry_in, form_of, over_the_door
from tests.support.pages import elements
from tests.support.writing import begun, kept, looping
from tests.web.test_security import one_time


def content(kind, person):
    return store.content_of(kind.objects.get(), person.vault())


def test_a_changed_moment_has_the_new_words_and_no_draft_stays(alice):
    path = f"{kept(alice)}edit/"
    fields = form_of(alice, path)
    alice.post(f"/moments/drafts/{fields['draft']}/", {**fields, "text": "what I"})

    answer = over_the_door(alice, path, {**fields, "text": WORDS})

    assert answer.headers["Location"] == path.removesuffix("edit/")
    assert content(Moment, alice)["text"] == WORDS
    assert not Draft.objects.exists()


def test_a_moment_changed_meanwhile_is_not_overwritten_and_both_are_shown(alice):
    path = f"{kept(alice)}edit/"
    fields = form_of(alice, path)
    alice.post(path, {**form_of(alice, path), "text": "newer, from elsewhere"})

    answer = over_the_door(alice, path, {**fields, "text": WORDS})

    assert answer.status_code == 409
    assert WORDS in answer.text
    assert "newer, from elsewhere" in answer.text
    assert content(Moment, alice)["text"] == "newer, from elsewhere"
    assert content(Draft, alice)["text"] == WORDS  # and they are there when that page is closed


def test_the_draft_of_a_change_knows_which_words_it_began_from(alice):
    path = f"{kept(alice)}edit/"
    fields = form_of(alice, path)
    draft = f"/moments/drafts/{fields['draft']}/"
    alice.post(draft, {**fields, "text": WORDS})
    alice.post(path, {**form_of(alice, path), "text": "newer, from elsewhere"})

    answer = alice.post(path, {**form_of(alice, draft), "text": WORDS})

    assert answer.status_code == 409
    assert "newer, from elsewhere" in answer.text


def test_words_that_were_not_kept_yet_are_the_same_draft(alice):
    fields = form_of(alice, "/moments/write/")
    alice.post(f"/moments/drafts/{fields['draft']}/", {**fields, "text": "what I"})

    answer = over_the_door(alice, "/moments/write/", {**fields, "text": WORDS})

    assert answer.headers["Location"] == "/home/"
    assert content(Draft, alice)["text"] == WORDS
    assert str(Draft.objects.get().pk) == fields["draft"]


def test_a_step_of_the_way_has_them_and_one_goes_on_from_there(alice):
    step = f"{begun(alice)}comfort/"
    fields = form_of(alice, step)
    alice.post(step, {**fields, "words-pain": "what I"}, headers={"Autosave": "yes"})

    answer = over_the_door(alice, step, {**fields, "words-pain": WORDS})

    assert answer.status_code == 302
    assert content(Moment, alice)["way"]["comfort"]["pain"] == WORDS
    assert not Draft.objects.exists()


def test_a_step_changed_meanwhile_is_not_overwritten_and_both_are_shown(alice):
    step = f"{begun(alice)}comfort/"
    fields = form_of(alice, step)
    alice.post(step, {**form_of(alice, step), "words-pain": "newer, from elsewhere"})

    answer = over_the_door(alice, step, {**fields, "words-pain": WORDS})

    assert answer.status_code == 409
    assert WORDS in answer.text
    assert "newer, from elsewhere" in answer.text
    assert content(Moment, alice)["way"]["comfort"]["pain"] == "newer, from elsewhere"


def test_a_part_of_the_weeks_has_them(alice):
    over_the_door(alice, "/weeks/3/", {**form_of(alice, "/weeks/3/"), "words-text": WORDS})

    assert content(Part, alice)["text"] == WORDS
    assert not Draft.objects.exists()


def test_private_notes_have_them(alice):
    box = next(box.attrib["name"] for box in elements(alice.get("/care/pages/loss/"), ".//textarea"))
    over_the_door(alice, "/care/pages/loss/", {**form_of(alice, "/care/pages/loss/"), box: WORDS})

    assert noted(alice.vault(), LOSS).letter == WORDS
    assert not Draft.objects.exists()


def test_a_card_of_comfort_has_them(alice):
    over_the_door(alice, "/comfort/new/", {**form_of(alice, "/comfort/new/"), "text": WORDS})
    assert content(Card, alice)["text"] == WORDS

    path = f"/comfort/{Card.objects.get().pk}/"
    over_the_door(alice, path, {**form_of(alice, path), "text": f"{WORDS} till now"})
    assert content(Card, alice)["text"] == f"{WORDS} till now"
    assert not Draft.objects.exists()


def test_somebody_close_has_the_name_that_was_typed(alice):
    fields = {**form_of(alice, "/people/new/"), "name": WORDS, "tie": "friend", "close": ""}
    over_the_door(alice, "/people/new/", fields)

    assert content(Person, alice)["name"] == WORDS


def test_a_correction_of_the_patterns_has_them(alice):
    looping(alice)
    fields = {**form_of(alice, "/patterns/"), "at": "cost", "words-own": WORDS}
    over_the_door(alice, "/patterns/any/say/", fields)

    assert WORDS in alice.get("/patterns/").text


def test_words_for_a_moment_that_was_deleted_meanwhile_are_a_draft(alice):
    moment = kept(alice)
    fields = form_of(alice, f"{moment}edit/")
    alice.post(f"{moment}erase/")

    assert over_the_door(alice, f"{moment}edit/", {**fields, "text": WORDS}).status_code == 302
    assert content(Draft, alice)["text"] == WORDS


def test_nothing_but_pages_of_writing_is_asked_again(alice):
    """Somebody at the door's page cannot make the owner do what they did not want."""
    moment = kept(alice)
    whose = form_of(alice, "/moments/write/")["whose"]

    for path in (f"{moment}erase/", "/security/end-others/", "/care/any/say/", "/moments/no/such/page/"):
        carry_in(alice, sealed(Brought(path, [("whose", whose), ("text", WORDS), ("what", "calm")])))

    assert Moment.objects.count() == 1
    assert {store.content_of(draft, alice.vault())["text"] for draft in Draft.objects.all()} == {WORDS}


@pytest.mark.parametrize("address", ["/drafts/let-go/", "/moments/drafts/{draft}/let-go/"])
def test_words_let_go_after_the_session_stay_nowhere_and_delete_nothing(alice, address):
    fields = form_of(alice, "/moments/write/")
    alice.post(f"/moments/drafts/{fields['draft']}/", {**fields, "text": "what I"})
    alice.post("/lock/")

    refused = alice.post(address.format(**fields), {**fields, "text": WORDS, "typed_at": "/comfort/new/"})

    assert refused.status_code == 403
    assert "What stood on that page is kept nowhere." in refused.text
    assert WORDS not in refused.text
    assert 'name="carried" value' not in refused.text
    carry_in(alice, "")
    assert content(Draft, alice)["text"] == "what I"


def test_they_land_after_the_second_step_and_not_before(alice):
    path = f"{kept(alice)}edit/"
    words = carried(alice, path, {**form_of(alice, path), "text": WORDS})
    second_step.add_code(alice.account, "JBSWY3DPEHPK3PXP")
    carry_in(alice, words)
    assert content(Moment, alice)["text"] == "It rained."

    alice.post("/sign-in/second/", {"one_time": one_time("JBSWY3DPEHPK3PXP")})
    assert content(Moment, alice)["text"] == WORDS


@pytest.mark.parametrize("path", ["/moments/write/", "/people/new/", "/comfort/new/", "/weeks/3/", "/care/pages/loss/"])
def test_nobody_else_gets_them(alice, bob, path):
    name = "name" if path == "/people/new/" else "text"
    words = carried(alice, path, {**form_of(alice, path), name: WORDS, "words-text": WORDS, "tie": "friend"})

    answer = carry_in(bob, words)

    assert answer.headers["Location"] == "/home/"
    assert not any(kind.objects.exists() for kind in (Moment, Draft, Card, Part, Person))
