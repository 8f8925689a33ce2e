"""What is saved while one types is read for danger before anything is locked: nobody waits for it."""

from uuid import uuid4

import pytest
from django.db import connection

from middleway.web.accounts.carried import whose
from middleway.web.drafts.models import FormDraft
from middleway.web.moments.models import Draft
from middleway.web.records import store
from middleway.web.safety import scan
from middleway.web.safety.gate import EVERYBODY, State, standing
from tests.support.pages import elements, hidden
from tests.support.texts import DANGER
from tests.web.conftest import signed_in

LONG = "".join(f"It rained on day {number}, and I was at home. " for number in range(150))  # several pieces

AUTOSAVE = {"Autosave": "yes"}


@pytest.fixture
def person(transactional_db):
    return signed_in("alice")


@pytest.fixture
def read_for_signs(monkeypatch):
    """Return the list of what is read for signs. It grows as they are read."""
    found, signs = [], scan.signs

    def noted(text, **of):
        found.append(text)
        return signs(text, **of)

    monkeypatch.setattr(scan, "signs", noted)
    return found


def form_draft(person, draft, words, at="/comfort/new/"):
    fields = {"whose": whose(person.account), "typed_at": at, "typed_on": "page", "stands_on": at, "texts.text": words}
    return person.post("/drafts/", fields)


def moments_draft(person, draft, words):
    return person.post(f"/moments/drafts/{draft}/", {"text": words})


def part(person, draft, words):
    # As from a page that stays open, since opening it would read what stands there.
    fields = {"seen": "", "page": str(draft), "words-text": words}
    return person.post("/weeks/1/", fields, headers=AUTOSAVE)


def paper(person, draft, words):
    address = "/care/pages/loss/"
    box = elements(person.get(address), ".//textarea")[0].attrib["name"]
    return person.post(address, {**hidden(person.get(address)), box: words}, headers=AUTOSAVE)


def step(person, draft, words):
    if not hasattr(person, "way"):
        person.way = person.post("/way/", {"heat": "2"}).headers["Location"].split("/")[2]
    address = f"/way/{person.way}/out/"
    return person.post(address, {**hidden(person.get(address)), "text": words}, headers=AUTOSAVE)


SAVES = [form_draft, moments_draft, part, paper, step]


@pytest.mark.parametrize("save", SAVES)
def test_nothing_is_read_while_a_lock_is_held(person, open_while_read, save):
    draft = uuid4()
    assert save(person, draft, LONG).status_code in {204, 302}
    save(person, draft, f"{LONG} It is late.")

    assert len(open_while_read) > 3
    assert not any(open_while_read)


@pytest.mark.parametrize("save", SAVES)
def test_of_what_is_saved_again_only_the_end_is_read(person, read_for_signs, save):
    draft = uuid4()
    save(person, draft, LONG)
    read_for_signs.clear()
    assert save(person, draft, f"{LONG} It is late.").status_code in {204, 302}

    assert len(read_for_signs) == 1
    assert read_for_signs[0].endswith("It is late.")


def test_what_is_kept_was_read_before_in_its_draft_or_is_read_ahead(person, read_for_signs, open_while_read):
    draft = uuid4()
    moments_draft(person, draft, LONG)
    read_for_signs.clear()
    kept = person.post("/moments/write/", {"text": LONG, "draft": str(draft)}).headers["Location"]
    assert read_for_signs == []

    person.post(f"{kept}edit/", {**hidden(person.get(f"{kept}edit/")), "text": f"{LONG} It is late."})
    assert read_for_signs
    assert open_while_read
    assert not any(open_while_read)


def test_words_of_one_line_are_read_anew_when_there_are_more_beside_them(person):
    def typed(**boxes):
        at = "/people/new/"
        fields = {"whose": whose(person.account), "typed_at": at, "typed_on": "page", "stands_on": at}
        assert person.post("/drafts/", {**fields, **boxes}).status_code == 204
        return standing(person.vault(), EVERYBODY).state

    assert typed(**{"lines.name": DANGER}) is State.CAREFUL
    assert typed(**{"lines.name": DANGER, "texts.text": "It rained."}) is State.UNSAFE
    assert typed(**{"lines.name": DANGER}) is State.CAREFUL


def test_a_draft_that_does_not_open_any_more_is_written_anew(person):
    draft = uuid4()
    moments_draft(person, draft, "first")
    sealed = bytes(Draft.objects.get().sealed)
    Draft.objects.update(sealed=sealed[:-1] + bytes([sealed[-1] ^ 1]))

    assert moments_draft(person, draft, "second").status_code == 204
    assert store.content_of(Draft.objects.get(), person.vault())["text"] == "second"


def test_of_the_drafts_there_are_none_is_opened_while_a_lock_is_held(person, monkeypatch):
    for number in range(3):
        form_draft(person, None, "It rained.", at=f"/care/pages/x{number}/")
    found, opened = [], store.opened

    def noted(row, vault):
        found.append((type(row), connection.in_atomic_block))
        return opened(row, vault)

    monkeypatch.setattr(store, "opened", noted)
    form_draft(person, None, "It rained again.", at="/care/pages/x0/")

    assert found.count((FormDraft, False)) == 3
    assert (FormDraft, True) not in found
