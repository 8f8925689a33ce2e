"""Files that go out: made while they are sent, in order, and honest about what they lack."""

import csv
import io
import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from middleway.vault import Vault, read_archive
from middleway.web.accounts import actions
from middleway.web.drafts.models import FormDraft
from middleway.web.export import tried
from middleway.web.moments.models import Moment
from middleway.web.records import store
from middleway.web.records.writing import write, writing
from tests.support.archives import SEAL
from tests.support.contents import holding

NOT_ALL = "Not everything could be looked at just now. If something does not open, the file says so at its end."
AWAY = '=HYPERLINK("https://example.org")'


def file_of(person, kind):
    fields = {"current": person.passphrase, "form": kind, "understood": "on"}
    return person.post("/export/plain/", fields)


def sealed(person):
    return person.post("/export/", {"current": person.passphrase, "archive_passphrase": SEAL})


def stored(vault, text, at=datetime(2026, 3, 1, 12, tzinfo=UTC), **more):
    content = {"text": text, "written": at.isoformat(), "changed": at.isoformat(), **more}
    write(vault, holding(Moment(), content))


@pytest.fixture
def vault(alice):
    return alice.vault()


@pytest.mark.parametrize("kind", ["html", "json", "csv", "sealed"])
def test_a_file_starts_before_any_row_is_opened(alice, vault, kind, monkeypatch):
    stored(vault, "a moment")
    opened, open_one = [], Vault.open
    answer = sealed(alice) if kind == "sealed" else file_of(alice, kind)
    monkeypatch.setattr(Vault, "open", lambda *given: opened.append(given) or open_one(*given))
    pieces = iter(answer.streaming_content)

    assert next(pieces)
    assert opened == []
    rest = b"".join(pieces)
    assert opened
    assert kind == "sealed" or b"a moment" in rest


@pytest.mark.parametrize("kind", ["html", "json", "csv"])
def test_rows_come_a_few_at_a_time(alice, vault, kind, django_assert_max_num_queries):
    for number in range(store.AT_ONCE * 2 + 1):
        stored(vault, f"moment {number}.", datetime(2026, 3, 1, tzinfo=UTC) + timedelta(minutes=number))

    pieces = list(file_of(alice, kind).streaming_content)

    assert len(pieces) > store.AT_ONCE * 2
    assert max(map(len, pieces)) < 2_000


@pytest.mark.parametrize("kind", ["html", "json", "csv", "sealed"])
def test_every_answer_that_streams_has_the_same_headers_and_is_kept_nowhere(alice, vault, kind):
    stored(vault, "a moment")
    answer = sealed(alice) if kind == "sealed" else file_of(alice, kind)

    assert answer.streaming
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_compressed_file_is_whole(alice, vault):
    import gzip

    stored(vault, "a moment")
    answer = alice.browser.post(
        "/export/plain/",
        {"current": alice.passphrase, "form": "json", "understood": "on"},
        headers={"accept-encoding": "gzip"},
    )

    assert json.loads(gzip.decompress(answer.getvalue()))[1]["content"]["text"] == "a moment"


def test_each_file_says_what_did_not_open(alice, vault):
    stored(vault, "opens")
    stored(vault, "does not")
    closed = Moment.objects.last()
    Moment.objects.filter(pk=closed.pk).update(sealed=b"\1\1" + b"\0" * 300)

    assert "1 row did not open, and is not in here." in file_of(alice, "html").getvalue().decode()
    assert json.loads(file_of(alice, "json").getvalue())[-1]["not_opened"] == [str(closed.pk)]
    *_, end = csv.DictReader(io.StringIO(file_of(alice, "csv").getvalue().decode()))
    assert (end["kind"], end["id"], end["what"]) == ("end", str(closed.pk), "not_opened")
    assert json.loads(read_archive(sealed(alice).getvalue(), SEAL).splitlines()[-1])["not_opened"] == [str(closed.pk)]


@pytest.mark.parametrize("path", ["/export/", "/export/plain/"])
def test_the_page_says_before_the_download_what_will_not_be_in_it(alice, bob, vault, path):
    for text in ("opens", "does not", "nor does this"):
        stored(vault, text)
    broken = {"sealed": b"\1\1" + b"\0" * 300}
    assert "Everything that you keep here opens, and will be in the file." in alice.get(path).text

    first, second = Moment.objects.all()[:2]
    Moment.objects.filter(pk=first.pk).update(**broken)
    assert "1 thing that you keep here does not open, so it will not be in the file." in alice.get(path).text
    Moment.objects.filter(pk=second.pk).update(**broken)
    assert "2 things that you keep here do not open, so they will not be in the file." in alice.get(path).text
    assert "Everything that you keep here opens" in bob.get(path).text, "hers is not his"


@pytest.mark.parametrize("path", ["/export/", "/export/plain/"])
def test_after_a_wrong_passphrase_not_all_is_tried_again(alice, vault, path, monkeypatch):
    stored(vault, "a moment")
    monkeypatch.setattr(store, "unopened", lambda *_: pytest.fail("tried again"))

    assert alice.post(path, {"current": "another passphrase entirely"}).status_code == 422


def test_what_is_tried_before_the_download_is_bounded_and_the_page_says_so(alice, vault, monkeypatch):
    for text in ("one", "two", "three"):
        stored(vault, text)
    monkeypatch.setattr(tried, "MOST", 3)
    assert NOT_ALL not in alice.get("/export/").text
    stored(vault, "four")
    tries = []
    monkeypatch.setattr(Vault, "open", lambda *_: tries.append(1) or b"no JSON: what is in it is not read")

    page = alice.get("/export/").text

    assert NOT_ALL in page
    assert "Everything that you keep here opens" not in page
    assert len(tries) == 3 + 1, "one more, to see whether there is one"


def test_while_somebody_elses_are_tried_the_page_comes_and_says_so(alice, vault):
    stored(vault, "a moment")
    with tried.one_at_a_time:
        page = alice.get("/export/").text

    assert NOT_ALL in page
    assert "Everything that you keep here opens" not in page
    assert "Everything that you keep here opens" in alice.get("/export/").text


def test_on_paper_the_oldest_comes_first_whatever_the_offset(alice, vault):
    for text, at in (
        ("third", "2026-03-01T12:00:00+00:00"),
        ("first", "2026-03-01T20:00:00+13:00"),
        ("second", "2026-03-01T06:00:00-05:00"),
    ):
        write(vault, holding(Moment(), {"text": text, "written": at, "changed": at}))

    assert re.findall("first|second|third", file_of(alice, "html").getvalue().decode()) == ["first", "second", "third"]


def test_files_have_the_writer_s_days_and_say_whose_they_are(alice, vault):
    stored(vault, "late", datetime(2026, 3, 1, 12, 30, tzinfo=UTC))
    actions.choose_zone(alice.account, name="Pacific/Auckland")

    page = file_of(alice, "html").getvalue().decode()
    assert "<h2>2026-03-02 01:30" in page
    assert "Pacific/Auckland" in page
    assert "2026-03-02T01:30:00+13:00" in file_of(alice, "csv").getvalue().decode()


def test_no_cell_is_a_formula_not_even_where_a_key_was_made_up(alice, vault):
    """A form's draft keeps its boxes under the names that the browser sent."""
    stored(vault, AWAY)
    made_up = {AWAY: AWAY, "@SUM": "\tdeep", "\uff1dwide": "=1"}
    of_form = {"address": ["a"], "box": "", "began": "", "stands_on": ["a"], "page": "p", "lines": {}, "chosen": {}}
    write(vault, holding(FormDraft(), {**of_form, "texts": made_up, "changed": timezone.now().isoformat()}))

    rows = list(csv.reader(io.StringIO(file_of(alice, "csv").getvalue().decode(), newline="")))

    assert len(rows) > 4
    assert [cell for row in rows for cell in row if cell[:1] in {"=", "+", "-", "@", "\t", "\r", "\uff1d"}] == []


def test_a_file_is_made_of_whatever_is_there_when_it_is_its_turn(alice, vault):
    stored(vault, "stays")
    stored(vault, "goes")
    pieces = file_of(alice, "html").streaming_content
    first = next(pieces)
    for row in Moment.objects.all():
        if store.content_of(row, vault)["text"] == "goes":
            with writing(vault) as batch:
                batch.erase([row])

    page = (first + b"".join(pieces)).decode()
    assert "stays" in page
    assert "goes" not in page
