"""Take it along, bring it back, delete it."""

import csv
import io
import json
import runpy
from html import unescape
from pathlib import Path
from unittest import mock

import pytest

from middleway.vault import STANDARD, Cost, read_archive, write_archive
from middleway.web.accounts.models import Account, Session, Slot
from middleway.web.moments.models import Moment
from middleway.web.people.models import Person
from middleway.web.records import manifest, store
from middleway.web.records.writing import writing
from tests.support.archives import MOMENT, SEAL, bring_in, exported
from tests.support.writing import begun

pytestmark = pytest.mark.database

READER = Path(__file__).parents[2] / "docs/spec/sealed_v1_reader.py"


@pytest.fixture
def archive(alice):
    alice.post("/moments/write/", {"text": "first\nsecond line"})
    alice.post("/moments/write/", {"text": "=SUM(A1)"})
    return exported(alice)


def plain(person, kind):
    """Return a file that anybody can read, whole."""
    answer = person.post("/export/plain/", {"current": person.passphrase, "form": kind, "understood": "on"})
    assert answer.status_code == 200
    return answer.getvalue().decode("utf-8", "surrogatepass")


def texts(person):
    vault = person.vault()
    return sorted(store.content_of(row, vault)["text"] for row in store.rows_of(vault))


def test_an_export_is_sealed_and_holds_everything(alice, archive):
    lines = [json.loads(line) for line in read_archive(archive, SEAL).splitlines()]

    assert b"second line" not in archive
    assert {line["content"]["text"] for line in lines if "content" in line} == {"first\nsecond line", "=SUM(A1)"}
    assert lines[-1] == {"kind": "end", "not_opened": []}


def test_the_stand_alone_reader_opens_an_export(alice, archive):
    reader = runpy.run_path(str(READER))

    assert b"second line" in reader["read_archive"](archive, SEAL)


def test_an_export_comes_back_in_after_a_loss_and_twice_changes_nothing(alice, archive):
    with writing(alice.vault()) as batch:
        batch.erase(list(Moment.objects.all()))

    page = bring_in(alice, archive)

    assert "Brought in: 2." in page.text
    assert texts(alice) == ["=SUM(A1)", "first\nsecond line"]
    assert not manifest.differing(alice.vault())
    assert "Brought in: 0. Here already, and left as they are: 2." in bring_in(alice, archive).text


def test_another_person_brings_it_in_as_their_own_and_hers_stays(alice, bob, archive):
    bring_in(bob, archive)

    assert texts(bob) == texts(alice) == ["=SUM(A1)", "first\nsecond line"]
    assert Moment.objects.count() == 4


def test_an_import_does_not_tell_whether_somebody_has_an_id(alice, bob):
    alice.post("/moments/write/", {"text": "hers"})
    hers = Moment.objects.get()
    ids = (str(hers.pk), "11111111-1111-4111-8111-111111111111")
    row = {"kind": "moments.moment", "content": MOMENT}
    lines = [{"kind": "header", "format": 1}, *(row | {"id": one} for one in ids), {"kind": "end"}]

    bring_in(bob, b"".join(write_archive("\n".join(map(json.dumps, lines)).encode(), SEAL)))

    assert [bob.get(f"/moments/{one}/").status_code for one in ids] == [404, 404]
    assert Moment.objects.filter(account=bob.account).count() == 2


def test_words_in_every_script_go_out_and_come_in(alice, bob):
    text = "нет слов\u2028и ещё\x85строка 😭"
    alice.post("/moments/write/", {"text": text})

    archive = exported(alice)
    bring_in(bob, archive)

    assert texts(bob) == [text]
    assert len(archive) < 1_500  # and not six characters for each letter


@pytest.mark.parametrize(
    ("passphrase", "told"),
    [
        ("aaaaaaaaaaaaaaa", "can be guessed"),
        ("short", "Too short"),
        (None, "Take another one for the file"),
    ],
)
def test_a_file_wants_a_strong_passphrase_of_its_own(alice, passphrase, told):
    fields = {"current": alice.passphrase, "archive_passphrase": passphrase or alice.passphrase}

    answer = alice.post("/export/", fields)

    assert answer.status_code == 422
    assert told in answer.text


@pytest.mark.parametrize("cost", [(1_048_576, 10, 16), (131_073, 3, 4), (131_072, 4, 4), (131_072, 3, 5)])
def test_an_archive_that_costs_more_than_ours_is_refused_before_any_work(alice, archive, cost):
    dear = archive[:6] + cost[0].to_bytes(4, "big") + bytes(cost[1:]) + archive[12:]

    with mock.patch("middleway.vault.archive._key", side_effect=AssertionError("it worked for it")):
        assert bring_in(alice, dear).status_code == 422


def test_an_archive_that_costs_more_than_ours_is_refused_though_it_opens(alice, archive):
    dear = b"".join(write_archive(read_archive(archive, SEAL), SEAL, Cost(STANDARD.memory + 1_024, 1, 4)))

    assert bring_in(alice, dear).status_code == 422


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[1]\n[2]",
        b'{"kind": "header", "format": 2}\n{"kind": "end"}',
        b"\xff\xfe",
        b"[" * 5000,
        b'{"kind": "header", "format": 1}\n{"kind": "accounts.account", "id": "x", "content": {}}\n{"kind": "end"}',
        (
            b'{"kind": "header", "format": 1}\n'
            b'{"kind": "moments.moment", "id": "00000000-0000-4000-8000-000000000000", "content": {"text": 1}}\n'
            b'{"kind": "end"}'
        ),
        (
            b'{"kind": "header", "format": 1}\n'
            b'{"kind": "moments.moment", "id": "00000000-0000-4000-8000-000000000000", "content": {"text": "a", '
            b'"changed": "now"}}\n{"kind": "end"}'
        ),
    ],
)
def test_an_archive_that_is_no_export_changes_nothing(alice, content):
    response = bring_in(alice, b"".join(write_archive(content, SEAL)))

    assert response.status_code == 422
    assert "not an export" in response.text
    assert not Moment.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "half a sign \ud83d"},
        {"text": None},
        {"changed": "0001-01-01T00:00:00+14:00"},
        {"changed": "2026-01-01"},
        {"written": 7},
        {"changed": None},
        {"of": "nothing"},
        {"of": 7},
    ],
)
def test_a_row_that_no_page_could_show_does_not_come_in(alice, changes):
    content = {"text": "words", "changed": "2026-01-01T00:00:00+00:00", **changes}
    row = {"kind": "moments.draft", "id": "00000000-0000-4000-8000-000000000000", "content": content}
    lines = [{"kind": "header", "format": 1}, row, {"kind": "end"}]

    response = bring_in(alice, b"".join(write_archive("\n".join(map(json.dumps, lines)).encode(), SEAL)))

    assert response.status_code == 422
    assert texts(alice) == []


def test_an_archive_that_holds_one_id_twice_changes_nothing(alice):
    content = {"text": "words", "changed": "2026-01-01T00:00:00+00:00"}
    row = {"kind": "moments.moment", "id": "00000000-0000-4000-8000-000000000000", "content": content}
    lines = [{"kind": "header", "format": 1}, row, row | {"kind": "moments.draft"}, {"kind": "end"}]

    response = bring_in(alice, b"".join(write_archive("\n".join(map(json.dumps, lines)).encode(), SEAL)))

    assert response.status_code == 422
    assert texts(alice) == []


def test_a_wrong_passphrase_or_a_damaged_file_changes_nothing(alice, archive):
    assert bring_in(alice, archive, "wrong wrong wrong").status_code == 422
    assert bring_in(alice, archive[:-1]).status_code == 422
    assert bring_in(alice, b"holiday photo").status_code == 422
    assert Moment.objects.count() == 2


def test_files_that_anyone_can_read_come_only_after_the_warning_was_ticked(alice, archive):
    fields = {"current": alice.passphrase, "form": "json"}

    assert alice.post("/export/plain/", fields).status_code == 422
    _, *rows, _ = json.loads(plain(alice, "json"))
    assert "first\nsecond line" in {row["content"]["text"] for row in rows}


def test_a_spreadsheet_takes_words_for_words(alice, archive):
    rows = list(csv.DictReader(io.StringIO(plain(alice, "csv"))))
    assert {row["text"] for row in rows} == {"'=SUM(A1)", "first\nsecond line"}


def test_everything_of_the_way_is_in_every_export(alice):
    way = lived(alice)

    for kind, written in (("html", "Leonhard"), ("csv", "people.person"), ("json", "Leonhard")):
        found = plain(alice, kind)
        for words in ("It rained.", "I am sorry you got wet.", "I have you.", written):
            assert words in found, (kind, words)
    assert "What do you long to hear about this hurt?" in unescape(plain(alice, "html"))
    assert alice.get(way).status_code == 200


def test_people_cards_and_ways_come_back_in_together_for_another_person_too(alice, bob):
    way = lived(alice)

    assert "Brought in: 4." in bring_in(bob, exported(alice)).text
    moment = Moment.objects.get(account=bob.account)
    page = bob.get(f"/way/{moment.pk}/whole/").text

    assert f"/way/{moment.pk}/" != way
    assert "Leonhard" in page
    assert "I am sorry you got wet." in page
    card = store.content_of(moment, bob.vault())["card"]
    assert "I have you." in bob.get(f"/comfort/{card}/").text
    assert not manifest.differing(bob.vault())


def lived(person):
    """Write something of every kind of row; return the address of the way."""
    person.post("/people/new/", {"name": "Leonhard", "tie": "friend", "close": ""})
    whose = Person.objects.get(account=person.account).pk
    way = begun(person, str(whose))
    person.post(f"{way}out/", {"text": "It rained."})
    person.post(
        f"{way}comfort/", {"words-pain": "I am sorry you got wet.", "words-promise": "I have you.", "card": "on"}
    )
    person.post(f"{way}turn/", {"feelings": ["hurt", "sad"], "needs": "rest"})
    person.post(f"{way}pause/", {"until": "21:00"})
    return way


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("moments.moment", {**MOMENT, "heat": [{"at": MOMENT["written"], "value": 11}]}),
        ("moments.moment", {**MOMENT, "heat": [{"at": MOMENT["written"], "value": True}]}),
        ("moments.moment", {**MOMENT, "heat": [7]}),
        ("moments.moment", {**MOMENT, "person": "somebody"}),
        ("moments.moment", {**MOMENT, "way": {"say": {"draft": ["a"]}}}),
        ("moments.moment", {**MOMENT, "way": {"turn": {"feelings": "sad"}}}),
        ("moments.moment", {**MOMENT, "way": {"turn": {"feelings": [{}]}}}),
        ("moments.moment", {**MOMENT, "way": {"nowhere": {}}}),
        ("moments.moment", {**MOMENT, "way": []}),
        ("moments.moment", {**MOMENT, "way": {"say": {"draft": "half \ud83d"}}}),
        ("people.person", {"name": 7, "tie": "friend", "close": "", "changed": MOMENT["changed"]}),
        ("people.person", {"name": "T.", "tie": "boss", "close": "", "changed": MOMENT["changed"]}),
        ("comfort.card", {"text": None, "written": MOMENT["written"], "changed": MOMENT["changed"]}),
        ("way.return", {"until": "nine", "moment": "x", "changed": MOMENT["changed"]}),
    ],
)
def test_content_of_another_shape_than_its_kind_does_not_come_in(alice, kind, content):
    row = {"kind": kind, "id": "00000000-0000-4000-8000-000000000000", "content": content}
    lines = [{"kind": "header", "format": 1}, row, {"kind": "end"}]

    response = bring_in(alice, b"".join(write_archive("\n".join(map(json.dumps, lines)).encode(), SEAL)))

    assert response.status_code == 422
    assert list(store.rows_of(alice.vault())) == []


def test_the_printable_page_shows_markup_and_does_not_obey_it(alice):
    alice.post("/moments/write/", {"text": "<b>loud</b>"})

    assert "&lt;b&gt;loud" in plain(alice, "html")


@pytest.mark.parametrize("kind", ["json", "csv", "html"])
def test_file_names_tell_nothing(alice, archive, kind):
    answer = alice.post("/export/plain/", {"current": alice.passphrase, "form": kind, "understood": "on"})

    assert answer.headers["Content-Disposition"] == f'attachment; filename="notes.{kind}"'
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_row_that_does_not_open_is_named_and_the_rest_comes_along(alice, archive):
    broken = Moment.objects.first()
    Moment.objects.filter(pk=broken.pk).update(sealed=b"\x01\x01" + b"\0" * 300)

    lines = [json.loads(line) for line in read_archive(exported(alice), SEAL).splitlines()]

    assert lines[-1]["not_opened"] == [str(broken.pk)]
    assert len(lines) == 3


def test_deleting_takes_keys_words_and_sessions_of_one_person_only(alice, bob, archive):
    bob.post("/moments/write/", {"text": "his"})

    answer = alice.post("/export/delete/", {"current": alice.passphrase, "sure": "on"})

    assert "It is gone." in answer.text
    assert 'action="/lock/"' not in answer.text, "nobody is inside any more"
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert alice.get("/moments/").status_code == 302
    assert list(Account.objects.values_list("username", flat=True)) == ["bob"]
    assert Slot.objects.exclude(account=bob.account).count() == 0
    assert Session.objects.exclude(account=bob.account).count() == 0
    assert texts(bob) == ["his"]
    assert bob.get("/moments/").status_code == 200


def test_deleting_needs_the_tick(alice):
    assert alice.post("/export/delete/", {"current": alice.passphrase}).status_code == 422
    assert Account.objects.exists()
