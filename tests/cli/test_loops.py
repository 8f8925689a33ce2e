"""`middleway loops`: a file of moments goes in, and what keeps happening comes out, in words, JSON and pictures."""

import io
import json
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import jsonschema
import pytest

from middleway.cli import main
from middleway.loops import COLUMNS, LoopError, moments_from

DOCS = Path(__file__).parent.parent.parent / "docs"
EXAMPLE = DOCS / "loops-example.csv"
SCHEMA = json.loads((DOCS / "spec" / "loops-v1.schema.json").read_text("utf-8"))


def test_the_example_of_the_documents_names_its_loop_and_which_way_it_goes(capsys):
    assert main(["loops", str(EXAMPLE)]) == 0

    told = capsys.readouterr().out
    assert "pursue, then withdraw" in told
    assert "fight -> flight: 10 of 20" in told
    assert "heard: up" in told
    assert "fear: down" in told


def test_json_is_what_the_schema_says(capsys):
    assert main(["loops", str(EXAMPLE), "--json"]) == 0

    (line,) = capsys.readouterr().out.splitlines()
    found = json.loads(line)
    jsonschema.Draft202012Validator(SCHEMA).validate(found)
    assert found["loop"] == "pursue_withdraw"
    assert found["safety"]["toward"] == ["fear", "heard", "repair", "minutes_back"]


def test_each_person_is_counted_alone_and_no_name_is_in_a_file_name(tmp_path, capsys):
    file = tmp_path / "moments.csv"
    file.write_text("at,person,moves,their_moves\n2026-01-01,Ann,fight,flight\n2026-01-02,Bea,fawn,fight\n", "utf-8")

    assert main(["loops", str(file), "--json", "--svg", str(tmp_path / "svg")]) == 0

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["person"], line["moments"], line["loop"]) for line in lines] == [("Ann", 1, ""), ("Bea", 1, "")]
    assert sorted(path.name for path in (tmp_path / "svg").iterdir()) == ["loop-1.svg", "loop-2.svg"]
    assert (tmp_path / "svg" / "loop-1.svg").read_text("utf-8").startswith("<svg")


def test_too_few_is_said(tmp_path, capsys):
    file = tmp_path / "moments.csv"
    file.write_text("at,moves,their_moves\n2026-01-01,fight,flight\n", "utf-8")
    main(["loops", str(file)])

    assert "Too few to say what keeps happening." in capsys.readouterr().out


def test_standard_input_and_the_mark_of_spreadsheets_are_read(monkeypatch, capsys):
    raw = io.BytesIO("\ufeffat,moves\n2026-01-01,fight\n".encode())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(raw))

    assert main(["loops", "-"]) == 0
    assert "1 moments" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", 'no column "at"'),
        ("when\n2026-01-01\n", 'no column "at"'),
        ("at,mood\n2026-01-01,low\n", "Column 2 has a name that is not known"),
        ("at,heard,heard\n2026-01-01,1,1\n", "there twice"),
        ("at\nyesterday\n", "Line 2, column at"),
        ("at\n0126-03-01\n", "Line 2, column at"),
        ("at\n\n\nyesterday\n", "Line 4, column at"),
        ('at,person\n2026-01-01,"two\nlines"\nyesterday,\n', "Line 4, column at"),
        ("at,moves\n2026-01-01,shout\n", "Line 2, column moves"),
        ("at,heat_before\n2026-01-01,3\n2026-01-02,11\n", "Line 3, column heat_before"),
        ("at,heard\n2026-01-01,nan\n", "Line 2, column heard"),
        ("at,unchanged\n2026-01-01,perhaps\n", "Line 2, column unchanged"),
        ("at,person\n2026-01-01,Ann,Bea\n", "Line 2 has more fields"),
        ('at,person\n2026-01-01,"Ann\n', "is no CSV"),
    ],
)
def test_a_fault_in_a_file_is_named_by_line_and_column_without_its_value(text, told):
    with pytest.raises(LoopError, match=told) as caught:
        moments_from(io.StringIO(text, newline=""))

    assert not any(value in str(caught.value) for value in ("yesterday", "shout", "perhaps", "mood", "Bea"))


def test_an_empty_file_and_one_that_is_not_there_end_with_a_hint(tmp_path, capsys):
    empty = tmp_path / "empty.csv"
    empty.write_text("at\n", "utf-8")

    assert main(["loops", str(empty)]) == 1
    assert "no moment" in capsys.readouterr().err
    assert main(["loops", str(tmp_path / "none.csv")]) == 1


def test_a_file_in_another_encoding_is_named_as_such(tmp_path, capsys):
    file = tmp_path / "latin.csv"
    file.write_bytes("at,person\n2026-01-01,J\xf6rg\n".encode("latin-1"))

    assert main(["loops", str(file)]) == 1
    assert "UTF-8" in capsys.readouterr().err


def test_every_column_is_in_the_document():
    text = (DOCS / "loops.md").read_text("utf-8")

    assert [column for column in COLUMNS if f"`{column}`" not in text] == []


def test_a_file_that_is_not_there_is_said_and_nothing_else_is_claimed(tmp_path, capsys):
    assert main(["loops", str(tmp_path / "nothing.csv")]) == 1

    told = capsys.readouterr().err
    assert "could not be opened" in told
    assert "printed before" not in told


def test_a_name_or_a_code_steers_no_terminal_and_breaks_no_picture(tmp_path, capsys):
    file = tmp_path / "moments.csv"
    file.write_text("at,person,triggers\n2026-01-01,A\x1b[2Jnn,\x1b]0;x\x07\x0c\n", "utf-8")

    assert main(["loops", str(file), "--svg", str(tmp_path)]) == 0

    assert "\x1b" not in capsys.readouterr().out
    ET.parse(tmp_path / "loop-1.svg")  # noqa: S314 (our own)


HEADED = 'at;heard;heat_before;moves;triggers\n2026-01-01T10:00;0,5;7,5;fight;"a;b"\n'


@pytest.mark.parametrize(
    "text",
    [
        HEADED,
        "sep=;\n" + HEADED,
        HEADED.replace("at;heard", " AT ; Heard "),
        HEADED.replace('"a;b"', "@").replace(";", "\t").replace("@", "a;b"),
        HEADED.replace('"a;b"', "@").replace(";", "|").replace("@", "a;b"),
        HEADED.replace('"a;b"', "@").replace(",", ".").replace(";", ",").replace("@", "a;b"),
    ],
)
def test_every_usual_table_is_read_with_the_commas_of_its_numbers(text):
    (moment,) = moments_from(io.StringIO(text, newline=""))

    assert (moment.heard, moment.heat_before, moment.triggers) == (0.5, 7.5, {"a", "b"})


def test_a_comma_in_a_number_that_could_mean_thousands_is_named():
    with pytest.raises(LoopError, match="Line 2, column minutes_back"):
        moments_from(io.StringIO('at,minutes_back\n2026-01-01,"1,234"\n', newline=""))


def test_a_line_that_only_names_the_separator_is_counted_as_a_line():
    with pytest.raises(LoopError, match="Line 3, column heard"):
        moments_from(io.StringIO("sep=;\nat;heard\n2026-01-01;much\n", newline=""))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "utf-32"])
def test_a_table_in_another_encoding_is_read_and_a_chat_is_refused_by_name(tmp_path, encoding, capsys):
    (tmp_path / "moments.csv").write_bytes("at;person\n2026-01-01;J\xf6rg\n".encode(encoding))
    (tmp_path / "chat.csv").write_bytes("12/03/26, 21:04 - Ben: no\n12/03/26, 21:05 - Ann: yes\n".encode(encoding))

    assert main(["loops", str(tmp_path / "moments.csv"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["person"] == "J\xf6rg"
    assert main(["loops", str(tmp_path / "chat.csv")]) == 2
    assert "is a WhatsApp chat." in capsys.readouterr().err


def test_a_name_that_another_encoding_damaged_is_mended_and_said(tmp_path, capsys):
    (tmp_path / "moments.csv").write_text("at,person\n2026-01-01,J\xc3\xb6rg\n", "utf-8")

    assert main(["loops", str(tmp_path / "moments.csv"), "--json"]) == 0

    out, err = capsys.readouterr()
    assert json.loads(out)["person"] == "J\xf6rg"
    assert "1 line had letters damaged by another encoding, and was mended." in err
