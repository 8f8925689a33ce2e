"""How a file begins tells what it is. What is not supported is refused by its name, and nothing of it is read."""

import io
import json
import sys
import zipfile
from pathlib import Path

import pytest

from middleway.cli import main
from middleway.cli.chats import chat_in

CHATS = Path(__file__).parents[2].parent / "shared" / "chats"
LATER = "It has a command of its own later. Today give one message a line, or a CSV with a column text."

ANDROID = """12/03/2026, 21:04 - Messages and calls are end-to-end encrypted.
12/03/2026, 21:05 - Ben: You said you would call
and you did not.

I waited.
12/03/2026, 21:07 - Ann B.: Sorry, it's all my fault.
12/03/2026, 21:08 - Ben: <Media omitted>
"""
IPHONE = """[12/03/2026, 9:04:11\u202fPM] Ben: \u200eMessages and calls are end-to-end encrypted.
[12/03/2026, 9:05:40\u202fPM] Ben: You said you would call
and you did not.
\u200e[12/03/2026, 9:07:02\u202fPM] Ann: \u200eimage omitted
"""
SIGNAL = "[2026-03-12, 21:05] Ben: You said you would call\n[2026-03-12, 21:07] Ann: Sorry\nI forgot\n"
IMESSAGE = """Mar 12, 2026  9:05:40 PM
Ben
You said you would call

Mar 12, 2026  9:07:02 PM (Read by them after 1 minute)
Me
Sorry
"""
NAMES = "Ben: you said you would call\nAnn: sorry\nBen: never mind\nAnn: I mean it\nreally\n"
TELEGRAM = json.dumps(
    {
        "name": "Ben",
        "type": "personal_chat",
        "messages": [
            {
                "id": 1,
                "type": "message",
                "date_unixtime": "1",
                "from": "Ben",
                "text": ["so ", {"type": "bold", "text": "hurt"}],
            }
        ],
    },
    indent=1,
)
MESSENGER = json.dumps(
    {"participants": [{"name": "Ben"}], "messages": [{"sender_name": "Ben", "timestamp_ms": 1, "content": "you said"}]},
    indent=2,
)
SMS = "<?xml version='1.0' encoding='UTF-8'?>\n<smses count='1'>\n<sms address='1' body='you said' />\n</smses>\n"
HTML = "\n<!DOCTYPE html>\n<html><body><div>Ben</div><div>you said</div></body></html>\n"


def packed(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


FOREIGN = [
    (ANDROID, "a WhatsApp chat"),
    (IPHONE, "a WhatsApp chat"),
    (ANDROID.replace(", ", " ").replace("12/03/2026", "12.03.26"), "a WhatsApp chat"),
    (ANDROID.replace("2026,", "2026 \u00e0"), "a WhatsApp chat"),
    (
        ANDROID.replace("12/03/2026", "12\u200f/3\u200f/2026").replace("21:", "9:").replace(" - ", "\u00a0\u0645 - "),
        "a WhatsApp chat",
    ),
    (ANDROID.replace("21:", "9:").replace(" - ", "\u202fp.\u00a0m. - "), "a WhatsApp chat"),
    (ANDROID + "a long message goes on\n" * 40, "a WhatsApp chat"),
    (SIGNAL, "a Signal chat"),
    (IMESSAGE, "an iMessage chat"),
    (NAMES, "a chat"),
    ("21:04 Ben: you said\n21:05 Ann: sorry\n", "a chat"),
    ("2026-03-12 21:04 Ben: you said\n2026-03-12 21:05 Ann: sorry\n", "a chat"),
    ("[21:04] <ben> you said\n[21:05] <ann> sorry\n", "a chat"),
    ("21:04\tBen\tyou said\n21:05\tAnn\tsorry\n", "a chat"),
    (TELEGRAM, "a Telegram chat (JSON)"),
    (json.dumps(json.loads(TELEGRAM)), "a Telegram chat (JSON)"),
    (MESSENGER, "a chat of Messenger or Instagram (JSON)"),
    ('[\n {"text": "a"},\n {"text": "b"}\n]', "one JSON document"),
    (SMS, "a backup of SMS (XML)"),
    (HTML, "a page (HTML)"),
    (packed("_chat.txt"), "a packed file (zip)"),
    (packed("[Content_Types].xml", "word/document.xml"), "a Word document"),
    (packed("[Content_Types].xml", "xl/workbook.xml"), "a spreadsheet"),
    (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
    (b"SQLite format 3\0" + bytes(80), "a database"),
    (b"\x01\x02\0\0\xff" * 40, "no text: it holds NUL bytes"),
]


def as_bytes(content):
    return content if isinstance(content, bytes) else content.encode()


def fed(monkeypatch, content):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


@pytest.mark.parametrize(("content", "name"), FOREIGN)
@pytest.mark.parametrize("way", ["_chat.txt", "_chat.csv", "_chat.jsonl", "_chat", "-", None])
def test_what_is_not_supported_is_named_with_what_to_do_and_nothing_is_read(
    content, name, way, tmp_path, monkeypatch, capsys
):
    fed(monkeypatch, as_bytes(content))
    if way not in {"-", None}:
        (tmp_path / way).write_bytes(as_bytes(content))
        way = tmp_path / way

    status = main(["read", "--bulk", *(["--file", str(way)] if way else [])])

    out, err = capsys.readouterr()
    assert (status, out) == (2, "")
    assert f" is {name}." in err
    assert "middleway: hint: " in err
    assert (LATER in err) == ("chat" in name or "SMS" in name)


@pytest.mark.parametrize(
    "text",
    [
        "I am so hurt\n[12/03/2026, 9:05:40 PM] Ben: you said you would call\nand then nothing\n",
        "Ben: you said you would call\n",
        "Honestly: I am so hurt by what you said\nwe should talk: tonight\nat 21:04 he left\nNote: call mum\n",
        "12/03/2026 was the worst day\n12/03/2026 again\n",
        "I love you\n" * 12 + "12/03/2026, 21:04 - Ben: no\n12/03/2026, 21:05 - Ben: yes\n",
        "at 21:04 you said: fine\nat 21:05 you left\n10:30 works for me\n",
        "{so it goes}\n[sighs] whatever\n",
        "<3 you so much\nI <html> you\n",
        "PK was here\n",
        "text, please\nI waited for you all day\nand you, Ben, never came, not once\n",
    ],
)
def test_a_line_that_looks_like_a_chat_among_others_makes_none(text, tmp_path, capsys):
    (tmp_path / "lines.txt").write_text(text, "utf-8")

    assert main(["read", "--bulk", "--json", "--file", str(tmp_path / "lines.txt")]) == 0

    out, err = capsys.readouterr()
    assert [json.loads(line)["row"] for line in out.splitlines()] == list(range(1, text.count("\n") + 1))
    assert err == ""


@pytest.mark.parametrize("name", ["lines", "lines.log", "lines.csv.txt"])
def test_a_name_alone_decides_nothing(name, tmp_path, capsys):
    (tmp_path / name).write_text('{"id": "a", "text": "I felt hurt."}\n{"id": "b", "text": "ok"}\n', "utf-8")

    assert main(["read", "--bulk", "--json", "--file", str(tmp_path / name)]) == 0
    assert [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()] == ["a", "b"]


@pytest.mark.parametrize(
    ("name", "wanted"), [("lines.csv", "no column"), ("lines.tsv", "no column"), ("lines.jsonl", "not JSON")]
)
def test_what_the_beginning_leaves_open_is_decided_by_the_name(name, wanted, tmp_path, capsys):
    (tmp_path / name).write_text("I felt hurt.\nYou never came.\n", "utf-8")

    assert main(["read", "--bulk", "--json", "--file", str(tmp_path / name)]) != 0
    assert wanted in capsys.readouterr().err


def test_a_telegram_text_of_pieces_is_joined(tmp_path, capsys):
    (tmp_path / "rows.jsonl").write_text(
        '{"text": ["I felt ", {"type": "bold", "text": "hurt"}, " by you."]}\n{"text": [1]}\n', "utf-8"
    )

    assert main(["read", "--file", str(tmp_path / "rows.jsonl")]) == 0

    out, err = capsys.readouterr()
    assert "hurt" in out
    assert "row 2 was left out: it has no text in 'text'" in err


@pytest.mark.skipif(not CHATS.is_dir(), reason="the real exports are not here")
def test_real_exports_are_named_and_none_is_read():
    found = {path: main(["read", "--file", str(path)]) for path in CHATS.rglob("*.*") if is_export(path)}

    assert len(found) > 15
    assert {path: status for path, status in found.items() if status != 2} == {}


def is_export(path):
    return path.suffix in {".txt", ".json", ".html"} and path.name != "target.json" and "corrupt" not in path.parts


def test_a_key_is_found_whatever_its_case_and_the_exact_one_goes_first(tmp_path, capsys):
    (tmp_path / "rows.jsonl").write_text(
        '{"ID": "a", " Text": "I felt hurt."}\n{"Text": "x", "text": "ok"}\n{"Text": "x", "TEXT": "y"}\n', "utf-8"
    )

    assert main(["read", "--json", "--bulk", "--file", str(tmp_path / "rows.jsonl")]) == 0

    out, err = capsys.readouterr()
    assert [(one["row"], one.get("id")) for one in map(json.loads, out.splitlines())] == [(1, "a"), (2, None)]
    assert "row 3 was left out" in err


def test_few_lines_of_a_name_are_no_chat_and_most_are():
    assert chat_in(["Ben: a", "b", "c", "Ben: d", "e"]) is None
    assert chat_in(["Ben: a", "b", "Ben: d"]) == "a chat"
    assert chat_in([]) is None
