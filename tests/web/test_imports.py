"""Bringing an archive in: nothing in it is believed, nobody waits for it, and nothing half done is ever seen."""

import json
from contextlib import ExitStack
from io import BytesIO
from math import inf
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from hypothesis import example, given, settings
from hypothesis import strategies as st

from middleway.vault import primitives, write_archive
from middleway.web.accounts import notices
from middleway.web.accounts.queries import told
from middleway.web.imports import actions, outline, parts, steps, taking, views
from middleway.web.imports.content import waiting
from middleway.web.imports.models import Import, Part, Stage
from middleway.web.imports.outline import NotAnExport, Outline, TooMuch
from middleway.web.imports.steps import UnderWay
from middleway.web.moments.models import Draft, Moment
from middleway.web.patterns.models import Correction, row_id
from middleway.web.people.models import Person
from middleway.web.records import manifest, rekeying, store
from middleway.web.records.writing import write
from middleway.web.safety import ledger, scan
from middleway.web.safety.gate import EVERYBODY, State
from middleway.web.safety.storage import book_of
from tests.support.archives import MOMENT, SEAL, archive, bring_in, exported, in_the_end, line, moment
from tests.support.contents import holding
from tests.support.pages import elements, value_of
from tests.support.texts import DANGER
from tests.web.test_care import CRISIS, QUARREL, stands

pytestmark = pytest.mark.database

FUTURE, NOW = "9990-01-01T00:00:00+00:00", MOMENT["changed"]
PERSON = {"name": "Leonhard", "tie": "partner", "close": "", "changed": NOW}
FORM_DRAFT = {
    "address": ["comfort", "new"],
    "box": "",
    "began": "",
    "stands_on": ["comfort", "new"],
    "page": "a",
    "texts": {},
    "lines": {},
    "chosen": {},
    "changed": timezone.now().isoformat(),
}
FOUND = {"row": str(uuid4()), "person": "", "kind": "danger", "clear": False, "of": "x", "at": NOW}


def of_ledger(**lists):
    return line("care.ledger", {"changed": NOW, "found": [], "checks": [], "said": [], **lists})


def taken(person, *lines):
    """Send an archive, and let nothing of it be read yet."""
    upload = SimpleUploadedFile("notes.mwa", archive(*lines))
    fields = {"archive_passphrase": SEAL, "current": person.passphrase, "archive": upload}
    assert person.post("/imports/", fields).status_code == 302


def one_part(person):
    steps.STEPS[Stage.READING](person.vault(), inf)


def in_all(person):
    return sum(1 for kind in manifest.kinds() for _ in kind.with_hidden.filter(account=person.account))


# Nothing in it is believed.


def test_no_calm_comes_in_and_danger_and_crisis_are_heard_before_and_after(alice):
    calm = [{"person": "", "what": what, "at": FUTURE} for what in (ledger.CALM, ledger.SAFE_NOW)]

    bring_in(alice, archive(of_ledger(said=calm), moment("It rained.")))
    assert book_of(alice.vault()).said == []
    alice.post("/moments/write/", {"text": DANGER})
    assert stands(alice) is State.UNSAFE
    alice.post("/moments/write/", {"text": CRISIS})
    assert stands(alice) is State.CRISIS


def test_signs_beside_a_text_are_dropped_and_the_text_is_read(alice):
    (of,) = scan.unread(*holding(Moment(), {**MOMENT, "text": CRISIS}))
    silent = {"signs": {of: []}, "read": {"of": of, "response": "connect"}}

    bring_in(alice, archive(moment(CRISIS, **silent)))

    assert stands(alice) is State.CRISIS
    content = store.content_of(Moment.objects.get(), alice.vault())
    assert content["signs"][of] == [["crisis", True]]
    assert content["read"].get("response") != "connect"


# For every kind that holds words: a row with words of a crisis, wherever a writer can put them.
WORDS_IN = [
    moment(CRISIS),
    moment("a", way={"say": {"draft": CRISIS}}),
    line("moments.draft", {"text": CRISIS, "changed": NOW}),
    line("comfort.card", {"text": CRISIS, "written": NOW, "changed": NOW}),
    line("weeks.part", {"number": 1, "text": CRISIS, "page": "1", "changed": NOW}),
    line("people.person", {**PERSON, "name": CRISIS}),
    line("care.paper", {"kind": "safety", "answers": {"exits": CRISIS}, "changed": NOW}),
    line("patterns.correction", {"person": "", "nodes": {"cost": {"words": CRISIS}}, "arrows": {}, "changed": NOW}),
    line("drafts.formdraft", FORM_DRAFT | {"texts": {"text": CRISIS}}),
    line("drafts.formdraft", FORM_DRAFT | {"lines": {"name": CRISIS}}),
]
WITHOUT_WORDS = {"comfort.recording", "way.return", "care.ledger"}


@pytest.mark.parametrize("row", WORDS_IN, ids=lambda row: row["kind"])
def test_words_of_every_kind_of_row_are_read_when_they_come_in(alice, row):
    bring_in(alice, archive(row))

    assert stands(alice) is State.CRISIS


def test_every_kind_of_row_is_among_those_or_holds_no_words():
    kinds = {kind.table_name() for kind in manifest.kinds()}

    assert {row["kind"] for row in WORDS_IN} == kinds - WITHOUT_WORDS


def test_what_an_archive_says_was_found_is_looked_for_in_the_texts(alice):
    bring_in(alice, archive(moment(QUARREL), of_ledger(found=[FOUND | {"clear": True}])))

    assert book_of(alice.vault()).found == []


def test_what_raises_comes_in_and_belongs_to_its_person(alice):
    whose, unsafe = uuid4(), {"what": ledger.UNSAFE, "at": FUTURE}
    checks = [{"person": "", "answers": {"hurt": answer}, "at": NOW} for answer in ("yes", "no")]

    bring_in(
        alice,
        archive(line("people.person", PERSON, whose), of_ledger(said=[unsafe | {"person": str(whose)}], checks=checks)),
    )

    book, mine = book_of(alice.vault()), str(Person.objects.get().pk)
    assert [(one.person, one.what) for one in book.said] == [(mine, ledger.UNSAFE)]
    assert [one.answers for one in book.checks] == [{"hurt": "yes"}]
    assert ledger.standing(book, mine).state is State.UNSAFE
    assert alice.post(f"/care/{mine}/say/", {"what": ledger.CALM}).status_code == 302
    assert stands(alice, mine) is State.ORDINARY, "what is said now outranks what is dated later"


def test_a_person_in_the_same_file_is_known_while_its_texts_are_read(alice):
    whose = uuid4()

    bring_in(alice, archive(moment(f"Leonhard scares me. {DANGER}"), line("people.person", PERSON, whose)))

    assert str(Person.objects.get().pk) in {one.person for one in book_of(alice.vault()).found}


def test_no_time_in_the_future_is_believed(alice):
    row = moment("It rained.", written=FUTURE, changed=FUTURE, heat=[{"at": FUTURE, "value": 3}])
    promise = line("way.return", {"changed": FUTURE, "until": FUTURE, "moment": row["id"], "viewed": FUTURE})

    bring_in(alice, archive(row, promise))

    for one in store.rows_of(alice.vault()):
        assert FUTURE[:10] not in json.dumps(store.content_of(one, alice.vault()))
        assert one.month.year < 9990


def test_own_words_in_the_sample_story_are_not_silenced_by_its_mark(alice):
    bring_in(alice, archive(moment(CRISIS, sample=True)))

    assert "sample" not in store.content_of(Moment.objects.get(), alice.vault())
    assert stands(alice) is State.CRISIS


def test_the_sample_story_itself_comes_back_as_the_sample_story(alice, bob):
    alice.post("/sample/begin/")

    bring_in(bob, exported(alice))

    assert stands(bob) is State.ORDINARY
    assert bob.post("/sample/take-away/").status_code == 302
    assert list(store.rows_of(bob.vault())) == []


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("more", [moment("a") | {"more": 1}]),
        ("content.mood", [moment("a", mood=1)]),
        ("content.heat.mood", [moment("a", heat=[{"at": NOW, "value": 1, "mood": 1}])]),
        ("content.way.nowhere", [moment("a", way={"nowhere": {}})]),
        ("content.way.say.mood", [moment("a", way={"say": {"mood": "x"}})]),
        ("content.mood", [line("moments.draft", {"text": "a", "changed": NOW, "mood": 1})]),
        ("content.mood", [line("people.person", PERSON | {"mood": 1})]),
        ("content.answers.mood", [line("care.paper", {"kind": "safety", "answers": {"mood": "x"}, "changed": NOW})]),
        (
            "content.nodes.mood",
            [line("patterns.correction", {"person": "", "nodes": {"mood": {}}, "arrows": {}, "changed": NOW})],
        ),
        (
            "content.nodes.cost.mood",
            [
                line(
                    "patterns.correction",
                    {"person": "", "nodes": {"cost": {"mood": "x"}}, "arrows": {}, "changed": NOW},
                )
            ],
        ),
        ("content.mood", [of_ledger(mood=[])]),
        ("content.found.mood", [of_ledger(found=[FOUND | {"mood": 1}])]),
        ("content.said.mood", [of_ledger(said=[{"person": "", "what": "unsafe", "at": NOW, "mood": 1}])]),
        ("content.checks.answers.mood", [of_ledger(checks=[{"person": "", "answers": {"mood": "yes"}, "at": NOW}])]),
        ("content.read.mood", [moment("a", read={"mood": 1})]),
        ("content.mood", [line("comfort.card", {"text": "a", "written": NOW, "changed": NOW, "mood": 1})]),
        (
            "content.mood",
            [
                line(
                    "comfort.recording",
                    {"card": str(uuid4()), "type": "audio/webm", "sound": "", "changed": NOW, "mood": 1},
                )
            ],
        ),
        ("content.mood", [line("weeks.part", {"number": 1, "text": "a", "page": "1", "changed": NOW, "mood": 1})]),
        ("content.mood", [line("way.return", {"changed": NOW, "mood": 1})]),
        ("content.mood", [line("drafts.formdraft", FORM_DRAFT | {"mood": 1})]),
    ],
)
def test_what_this_version_does_not_know_is_refused_by_name_wherever_it_is(alice, name, rows):
    answer = bring_in(alice, archive(*rows))

    assert answer.status_code == 422
    assert f"\u201c{name}\u201d" in answer.text
    assert not Import.objects.exists()
    assert in_all(alice) == 0


@pytest.mark.parametrize("where", ["header", "end"])
def test_the_first_and_the_last_line_hold_nothing_unknown_either(alice, where):
    assert "\u201cmood\u201d" in bring_in(alice, archive(**{where: {"mood": 1}})).text


def test_a_name_that_looks_like_markup_is_shown_and_not_obeyed(alice):
    assert "&lt;b&gt;" in bring_in(alice, archive(moment("a", **{"<b>": 1}))).text


def test_it_asks_for_the_passphrase_again(alice):
    upload = SimpleUploadedFile("notes.mwa", archive(moment("a")))
    fields = {"archive_passphrase": SEAL, "current": "another passphrase entirely", "archive": upload}

    answer = alice.post("/imports/", fields)

    assert answer.status_code == 422
    assert "This is not your passphrase." in answer.text
    assert not Import.objects.exists()


def test_its_owner_is_told_that_a_file_was_brought_in(alice):
    bring_in(alice, archive(moment("a")))

    assert [str(one.what) for one in told(alice.account)].count("A file was brought in.") == 1


# Nobody waits for it, and nothing half done is ever seen.


def test_nothing_of_it_is_seen_before_all_of_it_is_in(alice, monkeypatch):
    words = [f"word{number} in the rain" for number in range(90)]
    taken(alice, line("people.person", PERSON), *map(moment, words))
    one_part(alice)
    one_part(alice)

    assert in_all(alice) == 41, "some of it is written"
    assert list(store.rows_of(alice.vault())) == []
    assert "word1" not in alice.get("/moments/").text
    found = alice.post("/search/", {"wanted": "rain"})
    assert found.status_code == 200
    assert "word1 " not in found.text
    assert "Leonhard" not in alice.get("/people/").text
    plain = {"current": alice.passphrase, "form": "json", "understood": "on"}
    assert b"word1 " not in alice.post("/export/plain/", plain).getvalue()
    assert not manifest.differing(alice.vault())
    monkeypatch.setattr(views, "_AT_A_TIME", 0)
    assert "41 of 91 are read." in alice.get("/imports/on/").text
    monkeypatch.undo()

    assert "Brought in: 91." in in_the_end(alice).text
    assert Moment.objects.count() == 90
    assert not manifest.differing(alice.vault())
    assert not Part.objects.exists()


def test_another_browser_goes_on_where_the_first_stopped(alice):
    taken(alice, *(moment(f"line {number}") for number in range(60)))
    one_part(alice)

    alice.post("/lock/")
    alice.post("/sign-in/", {"username": alice.name, "passphrase": alice.passphrase})
    answer = alice.get("/imports/")

    assert answer.headers["Location"] == "/imports/on/"
    assert "Brought in: 60." in in_the_end(alice).text
    assert Moment.objects.count() == 60


def test_it_can_be_stopped_and_then_leaves_nothing_and_what_was_there_stays(alice):
    alice.post("/moments/write/", {"text": "mine"})
    taken(alice, *(moment(f"line {number}") for number in range(60)))
    one_part(alice)

    assert alice.post("/imports/stop/").status_code == 302
    while "Refresh" in (answer := alice.get("/imports/on/")).headers:
        assert "The file is being taken out again" in answer.text

    assert "It is undone" in answer.text
    assert "Nothing of the file is here. What was here before is as it was." in answer.text
    assert alice.get("/imports/on/").headers["Location"] == "/imports/", "it is said once"

    assert in_all(alice) == 1
    assert not Part.objects.exists()
    assert not Import.objects.exists()
    assert not manifest.differing(alice.vault())


def test_stopping_takes_nothing_back_that_is_in(alice):
    bring_in(alice, archive(moment("a")))

    alice.post("/imports/stop/")

    assert Moment.objects.count() == 1
    assert Import.objects.get().stage == Stage.DONE


def test_two_windows_read_the_same_part_and_it_comes_in_once(alice, monkeypatch):
    taken(alice, moment("a"))
    whole = parts.prepared
    monkeypatch.setattr(parts, "prepared", lambda lines: monkeypatch.undo() or one_part(alice) or whole(lines))

    one_part(alice)
    in_the_end(alice)

    assert Moment.objects.count() == 1
    assert Import.objects.get().done == 1


def test_a_file_that_never_came_in_whole_is_forgotten_by_the_next(alice, monkeypatch):
    monkeypatch.setattr(actions, "_taken", lambda *_: 1 / 0)
    monkeypatch.setattr(actions, "_undo_some", lambda *_: False)  # as if the process had been killed there
    upload = SimpleUploadedFile("notes.mwa", archive(moment("first")))
    alice.post("/imports/", {"archive_passphrase": SEAL, "current": alice.passphrase, "archive": upload})
    assert Import.objects.get().stage == Stage.TAKING
    monkeypatch.undo()

    assert "Brought in: 1." in bring_in(alice, archive(moment("second"))).text
    assert store.content_of(Moment.objects.get(), alice.vault())["text"] == "second"


def test_a_file_that_is_refused_half_way_leaves_no_sealed_part(alice, monkeypatch):
    monkeypatch.setattr(parts, "_MOST_LATE", 0)
    kept, keep = [], actions._keep_part
    monkeypatch.setattr(actions, "_keep_part", lambda *given: kept.append(keep(*given)))

    answer = bring_in(alice, archive(*(moment(f"line {n}") for n in range(60)), line("way.return", {"changed": NOW})))

    assert len(kept) == 2, "it was half way in"
    assert answer.status_code == 422
    assert not Part.objects.exists()
    assert not Import.objects.exists()


def test_a_file_in_the_middle_of_which_all_keys_change_leaves_no_sealed_part(alice, monkeypatch):
    keep = actions._keep_part

    def keep_and_change(*given):
        keep(*given)
        rekeying.begin_rekey(alice.vault(), passphrase=alice.passphrase)

    monkeypatch.setattr(actions, "_keep_part", keep_and_change)

    assert bring_in(alice, archive(moment("a"))).status_code == 409
    assert not Part.objects.exists()
    assert not Import.objects.exists()


def test_a_file_in_whose_place_another_came_takes_nothing_of_that_one_away(alice, monkeypatch):
    keep = actions._keep_part

    def another(vault, _file, *given):
        monkeypatch.undo()
        keep(vault, actions._begin(vault), *given)
        raise UnderWay

    monkeypatch.setattr(actions, "_keep_part", another)

    assert "Another file is just coming in." in bring_in(alice, archive(moment("a"))).text
    assert Part.objects.count() == 1
    assert Import.objects.get().stage == Stage.TAKING


def test_no_file_comes_in_whose_owner_is_not_told(alice, monkeypatch):
    monkeypatch.setattr(notices, "add", lambda *_: 1 / 0)

    assert bring_in(alice, archive(moment("a"))).status_code == 500

    assert not Import.objects.exists()
    assert not Part.objects.exists()
    assert in_all(alice) == 0


def test_a_second_file_waits_until_the_first_is_in(alice):
    taken(alice, moment("first"))
    upload = SimpleUploadedFile("notes.mwa", archive(moment("second")))

    answer = alice.post("/imports/", {"archive_passphrase": SEAL, "current": alice.passphrase, "archive": upload})

    assert answer.headers["Location"] == "/imports/on/"
    in_the_end(alice)
    assert store.content_of(Moment.objects.get(), alice.vault())["text"] == "first"


def test_while_one_is_read_another_look_answers_at_once_and_does_nothing(alice):
    taken(alice, moment("a"))

    with actions._one_at_a_time:
        answer = alice.get("/imports/on/")

    assert "0 of 1 are read." in answer.text
    assert answer.headers["Refresh"] == "1"
    assert set(Part.objects.values_list("revision", flat=True)) == {1}


def test_a_text_of_many_pages_is_read_a_piece_at_a_time(alice):
    row, content = holding(Moment(), {**MOMENT, "text": f"{QUARREL}\n" * 60})
    pieces = len(scan.unread(row, content))

    untouched, are_read = parts.read([waiting(row, content)], 0)
    assert not are_read
    assert pieces > 1
    (read,), are_read = parts.read(untouched, inf)
    assert are_read
    assert len(read.content["signs"]) == pieces


def test_all_keys_may_change_in_the_middle_of_it(alice):
    taken(alice, *(moment(f"line {number}") for number in range(60)))
    one_part(alice)

    vault, _ = rekeying.begin_rekey(alice.vault(), passphrase=alice.passphrase)
    rekeying.go_on_with_rekey(vault)
    alice.post("/sign-in/", {"username": alice.name, "passphrase": alice.passphrase})

    assert "Brought in: 60." in in_the_end(alice).text
    assert len([store.content_of(row, alice.vault()) for row in Moment.objects.all()]) == 60


def test_somebody_else_sees_neither_it_nor_how_far_it_is(alice, bob):
    taken(alice, moment("a"))

    assert bob.get("/imports/on/").status_code == 302
    assert bob.post("/imports/stop/").status_code == 302
    assert Import.objects.get().stage == Stage.READING


def test_a_correction_in_a_picture_comes_back_and_a_newer_one_stays(alice, bob):
    whose = uuid4()
    said = {"person": str(whose), "nodes": {"cost": {"words": "no sleep"}}, "arrows": {}, "changed": NOW}
    rows = [line("people.person", PERSON, whose), line("patterns.correction", said)]
    taken(alice, *rows)
    bring_in(bob, archive(*rows))

    mine = str(Person.objects.get(account=bob.account).pk)
    assert Correction.objects.get(account=bob.account).pk == row_id(bob.vault(), mine)
    one_part(alice)
    theirs = str(Person.with_hidden.get(account=alice.account).pk)
    own = Correction(id=row_id(alice.vault(), theirs))
    write(alice.vault(), holding(own, said | {"person": theirs, "nodes": {}}))
    in_the_end(alice)
    assert store.content_of(Correction.objects.get(account=alice.account), alice.vault())["nodes"] == {}


# What is too much is refused before it takes memory.


def looked_at(content, *, of=65_536):
    """Show an archive's content to the outline in pieces of a size; return how much it had seen when it refused."""
    outline = Outline()
    for at in range(0, len(content), of):
        try:
            outline(content[at : at + of])
        except (TooMuch, NotAnExport) as fault:
            return at + of, type(fault)
    return len(content), None


BOMBS = {
    "deep": (b"[" * 100, NotAnExport),
    "deep objects": (b'{"a":' * 30, NotAnExport),
    "a long number": (b"1" * 50_000, NotAnExport),
    "an exponent": (b"1e" + b"9" * 500, NotAnExport),
    "zeros": (bytes(100_000), NotAnExport),
    "many lists": (b"[" + b"[]," * 400_000, TooMuch),
    "a wide object": (b"{" + b'"a":1,' * 400_000, TooMuch),
    "the same key": (b"{" + b'"":"",' * 400_000, TooMuch),
    "many strings": (b"[" + b'"",' * 400_000, TooMuch),
    "one string": (b'{"text":"' + b"a" * 9_000_000, TooMuch),
    "escapes": (b'"' + b'\\"' * 5_000_000, TooMuch),
    "backslashes": (b'"' + b"\\" * 9_000_000, TooMuch),
    "blanks": (b"[" + b" " * 9_000_000, TooMuch),
    "rows": (b"{}\n" * 120_000, TooMuch),
    "empty lines": (b"\n" * 120_000, TooMuch),
    "a string over the end of its line": (b'{"text": "a\n"}', NotAnExport),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_at_the_piece_that_breaks_a_bound(name):
    bomb, fault = BOMBS[name]

    seen, refused = looked_at(bomb + b" " * 200_000)

    assert refused is fault
    assert seen <= len(bomb) + 65_536


def test_many_lines_that_are_each_small_enough_are_too_much_together():
    line = b"[" + b"[]," * 160_000 + b"1]\n"

    assert looked_at(line * 24) == (len(line) * 24, None)
    assert looked_at(line * 26)[1] is TooMuch


@example(b'["\\"' + b"[" * 17 + b'"]', 3)
@example(b"[" * 17, 5)
@example(b'["aaaaaaa\\"' + b"[" * 17 + b'"]', 5)
@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                b'{"a": "',
                b'"',
                b"\\",
                b'\\"',
                b"\\\\",
                b"\n",
                b"[",
                b"]",
                b"{",
                b"}",
                b",",
                b":",
                b"12",
                b" ",
                b"7" * 30,
                b"[" * 9,
                b"{" * 17,
                b"'",
                "\u00fc".encode(),
                "\U0001f62d".encode(),
            ]
        ),
        max_size=60,
    ).map(b"".join),
    st.integers(1, 9),
)
def test_it_does_not_matter_where_the_pieces_are_cut(content, size):
    assert looked_at(content, of=size)[1] is looked_at(content)[1]


def test_every_line_of_ours_is_within_every_bound_wherever_it_is_cut():
    whole = json.dumps(
        {
            "text": 'She said "no" \\ ' * 9_000,
            "way": {"say": {"draft": "\u00fc\U0001f62d" * 50_000}},
            "heat": [{"value": 3}],
        },
        ensure_ascii=False,
    ).encode()

    for size in (1_021, 65_536):
        assert looked_at(b"\n".join([whole] * 3), of=size)[1] is None


@pytest.mark.parametrize(("name", "most"), [("MOST_LINES", 2), ("LONGEST_LINE", 100), ("MOST_IN_ALL", 50)])
def test_too_many_rows_too_long_a_line_and_too_much_in_all_are_refused(alice, monkeypatch, name, most):
    monkeypatch.setattr(outline, name, most)

    answer = bring_in(alice, archive(*(moment(f"line {number}") for number in range(5))))

    assert answer.status_code == 422
    assert "more than can come in at once" in answer.text
    assert not Import.objects.exists()


def test_a_name_that_stands_twice_in_one_object_is_refused(alice):
    row = json.dumps(moment("a"))
    twice = row.replace('"text": "a"', '"text": "a", "text": "b"')
    every = [json.dumps({"kind": "header", "format": 1}), twice, json.dumps({"kind": "end"})]

    assert bring_in(alice, b"".join(write_archive("\n".join(every).encode(), SEAL))).status_code == 422
    assert not Import.objects.exists()


# The file is read while it comes.


class Sent:
    """A form as a browser sends it, which counts what is read of it."""

    def __init__(self, *parts, length=None):
        body = b"".join(b"--line\r\n" + part + b"\r\n" for part in parts) + b"--line--\r\n"
        self.body, self.read_so_far, self.length = BytesIO(body), 0, length or len(body)

    def read(self, size=-1):
        found = self.body.read(size)
        self.read_so_far += len(found)
        return found

    def readline(self, size=-1):
        raise AssertionError("nobody reads it so")

    def to(self, person):
        more = {
            "wsgi.input": self,
            "CONTENT_LENGTH": str(self.length),
            "CONTENT_TYPE": "multipart/form-data; boundary=line",
        }
        return person.browser.generic("POST", "/imports/", b"", **more)


def part(name, value, file=""):
    kind = f'; filename="{file}"' if file else ""
    return f'Content-Disposition: form-data; name="{name}"{kind}\r\n\r\n'.encode() + value


def words_of(person):
    return part("archive_passphrase", SEAL.encode()), part("current", person.passphrase.encode())


def read_when(monkeypatch, sent):
    """Return a list of how much of the form had been read, each time that something was derived."""
    read, derive = [], primitives.stretch
    monkeypatch.setattr(primitives, "stretch", lambda *given: read.append(sent.read_so_far) or derive(*given))
    return read


def test_passphrases_are_tried_before_the_file_is_read(alice, monkeypatch):
    file = archive(*(moment("rain " * 20_000) for _ in range(10)))
    sent = Sent(*words_of(alice), part("archive", file, "notes.mwa"))
    read = read_when(monkeypatch, sent)

    assert sent.to(alice).status_code == 302

    assert len(read) == 2
    assert max(read) <= 2 * 65_536 < len(file)
    assert "Brought in: 10." in in_the_end(alice).text


@pytest.mark.parametrize(
    "content",
    [b"[" * 100_000, b'{"kind": "header", "format": 1}\n' * 5_000, b"", b"MWAY", b"MWAY\x01\x01" + b"\xff" * 80],
)
def test_what_is_no_archive_is_refused_by_its_first_bytes_before_deriving(alice, monkeypatch, content):
    sent = Sent(*words_of(alice), part("archive", content, "notes.mwa"))
    read = read_when(monkeypatch, sent)

    answer = sent.to(alice)

    assert answer.status_code == 422
    assert "do not fit together" in answer.text
    assert read == []


def test_a_bomb_is_not_kept_beyond_the_piece_that_breaks_a_bound(alice, monkeypatch):
    kept, keep = [], Outline.__call__
    monkeypatch.setattr(Outline, "__call__", lambda self, piece: kept.append(len(piece)) or keep(self, piece))
    bomb = b"".join(write_archive(b"[" * 5_000_000, SEAL))
    sent = Sent(*words_of(alice), part("archive", bomb, "notes.mwa"))

    assert sent.to(alice).status_code == 422

    assert sum(kept) <= 65_536
    assert sent.read_so_far == sent.length, "taken to its end, so that a browser reads the answer"
    assert not Import.objects.exists()


class SentAside(Sent):
    """A form in the middle of whose file something else happens."""

    def __init__(self, *parts, meanwhile):
        super().__init__(*parts)
        self.meanwhile, self.answers = meanwhile, []

    def read(self, size=-1):
        if self.read_so_far > self.length // 2 and not self.answers:
            self.answers = [None, self.meanwhile()]
        return super().read(size)


def form_with(person, *lines):
    return *words_of(person), part("archive", archive(*lines), "notes.mwa")


def test_a_second_file_of_one_account_is_refused_before_any_of_it_is_kept(alice, monkeypatch):
    kept, keep = [], Outline.__call__
    monkeypatch.setattr(Outline, "__call__", lambda self, piece: kept.append(self) or keep(self, piece))
    second = Sent(*form_with(alice, moment("second")))
    first = SentAside(*form_with(alice, moment("rain " * 40_000)), meanwhile=lambda: second.to(alice))

    assert first.to(alice).status_code == 302

    refused = first.answers[1]
    assert refused.status_code == 422
    assert "Another file is just coming in. Nothing was changed." in refused.text
    assert len(set(map(id, kept))) == 1, "only the first was looked at"
    assert "Brought in: 1." in in_the_end(alice).text
    assert "Brought in: 1." in bring_in(alice, archive(moment("third"))).text


def test_a_few_files_come_at_once_and_the_next_is_refused_before_it_is_kept(alice, monkeypatch):
    monkeypatch.setattr(Outline, "__call__", lambda *_: pytest.fail("it was kept"))
    with ExitStack() as others:
        for _ in range(taking.AT_ONCE):
            others.enter_context(taking.taking(uuid4()))
        refused = Sent(*form_with(alice, moment("a"))).to(alice)
    monkeypatch.undo()

    assert refused.status_code == 503
    assert "Nothing was changed, and nothing was lost." in refused.text
    assert not Import.objects.exists()
    assert "Brought in: 1." in bring_in(alice, archive(moment("a"))).text


def test_a_file_before_passphrases_is_not_read_and_the_page_says_what_to_do(alice, monkeypatch):
    sent = Sent(part("archive", archive(moment("a")), "notes.mwa"), *words_of(alice))
    read = read_when(monkeypatch, sent)

    answer = sent.to(alice)

    assert answer.status_code == 422
    assert "This page was not the newest. Nothing was changed." in answer.text
    assert read == []
    names = [box.get("name") for box in elements(answer, ".//input")]
    assert names.index("archive_passphrase") < names.index("current") < names.index("archive")


@pytest.mark.parametrize(("token_first", "status", "derived"), [(True, 302, 2), (False, 403, 0)])
def test_a_file_before_the_token_is_somebody_elses_form(alice, monkeypatch, token_first, status, derived):
    alice.browser.handler.enforce_csrf_checks = True
    token = part("csrfmiddlewaretoken", value_of(alice.get("/imports/"), "csrfmiddlewaretoken").encode())
    form = form_with(alice, moment("a"))
    sent = Sent(token, *form) if token_first else Sent(*form, token)
    read = read_when(monkeypatch, sent)

    assert sent.to(alice).status_code == status
    assert len(read) == derived
    assert sent.read_so_far == sent.length


def test_a_file_that_breaks_off_comes_in_not_at_all(alice):
    lines = [moment("rain " * 9_000) for _ in range(9)]
    whole = Sent(*form_with(alice, *lines))
    cut = Sent(*form_with(alice, *lines))
    cut.body = BytesIO(whole.body.getvalue()[:-100_000])

    answer = cut.to(alice)

    assert answer.status_code == 422
    assert "or the file is damaged. Nothing was changed." in answer.text
    assert not Import.objects.exists()
    assert in_all(alice) == 0
    assert "Brought in: 9." in bring_in(alice, archive(*lines)).text


@pytest.mark.parametrize(
    "fields", [[part("current", b"x" * 70_000)], [part("a", b"")] * 1_100, [part("archive", b"x" * 70_000)]]
)
def test_fields_before_the_file_are_as_large_and_as_many_as_in_any_form(alice, fields):
    answer = Sent(*fields, part("archive", archive(moment("a")), "notes.mwa")).to(alice)

    assert answer.status_code == 400
    assert not Import.objects.exists()


def test_a_row_on_its_way_in_is_not_there_for_anybody(alice):
    vault = alice.vault()
    row = Draft(id=UUID(int=1), account_id=alice.account.pk, revision=0, month="2026-01-01", sealed=b"")
    row.save(force_insert=True)

    assert not Draft.objects.exists()
    assert list(store.rows_of(vault)) == []
    assert EVERYBODY is None
