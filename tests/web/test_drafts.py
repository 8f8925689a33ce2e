"""What is typed into a form and not kept yet: sealed, for its owner, where it was typed; few, and not for ever."""

import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import msgspec
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils import timezone

from middleway.vault import read_archive, write_archive
from middleway.web.accounts.carried import whose
from middleway.web.comfort.models import Card
from middleway.web.drafts import actions, queries
from middleway.web.drafts.addresses import NoAddress
from middleway.web.drafts.models import FormDraft
from middleway.web.drafts.queries import MOST
from middleway.web.people.models import Person
from middleway.web.records import manifest, rekeying, store
from middleway.web.records.taking_in import taken_in
from middleway.web.records.values import Misshapen
from middleway.web.records.writing import write
from middleway.web.safety.gate import EVERYBODY, State, standing
from tests.support.archives import SEAL, bring_in, exported
from tests.support.carrying import form_of, over_the_door
from tests.support.contents import holding
from tests.support.pages import elements, hidden
from tests.support.texts import DANGER
from tests.support.trouble import full_disk
from tests.web.test_danger_everywhere import CRISIS
from tests.web.test_export import plain

WORDS = "what I could not say"
CARD = "/comfort/new/"
NO_DRAFT_GOES = 'DELETE FROM "drafts_formdraft"'
SHAPE = {
    "address": ["comfort", "new"],
    "box": "",
    "began": "",
    "stands_on": ["comfort", "new"],
    "page": "p",
    "texts": {"text": WORDS},
    "lines": {},
    "chosen": {},
    "changed": "2026-03-01T10:00:00+00:00",
}


def type_into(person, path=CARD, words=WORDS, on="page-1", **more):
    fields = {
        "whose": whose(person.account),
        "typed_at": path,
        "typed_on": on,
        "stands_on": path.partition("#")[0],
        "texts.text": words,
    }
    return person.post("/drafts/", {**fields, **more})


def there(person, path=CARD):
    """Return what a page's form is to be filled with."""
    forms = elements(person.get(path), ".//*[@data-typed]")
    return json.loads(forms[0].attrib["data-typed"]) if forms else None


def card_id(person):
    person.post(CARD, {"text": "It rained."})
    return Card.objects.get().pk


def form_on(person, path, at=0):
    """Return the form that a page names as its own."""
    return elements(person.get(path), ".//*[@data-place]")[at].attrib["data-place"]


def draft(at, **given):
    """Return the content of a draft as it was saved some days ago."""
    when = (timezone.now() - timedelta(days=at)).isoformat()
    return {**SHAPE, "changed": when, **given}


def archive_of(contents):
    rows = [{"kind": "drafts.formdraft", "id": str(uuid4()), "content": content} for content in contents]
    lines = [{"kind": "header", "format": 1}, *rows, {"kind": "end"}]
    return b"".join(write_archive("\n".join(map(json.dumps, lines)).encode(), SEAL))


def come_back(person):
    person.post("/lock/")
    return person.post("/sign-in/", {"username": person.name, "passphrase": person.passphrase})


def test_what_was_typed_is_back_on_its_page_alone_and_for_its_writer_alone(alice, bob):
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
    ["/", "/search/", "/security/passphrase/", "/sign-in/", "/drafts/", "/nowhere/", "//x/", "/comfort/new"],
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


def test_another_window_overwrites_them_only_once_it_has_seen_them(alice):
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


def test_words_are_kept_when_their_draft_cannot_be_ended(alice):
    type_into(alice)
    with full_disk(WORDS, at=NO_DRAFT_GOES):
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
    path = f"/comfort/{card_id(alice)}/"
    type_into(alice, path)
    assert alice.post("/drafts/let-go/", {"typed_at": path}).status_code == 302

    assert not FormDraft.objects.exists()
    assert Card.objects.exists()
    assert alice.post("/drafts/let-go/", {"typed_at": path}).status_code == 302  # as when it is sent twice


def test_what_names_no_form_lets_nothing_go_and_does_not_look_as_if(alice):
    type_into(alice)

    assert alice.post("/drafts/let-go/", {"typed_at": "elsewhere"}).status_code == 404
    assert FormDraft.objects.exists()


def test_what_was_typed_about_a_row_goes_with_it(alice):
    path = f"/comfort/{card_id(alice)}/"
    type_into(alice, path)
    type_into(alice)
    alice.post(f"{path}erase/")

    assert there(alice)
    assert FormDraft.objects.count() == 1


def test_the_list_and_the_search_lead_to_it_and_from_there_to_its_page(alice):
    type_into(alice)
    page = f"/drafts/{FormDraft.objects.get().pk}/"

    assert page in alice.get("/moments/").text
    assert page in alice.post("/search/", {"wanted": "could not"}).text
    assert WORDS in alice.get(page).text
    assert f'href="{CARD}"' in alice.get(page).text


def test_where_the_form_is_gone_the_words_are_still_to_be_read_and_let_go(alice):
    actions.save(
        alice.vault(),
        msgspec.convert({**SHAPE, "address": ["gone", "for-good"], "stands_on": ["gone", "for-good"]}, FormDraft.holds),
        pages=["page-1"],
    )
    shown = alice.get(f"/drafts/{FormDraft.objects.get().pk}/")
    assert WORDS in shown.text
    assert "The page that you typed it on is gone." in shown.text

    alice.post("/drafts/let-go/", hidden(shown))
    assert not FormDraft.objects.exists()


def test_where_an_address_begins_otherwise_now_what_was_typed_there_is_at_hand(alice):
    old = SHAPE | {"address": ["aside", "pages", "loss"], "stands_on": ["aside", "pages", "loss"]}
    write(alice.vault(), holding(FormDraft(), old | {"changed": timezone.now().isoformat()}))

    (draft,) = queries.current(alice.vault())
    assert draft.page == "/care/pages/loss/"
    assert str(draft.address) == draft.page


@pytest.mark.parametrize(("words", "state"), [(CRISIS, State.CRISIS), (DANGER, State.UNSAFE)])
def test_they_are_read_for_danger_like_every_draft(alice, words, state):
    type_into(alice, words=words)
    assert standing(alice.vault(), EVERYBODY).state is state

    type_into(alice, words="It rained.")
    assert standing(alice.vault(), EVERYBODY).state is State.ORDINARY


def test_a_few_words_in_a_one_line_box_are_asked_about_like_those_of_a_name(alice):
    type_into(alice, "/people/new/", words="", **{"lines.name": DANGER})
    assert standing(alice.vault(), EVERYBODY).state is State.CAREFUL

    type_into(alice, "/people/new/", words="", **{"lines.name": CRISIS})
    assert standing(alice.vault(), EVERYBODY).state is State.CRISIS


def test_there_are_twenty_at_most_and_the_oldest_goes(alice):
    now = timezone.now()
    for number in range(MOST + 1):
        with time_machine.travel(now + timedelta(seconds=number), tick=False):
            assert type_into(alice, f"/care/pages/x{number}/", words=str(number)).status_code == 204

    kept = {one.words[0] for one in queries.all_of(alice.vault())}
    assert kept == {str(number) for number in range(1, MOST + 1)}


JANUARY = datetime(2026, 1, 1, 10, tzinfo=UTC)  # and thirty days later it is still January


def test_after_thirty_days_it_is_shown_no_more_and_gone_at_the_next_sign_in(alice):
    with time_machine.travel(JANUARY):
        come_back(alice)
        type_into(alice)
    page = f"/drafts/{FormDraft.objects.get().pk}/"
    with time_machine.travel(JANUARY + timedelta(days=29)):
        come_back(alice)
        assert there(alice)
        assert alice.get(page).status_code == 200
        assert WORDS in plain(alice, "csv")

    alice.post("/lock/")
    with time_machine.travel(JANUARY + timedelta(days=29, hours=23, minutes=56)):
        come_back(alice)
        assert FormDraft.objects.exists()
        with time_machine.travel(JANUARY + timedelta(days=30, minutes=1)):
            assert there(alice) is None
            assert page not in alice.get("/moments/").text
            assert page not in alice.post("/search/", {"wanted": "could not"}).text
            assert alice.get(page).status_code == 404
            assert WORDS.encode() not in read_archive(exported(alice), SEAL)
            assert not any(WORDS in plain(alice, form) for form in ("csv", "html"))
            come_back(alice)
            assert not FormDraft.objects.exists()


def test_coming_back_with_the_code_lets_it_go_too(alice):
    with time_machine.travel(timezone.now() - timedelta(days=31)):
        come_back(alice)
        type_into(alice)
    new = "tulip harbour ninety velvet cobble sunrise"
    alice.post("/sign-in/recover/", {"username": "alice", "code": alice.code, "passphrase": new, "again": new})

    assert alice.get("/moments/").status_code == 200
    assert not FormDraft.objects.exists()


def test_when_it_cannot_be_let_go_just_now_its_owner_is_in_all_the_same(alice):
    with time_machine.travel(timezone.now() - timedelta(days=31)):
        come_back(alice)
        type_into(alice)
    with full_disk(WORDS, at=NO_DRAFT_GOES):
        assert come_back(alice).status_code == 302
        assert alice.get("/moments/").status_code == 200
    assert FormDraft.objects.exists()


def test_it_comes_along_into_another_account_and_finds_its_row_there(alice, bob):
    path = f"/comfort/{card_id(alice)}/"
    type_into(alice, form_on(alice, path), stands_on=path)
    bring_in(bob, exported(alice))
    own = Card.objects.get(account=bob.account).pk

    assert there(bob, f"/comfort/{own}/")["texts"] == {"text": WORDS}


def test_of_an_archive_the_newest_twenty_come_in_and_none_that_is_too_old(alice):
    old = [draft(31, texts={"text": "old"})]
    some = [draft(days, address=["aside", "pages", f"x{days}"], texts={"text": str(days)}) for days in range(1, 29)]
    page = bring_in(alice, archive_of([*some, *old]))

    assert {one.words[0] for one in queries.all_of(alice.vault())} == {str(days) for days in range(1, MOST + 1)}
    assert page.status_code == 200
    assert not manifest.differing(alice.vault())


def test_with_those_that_were_here_they_are_twenty_too(alice):
    for number in range(3):
        type_into(alice, f"/care/pages/x{number}/")
    bring_in(alice, archive_of(draft(days, address=["aside", "pages", f"y{days}"]) for days in range(1, MOST + 1)))

    kept = queries.all_of(alice.vault())
    assert len(kept) == MOST
    assert sum(one.content.address[-1].startswith("x") for one in kept) == 3
    assert not manifest.differing(alice.vault())


def test_many_rows_are_deleted_in_few_queries(alice):
    write(alice.vault(), *[holding(FormDraft(), draft(31)) for _ in range(store.AT_ONCE + 1)])
    with CaptureQueriesContext(connection) as asked:
        actions.tidy(alice.vault())

    assert not FormDraft.objects.exists()
    assert sum(one["sql"].startswith('DELETE FROM "drafts_formdraft"') for one in asked) == 2


KEPT = {
    "card": ("/comfort/new/", {"text": "as it was"}, {"text": "as it is"}, "texts.text"),
    "person": (
        "/people/new/",
        {"name": "A.", "tie": "friend", "close": ""},
        {"name": "B.", "tie": "friend", "close": ""},
        "lines.name",
    ),
}


@pytest.mark.parametrize("kind", KEPT)
def test_words_kept_meanwhile_are_not_hidden_by_a_draft_and_both_are_shown(alice, kind):
    new, first, second, box = KEPT[kind]
    alice.post(new, first)
    path = f"{new.removesuffix('new/')}{(Card if kind == 'card' else Person).objects.get().pk}/"
    type_into(alice, form_on(alice, path), **{"texts.text": "", "stands_on": path, box: WORDS})
    assert there(alice, path)
    alice.post(path, {**hidden(alice.get(path)), **second})  # in another window

    assert there(alice, path) is None
    shown = alice.get(path).text
    assert next(iter(second.values())) in shown
    assert f'<p class="words" dir="auto" translate="no">{WORDS}</p>' in shown
    assert f"/drafts/{FormDraft.objects.get().pk}/" in shown

    # What is typed now is a draft of its own, and neither takes the other's place.
    type_into(alice, form_on(alice, path), on="page-2", **{"texts.text": "", "stands_on": path, box: "newer"})
    assert FormDraft.objects.count() == 2
    assert "newer" in str(there(alice, path))
    assert WORDS in alice.get(path).text


def test_what_is_said_of_one_box_of_a_pattern_does_not_count_for_another(alice):
    alice.post("/sample/begin/")
    page = "/patterns/"
    box, other = form_on(alice, page), form_on(alice, page, at=1)
    for form in (box, other):
        type_into(alice, form, stands_on=page, **{"texts.text": "", "lines.words-own": WORDS})
    assert alice.get(page).text.count("data-typed=") == 2
    path, _, at = box.partition("@")[0].partition("#")
    assert alice.post(path, {"at": at, "words-own": "said elsewhere"}).status_code == 302

    shown = alice.get(page).text
    assert shown.count("data-typed=") == 1
    assert f'translate="no">{WORDS}</p>' in shown


@pytest.mark.parametrize(
    "wrong",
    [
        {"address": []},
        {"address": ["", "elsewhere.example"]},
        {"address": ["people/new"]},
        {"stands_on": ["people/new"]},
        {"stands_on": ["https:"]},
        {"began": "x"},
        {"texts": {str(box): "x" for box in range(61)}},
        {"lines": {"x" * 61: ""}},
        {"texts": {"text": "x" * 200_001, "more": "x" * 200_000}},
        {"box": "<b>"},
        {"page": ""},
        {"page": "p q"},
        {"texts": {"text": 7}},
        {"chosen": {"tie": "ex"}},
    ],
)
def test_one_that_no_form_could_have_typed_does_not_come_in(alice, wrong):
    with pytest.raises((Misshapen, NoAddress)):
        taken_in(FormDraft, {**SHAPE, **wrong})
    assert msgspec.to_builtins(taken_in(FormDraft, SHAPE)) == SHAPE


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
    assert queries.all_of(vault)[0].words == [WORDS]

    alice.post("/sign-in/", {"username": "alice", "passphrase": alice.passphrase})
    alice.post("/export/delete/", {"sure": "on", "current": alice.passphrase})
    assert not FormDraft.objects.exists()


def test_a_page_of_writing_without_a_draft_of_its_own_says_which_form_it_is(alice):
    assert f'data-place="{CARD}"' in alice.get(CARD).text
    assert resolve(CARD).func.takes_words
