"""The command line, from the outside."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from middleway.cli.progress import bar
from middleway.cli.rows import Rows

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "spec" / "reading-v1.schema.json").read_text("utf-8"))


def middleway(*arguments, stdin=b""):
    command = [sys.executable, "-m", "middleway.cli", *map(str, arguments)]
    done = subprocess.run(command, input=stdin, capture_output=True, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def objects(output):
    return [json.loads(line) for line in output.splitlines()]


def test_a_text_is_drawn_with_its_words_marked_and_no_colour_needed():
    status, out, err = middleway("read", "You are so selfish and lazy. You never once thought of anybody but yourself.")

    assert status == 0
    assert err == ""
    assert "harsh" in out
    assert "[" in out
    assert "](1" in out
    assert "\x1b" not in out


def test_a_message_somebody_got_is_told_from_their_side():
    text = "I'm such an idiot, I ruin everything I touch. I'd be sick of me too."

    status, out, _ = middleway("read", "--received", text)
    _, as_json, _ = middleway("read", "--received", "--json", text)
    _, mine, _ = middleway("read", "--json", text)

    assert status == 0
    assert out.startswith("A message you got.")
    assert "To themselves" in out
    assert "They are hard on themselves here." in out
    assert not any(
        of_the_reader in out + as_json
        for of_the_reader in ("Warmth to self", "the writer", "yourself", "one who writes")
    )
    jsonschema.validate(objects(as_json)[0], SCHEMA)
    assert objects(as_json)[0]["written_by"] == "them"
    assert "written_by" not in objects(mine)[0]
    assert objects(as_json)[0]["warmth_self"]["value"] == objects(mine)[0]["warmth_self"]["value"] == "harsh"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("I don't want to live any more and I wanted you to hear it from me.", "help for them comes first"),
        ("I know where you live now. Leave him or I'll come and hurt you.", "may threaten you"),
    ],
)
def test_danger_in_a_message_somebody_got_is_said_first_and_from_their_side(text, says):
    _, out, _ = middleway("read", "--received", text)

    assert says in out.splitlines()[2]


def test_both_readers_tell_received_messages_from_the_side_of_who_got_them(tmp_path):
    path = tmp_path / "got.txt"
    path.write_text("You never listen, you are so selfish.\nsorry, my fault, whatever you want\n", "utf-8")

    for more in ([], ["--bulk"]):
        status, out, _ = middleway("read", "--received", "--json", "--file", path, *more)

        assert status == 0
        assert [row["written_by"] for row in objects(out)] == ["them", "them"]
        for row in objects(out):
            jsonschema.validate(row, SCHEMA)


def test_standard_input_is_read_as_one_text():
    status, out, _ = middleway("read", "--json", stdin=b"I felt hurt.\nCan we talk?")

    assert status == 0
    assert len(objects(out)) == 1
    assert len(objects(out)[0]["sentences"]) == 2


def test_json_is_one_object_a_line_in_input_order_and_keeps_the_schema(tmp_path):
    path = tmp_path / "chat.jsonl"
    path.write_text(
        '{"id": "a", "text": "I felt hurt."}\n{"id": 7, "text": "ok"}\n{"text": "Je ne sais pas quoi te dire"}\n',
        "utf-8",
    )

    for more in ([], ["--bulk"]):
        status, out, _ = middleway("read", "--json", "--file", path, *more)

        assert status == 0
        found = objects(out)
        assert [(o["row"], o.get("id")) for o in found] == [(1, "a"), (2, "7"), (3, None)]
        for row in found:
            jsonschema.validate(row, SCHEMA)


def test_a_broken_row_is_named_and_left_out_and_nothing_else_is_lost(tmp_path):
    path = tmp_path / "chat.jsonl"
    path.write_bytes(
        b'{"text": "one fine day"}\nnot json\n{"text": "caf\xe9 here"}\n{"no": "text"}\n{"text": "last of all"}\n'
    )

    for more in ([], ["--bulk"]):
        status, out, err = middleway("read", "--json", "--file", path, *more)

        assert status == 0
        assert [o["row"] for o in objects(out)] == [1, 5]
        assert all(f"row {n} was left out" in err for n in (2, 3, 4))


def test_half_a_character_in_json_is_read_and_an_id_of_any_kind_is_kept(tmp_path):
    path = tmp_path / "chat.jsonl"
    path.write_text('{"id": {"n": 1}, "text": "so tired \\ud83d of this"}\n', "utf-8")

    status, out, err = middleway("read", "--json", "--file", path)

    assert (status, err) == (0, "")
    assert [o["id"] for o in objects(out)] == ['{"n": 1}']


def test_the_bar_shows_how_much_of_a_file_has_been_read(tmp_path):
    path = tmp_path / "chat.txt"
    path.write_text("you never listen to me\n" * 2_000, "utf-8")
    rows = Rows(path, "text")

    before = rows.share
    shares = [rows.share for _ in rows]

    assert before is None
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] == 1
    assert bar(1_200, 0.5) == "[############............]  50%  1,200 read"
    assert bar(1_200, None) == "1,200 read"


def test_a_csv_is_read_by_its_column(tmp_path):
    path = tmp_path / "chat.csv"
    with path.open("w", newline="", encoding="utf-8-sig") as out:
        csv.writer(out).writerows([["id", "message"], ["x1", "I felt hurt,\nand alone."], ["x2", ""], ["x3", "fine"]])

    status, out, err = middleway("read", "--json", "--file", path, "--text-column", "message")

    assert status == 0
    assert [(o["row"], o["id"]) for o in objects(out)] == [(1, "x1"), (3, "x3")]
    assert "row 2 was left out" in err


def test_a_csv_row_of_another_shape_or_an_open_quote_costs_no_other_row(tmp_path):
    path = tmp_path / "chat.csv"
    path.write_text(
        'id,text\n1,hello, I am hurt\n2,"never closed\n3,fine by me\n4,"a ""quoted"" word, here"\n', "utf-8"
    )

    status, out, err = middleway("read", "--json", "--file", path)

    assert status == 0
    assert [o["id"] for o in objects(out)] == ["3", "4"]
    assert "row 1 was left out" in err
    assert "row 2 was left out" in err


def test_lines_of_a_text_file_and_of_standard_input_are_messages(tmp_path):
    path = tmp_path / "chat.txt"
    path.write_text("you never listen\n\nsorry, my fault\n", "utf-8")

    from_file = middleway("read", "--json", "--file", path)
    from_input = middleway("read", "--json", "--file", "-", stdin=path.read_bytes())

    assert [o["row"] for o in objects(from_file[1])] == [1, 3]
    assert from_file == from_input


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["read", "--file", "missing.csv"], 1, "could not be opened"),
        (["read", "--file", "chat.docx"], 2, "not a kind of file"),
        (["read", "a", "--file", "b.txt"], 2, "not both"),
        (["read", "  "], 2, "no text"),
        (["read", "--what"], 2, "unrecognized"),
        ([], 2, "required"),
        (["serve", "--port", "0"], 2, "not a port"),
    ],
)
def test_wrong_use_and_failure_say_what_happened_on_standard_error(arguments, status, says):
    found, out, err = middleway(*arguments)

    assert (found, out) == (status, "")
    assert says in err


def test_a_missing_column_is_refused_with_the_ones_there_are(tmp_path):
    path = tmp_path / "chat.csv"
    path.write_text("when,message\n1,hello\n", "utf-8")

    status, _, err = middleway("read", "--file", path)

    assert status == 2
    assert "when, message" in err


def test_only_rows_that_cannot_be_read_is_a_failure(tmp_path):
    path = tmp_path / "chat.jsonl"
    path.write_text("{}\n", "utf-8")

    status, out, err = middleway("read", "--file", path)

    assert (status, out) == (1, "")
    assert "No message could be read" in err


def test_a_text_cannot_steer_the_terminal():
    _, out, _ = middleway("read", "I felt \x1b[31mhurt\x07 by you today\u202e\r\n\tand left")

    assert "\x1b" not in out
    assert "\x07" not in out
    assert "\u202e" not in out
    assert "hurt" in out
    assert "\r" not in out


def test_a_text_that_is_too_long_is_refused_without_quoting_it():
    status, out, err = middleway("read", stdin=b"canary " * 4000)

    assert (status, out) == (1, "")
    assert "20,000" in err
    assert "canary" not in err


@pytest.mark.parametrize("arguments", [["read"], ["read", "--file", "-"]])
def test_no_standard_input_at_all_is_said_and_no_crash(arguments):
    command = f"{sys.executable} -m middleway.cli {' '.join(arguments)} <&-"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert "no standard input" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_empty_file_is_said_to_be_empty(tmp_path):
    (tmp_path / "chat.txt").write_text("\n\n", "utf-8")

    status, out, err = middleway("read", "--json", "--file", tmp_path / "chat.txt")

    assert (status, out) == (1, "")
    assert "empty" in err


def run_in_shell(line):
    return subprocess.run(
        ["sh", "-c", line.replace("middleway", f"{sys.executable} -m middleway.cli")],
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_reading_needs_no_error_stream_and_a_full_disk_is_told():
    unheard = run_in_shell("middleway read 'I felt hurt when you left' 2>&-")
    full = run_in_shell("middleway read 'I felt hurt when you left' > /dev/full")
    closed = run_in_shell("middleway read 'I felt hurt when you left' >&-")

    assert (unheard.returncode, full.returncode, closed.returncode) == (0, 1, 1)
    assert "Awareness" in unheard.stdout
    assert "No space left" in full.stderr
    assert "no standard output" in closed.stderr
    assert "Traceback" not in full.stderr + closed.stderr


def test_a_header_cannot_steer_the_terminal(tmp_path):
    (tmp_path / "chat.csv").write_text("id,\x1b[31mred\n1,a\n", "utf-8")

    status, _, err = middleway("read", "--file", tmp_path / "chat.csv")

    assert status == 2
    assert "\x1b" not in err


def test_an_empty_text_is_left_out_and_a_shortened_option_is_refused(tmp_path):
    (tmp_path / "chat.jsonl").write_text('{"text": " "}\n{"text": "I felt hurt."}\n', "utf-8")

    _, out, err = middleway("read", "--json", "--file", tmp_path / "chat.jsonl")
    assert [o["row"] for o in objects(out)] == [2]
    assert "row 1 was left out" in err
    assert middleway("read", "--text", "I felt hurt")[0] == 2


def test_a_reader_that_stops_early_is_no_error(tmp_path):
    path = tmp_path / "chat.txt"
    path.write_text("you never listen to me at all\n" * 3000, "utf-8")
    command = f"{sys.executable} -m middleway.cli read --bulk --json --file {path} | head -n 1"

    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)

    assert done.returncode == 0
    assert done.stderr == ""
