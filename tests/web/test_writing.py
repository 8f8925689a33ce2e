"""What is written together is kept together: under one lock, with one list of rows, and one look at all of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from msgspec.structs import replace

from middleway.vault import NotOpened
from middleway.web.accounts.models import Account
from middleway.web.moments.models import Moment
from middleway.web.patterns.models import Correction, row_id
from middleway.web.people.models import Person
from middleway.web.records import manifest, store
from middleway.web.records.writing import change, write, writing
from middleway.web.safety.storage import book_of
from tests.support.contents import holding
from tests.support.texts import DANGER
from tests.support.trouble import full_disk, keys_changed
from tests.support.writing import friend
from tests.web.conftest import signed_in

pytestmark = pytest.mark.database

AT = "2026-01-01T12:00:00+00:00"


def moment(text):
    return holding(Moment(), {"text": text, "written": AT, "changed": AT})


def texts(person):
    return sorted(store.content_of(row, person.vault())["text"] for row in Moment.objects.all())


def test_a_batch_locks_once_and_makes_one_list_however_much_is_in_it(alice):
    vault = alice.vault()
    write(vault, *[moment(f"old {number}") for number in range(3)])
    before = Account.objects.get().manifest_count

    with CaptureQueriesContext(connection) as asked, writing(vault) as batch:
        for number in range(3):
            batch.save(*moment(f"new {number}"))
        batch.erase(list(Moment.objects.all()[:2]))

    assert Account.objects.get().manifest_count == before + 1
    assert sum(one["sql"].startswith('UPDATE "accounts_account"') for one in asked) == 1
    assert sum('FROM "accounts_account"' in one["sql"] for one in asked) == 1
    assert not manifest.differing(vault)


def test_of_a_batch_that_fails_nothing_is_kept(alice):
    vault = alice.vault()
    write(vault, moment("stays"))

    def fails():
        with writing(vault) as batch:
            batch.save(*moment("new"))
            batch.erase(list(Moment.objects.all()[:1]))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()

    assert texts(alice) == ["stays"]
    assert not manifest.differing(vault)


@pytest.mark.parametrize("statement", ["INSERT", 'UPDATE "accounts_account"', 'INSERT INTO "safety_ledger"'])
def test_of_a_batch_that_the_disk_refuses_nothing_is_kept(alice, statement):
    with full_disk(DANGER, at=statement):
        assert alice.post("/moments/write/", {"text": DANGER}).status_code >= 500

    assert texts(alice) == []
    assert book_of(alice.vault()).found == []
    assert not manifest.differing(alice.vault())


def test_no_batch_opens_inside_another(alice):
    vault = alice.vault()

    with pytest.raises(RuntimeError), writing(vault), writing(vault):
        pass


def test_a_row_saved_twice_or_saved_and_erased_in_a_batch_stands_right_on_the_list(alice):
    vault = alice.vault()
    row, content = moment("once")

    with writing(vault) as batch:
        batch.save(row, content)
        batch.save(row, replace(content, text="twice"))
        gone, words = moment("gone")
        batch.save(gone, words)
        batch.erase([gone])

    assert texts(alice) == ["twice"]
    assert not manifest.differing(vault)


def test_what_an_observer_deletes_goes_from_the_ledger_in_the_same_batch(alice):
    """What was said of the picture with a person goes with them, and so does the danger that it spoke of."""
    whose = friend(alice, "Ben", "partner")
    said = {"person": whose, "nodes": {"hurt": {"words": DANGER}}, "arrows": {}, "changed": AT}
    write(alice.vault(), holding(Correction(id=row_id(alice.vault(), whose)), said))
    assert book_of(alice.vault()).found

    alice.post(f"/people/{whose}/erase/")

    assert not Correction.objects.exists()
    assert not Person.objects.exists()
    assert book_of(alice.vault()).found == []


def test_what_is_written_is_made_of_what_is_stored_under_the_lock(alice):
    """Whoever changes a row meanwhile, between reading the words and the lock, is not overwritten."""
    vault = alice.vault()
    row, content = moment("a")
    write(vault, (row, content))
    calls = []

    def longer():
        calls.append(connection.in_atomic_block)
        stored = Moment.objects.get(pk=row.pk)
        before = store.opened(stored, vault)
        if len(calls) == 1:
            write(vault, (Moment.objects.get(pk=row.pk), replace(before, text="ab")))
        return stored, replace(before, text=f"{before.text}c")

    change(vault, longer)

    assert texts(alice) == ["abc"]


def test_a_list_that_does_not_open_is_no_reason_to_lose_words(alice):
    Account.objects.update(manifest=b"\1\1" + bytes(300))
    vault = alice.vault()
    with pytest.raises(NotOpened):
        manifest.differing(vault)

    write(vault, moment("kept all the same"))

    assert texts(alice) == ["kept all the same"]


def test_of_a_page_whose_keys_change_before_it_is_kept_nothing_is(transactional_db):
    person = signed_in("alice")
    with keys_changed(person.account):
        answer = person.post("/moments/write/", {"text": "It rained."})

    assert answer.status_code == 409
    assert "It rained." in answer.text
    assert not Moment.objects.exists()
