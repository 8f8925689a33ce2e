"""What is typed into a form and not kept yet: sealed, for its owner, where it was typed; few, and not for ever."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.db import DatabaseError
from django.urls import resolve
from django.utils import timezone

from middleway.web.accounts import rekeying
from middleway.web.care.gate import EVERYBODY, State, standing
from middleway.web.comfort.models import Card
from middleway.web.drafts import actions, queries
from middleway.web.drafts.actions import MOST
from middleway.web.drafts.models import FormDraft
from middleway.web.drafts.places import NoPlace
from middleway.web.imports.shapes import CHECKS
from middleway.web.imports.values import Misshapen
from middleway.web.people.models import Person
from middleway.web.shell import manifest, store
from proof.people import hidden
from tests.web.test_belongings import bring_in, exported
from tests.web.test_carried import form_of, over_the_door
from tests.web.test_danger_everywhere import CRISIS, DANGER

WORDS = "what I could not say"
CARD = "/comfort/new/"


def type_into(person, path=CARD, words=WORDS, on="page-1", **more):
    fields = {"typed_at": path, "typed_on": on, "stands_on": path.partition("#")[0], "texts.text": words}
    return person.post("/drafts/", {**fields, **more})


def there(person, path=CARD):
    """Return what a page's form is to be filled with."""
    found = re.search('data-typed="([^"]*)"', person.get(path).text)
    return json.loads(unescape(found[1])) if found else None


def card(person):
    person.post(CARD, {"text": "It rained."})
    return Card.objects.get().pk


def test_what_was_typed_is_on_its_page_again_and_on_no_other_and_for_nobody_else(alice, bob):
    assert type_into(alice, **{"lines.name": "T.", "chosen.tie": ["ex"]}).status_code == 204

    assert there(alice) == {
        "texts": {"text": WORDS},
        "lines": {"name": "T."},
        "chosen": {"tie": ["ex"]},
        "page": "page-1",
    }
    assert there(alice, "/people/new/") is None
    assert there(bob) is None
    assert bob.get(f"/drafts/{FormDraft.objects.get().pk}/").status_code == 404


def test_it_is_sealed_and_nothing_outside_tells_which_form_it_was(alice):
    type_into(alice)
    type_into(alice, "/people/new/")
    one, other = FormDraft.objects.all()

    assert WORDS.encode() not in bytes(one.sealed)
    assert len(bytes(one.sealed)) == len(bytes(other.sealed))


@pytest.mark.parametrize(
    "path",
    ["/", "/moments/find/", "/settings/passphrase/", "/sign-in/", "/drafts/", "/nowhere/", "//x/", "/comfort/new"],
)
def test_what_keeps_no_words_has_no_draft(alice, path):
    assert type_into(alice, path).status_code == 422
    assert not FormDraft.objects.exists()


def test_more_than_any_form_takes_is_refused(alice):
    assert type_into(alice, words="x" * 400_001).status_code == 422


def test_words_that_were_taken_out_again_leave_no_draft(alice):
    assert type_into(alice).status_code == 204
    assert type_into(alice, words=" ").status_code == 205

    assert not FormDraft.objects.exists()


def test_another_window_does_not_overwrite_them_unseen_and_the_one_that_saw_them_goes_on(alice):
    type_into(alice)

    assert type_into(alice, on="page-2", words="others").status_code == 412
    assert there(alice)["texts"] == {"text": WORDS}
    assert type_into(alice, on="page-2 page-1", words="others").status_code == 204
    assert type_into(alice).status_code == 412


def test_keeping_ends_the_draft_of_that_page_and_leaves_another_windows(alice):
    type_into(alice)
    alice.post(CARD, {"text": "others", "typed_at": CARD, "typed_on": "page-2"})
    assert there(alice)

    alice.post(CARD, {"text": WORDS, "typed_at": CARD, "typed_on": "page-1"})
    assert not FormDraft.objects.exists()
    assert Card.objects.count() == 2


def test_a_form_that_comes_back_with_a_fault_keeps_its_draft(alice):
    type_into(alice)
    answer = alice.post(CARD, {"text": " ", "typed_at": CARD, "typed_on": "page-1"})

    assert answer.status_code == 422
    assert 'data-sent="page-1"' in answer.text
    assert "data-typed" not in answer.text  # what was sent is newer
    assert FormDraft.objects.exists()


def test_words_are_kept_when_their_draft_cannot_be_ended(alice, monkeypatch):
    def busy(*_, **__):
        raise DatabaseError

    type_into(alice)
    with monkeypatch.context() as patched:
        patched.setattr(store, "erase", busy)
        answer = alice.post(CARD, {"text": WORDS, "typed_at": CARD, "typed_on": "page-1"})

    assert answer.status_code == 302
    assert store.content_of(Card.objects.get(), alice.vault())["text"] == WORDS


def test_over_the_door_they_are_kept_and_their_draft_is_over(alice):
    type_into(alice)
    fields = form_of(alice, CARD)

    over_the_door(alice, CARD, {**fields, "text": WORDS, "typed_at": CARD, "typed_on": "page-1"})

    assert store.content_of(Card.objects.get(), alice.vault())["text"] == WORDS
    assert not FormDraft.objects.exists()


def test_a_page_that_was_too_old_sends_its_draft_along(alice):
    type_into(alice)
    whose = form_of(alice, CARD)["whose"]
    alice.browser.handler.enforce_csrf_checks = True
    answer = alice.post(CARD, {"text": WORDS, "whose": whose, "typed_at": CARD, "typed_on": "page-1"})

    assert answer.status_code == 403
    assert {"typed_at": CARD, "typed_on": "page-1"}.items() <= hidden(answer).items()


def test_letting_go_takes_it_away_and_not_what_is_kept(alice):
    path = f"/comfort/{card(alice)}/"
    type_into(alice, path)
    alice.post("/drafts/let-go/", {"typed_at": path})

    assert not FormDraft.objects.exists()
    assert Card.objects.exists()


def test_what_was_typed_about_a_row_goes_with_it(alice):
    path = f"/comfort/{card(alice)}/"
    type_into(alice, path)
    type_into(alice)
    alice.post(f"{path}erase/")

    assert there(alice)
    assert FormDraft.objects.count() == 1


def test_the_list_and_the_search_lead_to_it_and_from_there_to_its_page(alice):
    type_into(alice)
    page = f"/drafts/{FormDraft.objects.get().pk}/"

    assert page in alice.get("/moments/").text
    assert page in alice.post("/moments/find/", {"wanted": "could not"}).text
    assert WORDS in alice.get(page).text
    assert f'href="{CARD}"' in alice.get(page).text


def test_where_the_form_is_gone_the_words_are_still_to_be_read_and_let_go(alice):
    actions.save(
        alice.vault(),
        queries.Place(("gone", "for-good")),
        {"texts": {"text": WORDS}, "lines": {}, "chosen": {}, "stands_on": ["gone", "for-good"]},
        pages=["page-1"],
    )
    shown = alice.get(f"/drafts/{FormDraft.objects.get().pk}/")
    assert WORDS in shown.text
    assert "The page that you typed it on is gone." in shown.text

    alice.post("/drafts/let-go/", hidden(shown))
    assert not FormDraft.objects.exists()


@pytest.mark.parametrize(("words", "state"), [(CRISIS, State.CRISIS), (DANGER, State.UNSAFE)])
def test_they_are_read_for_danger_like_every_draft(alice, words, state):
    type_into(alice, words=words)
    assert standing(alice.vault(), EVERYBODY).state is state

    type_into(alice, words="It rained.")
    assert standing(alice.vault(), EVERYBODY).state is State.ORDINARY


def test_a_few_words_in_a_box_of_one_line_are_asked_about_like_those_of_a_name(alice):
    type_into(alice, "/people/new/", words="", **{"lines.name": DANGER})
    assert standing(alice.vault(), EVERYBODY).state is State.CAREFUL

    type_into(alice, "/people/new/", words="", **{"lines.name": CRISIS})
    assert standing(alice.vault(), EVERYBODY).state is State.CRISIS


def test_there_are_twenty_at_most_and_the_oldest_goes(alice):
    now = timezone.now()
    for number in range(MOST + 1):
        with time_machine.travel(now + timedelta(seconds=number), tick=False):
            assert type_into(alice, f"/aside/pages/x{number}/", words=str(number)).status_code == 204

    kept = {one.words[0] for one in queries.every(alice.vault())}
    assert kept == {str(number) for number in range(1, MOST + 1)}


def test_after_thirty_days_it_is_shown_no_more_and_gone_at_the_next_sign_in(alice):
    with time_machine.travel(timezone.now() - timedelta(days=40)):
        actions.save(alice.vault(), queries.Place(("comfort", "new")), {"texts": {"text": WORDS}, "lines": {}, "chosen": {}, "stands_on": ["comfort", "new"]}, pages=["page-1"])  # fmt: skip

    assert there(alice) is None
    assert "/drafts/" not in re.sub("<script.*?</script>", "", alice.get("/moments/").text)
    assert FormDraft.objects.exists()
    alice.post("/lock/")
    alice.post("/sign-in/", {"username": "alice", "passphrase": alice.passphrase})
    assert not FormDraft.objects.exists()


def test_it_comes_along_into_another_account_and_finds_its_row_there(alice, bob):
    path = f"/comfort/{card(alice)}/"
    type_into(alice, path)
    bring_in(bob, exported(alice))
    own = Card.objects.get(account=bob.account).pk

    assert there(bob, f"/comfort/{own}/")["texts"] == {"text": WORDS}


SHAPE = {"address": ["comfort", "new"], "box": "", "stands_on": ["comfort", "new"], "page": "p", "texts": {"text": WORDS}, "lines": {}, "chosen": {}, "changed": "2026-03-01T10:00:00+00:00"}  # fmt: skip


@pytest.mark.parametrize("wrong", [{"address": []}, {"address": ["", "elsewhere.example"]}, {"stands_on": ["https:"]}, {"box": "<b>"}, {"page": ""}, {"page": "p q"}, {"texts": {"text": 7}}, {"chosen": {"tie": "ex"}}])  # fmt: skip
def test_one_that_no_form_could_have_typed_does_not_come_in(alice, wrong):
    with pytest.raises((Misshapen, NoPlace)):
        CHECKS[FormDraft]({**SHAPE, **wrong})
    assert CHECKS[FormDraft](SHAPE) == SHAPE


def test_one_that_is_put_back_or_taken_away_from_outside_is_told(alice):
    type_into(alice)
    row = FormDraft.objects.get()
    type_into(alice, words="newer")
    row.save()
    assert len(manifest.differing(alice.vault()).older) == 1
    FormDraft.objects.all().delete()

    assert manifest.differing(alice.vault())


def test_new_keys_open_it_and_deleting_everything_takes_it_away(alice):
    type_into(alice)
    vault, _ = rekeying.begin_rekey(alice.vault(), passphrase=alice.passphrase)
    vault = rekeying.go_on_with_rekey(vault)
    assert queries.every(vault)[0].words == [WORDS]

    alice.post("/sign-in/", {"username": "alice", "passphrase": alice.passphrase})
    alice.post("/settings/delete/", {"sure": "on", "current": alice.passphrase})
    assert not FormDraft.objects.exists()


def test_a_page_of_writing_without_a_draft_of_its_own_says_which_form_it_is(alice):
    assert f'data-place="{CARD}"' in alice.get(CARD).text
    assert resolve(CARD).func.takes_words
    assert not Person.objects.exists()
