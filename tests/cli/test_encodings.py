"""Letters arrive as they were meant, or are named, whatever the encoding and whatever damaged them on the way."""

import codecs
import io
import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from middleway.cli import main
from middleway.cli.encoding import encoding_of
from middleway.cli.mending import looks_damaged, mended

LINES = "I don\u2019t know \u2014 it\u2019s all my fault.\nYou never listen, and I am caf\u00e9 tired \U0001f62d\n"
PLAIN = "I do not know, it is all my fault.\nYou never listen to me, and I am tired.\n"
MARKED = {
    "utf-8-sig": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


def run(monkeypatch, capsys, content, *arguments):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    status = main(["read", "--bulk", "--json", *arguments])
    out, err = capsys.readouterr()
    return status, [json.loads(line) for line in out.splitlines()], err


@pytest.fixture(params=["file", "-", "text"])
def reading(request, tmp_path, monkeypatch, capsys):
    """Read bytes as a file, as lines of standard input, and as one text from it."""

    def read(content):
        (tmp_path / "lines.txt").write_bytes(content)
        arguments = {"file": ["--file", str(tmp_path / "lines.txt")], "-": ["--file", "-"], "text": []}
        return run(monkeypatch, capsys, content, *arguments[request.param])

    return read


@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_every_unicode_encoding_is_read_alike_with_and_without_a_mark(reading, encoding, marked):
    mark = MARKED.get(encoding, codecs.BOM_UTF8) if marked else b""

    _, expected, _ = reading(LINES.encode())
    status, found, err = reading(mark + LINES.encode(encoding))

    assert (status, found) == (0, expected)
    assert (err == "") == (encoding == "utf-8")


def test_what_every_windows_code_page_reads_alike_is_mended_and_said(reading):
    _, expected, _ = reading("I don\u2019t know \u2014 it\u2019s all my fault\u2026\n".encode())
    status, found, err = reading("I don\u2019t know \u2014 it\u2019s all my fault\u2026\n".encode("cp1252"))

    assert (status, found) == (0, expected)
    assert "1 of 1 had letters damaged by another encoding" in err


def test_what_is_another_letter_in_another_country_is_named(reading):
    status, found, err = reading("I am caf\u00e9 tired and it\u2019s late\n".encode("cp1252"))

    assert (status, found) == (1, [])
    assert "not UTF-8 text" in err
    assert "caf" not in err


def test_a_nul_byte_and_half_a_character_are_named_and_cost_no_other_row(monkeypatch, capsys):
    content = PLAIN.encode() * 20 + b"you are\0 cruel\n" + b"so tired \xf0\x9f\x98\n" + b"goodbye my love\n"

    status, found, err = run(monkeypatch, capsys, content, "--file", "-")

    assert (status, len(found)) == (0, 41)
    assert "row 41 was left out: it holds a NUL byte" in err
    assert "row 42 was left out: it is not UTF-8 text" in err


def test_utf_16_that_is_cut_in_the_middle_of_a_character_is_named(monkeypatch, capsys):
    status, found, err = run(monkeypatch, capsys, LINES.encode("utf-16") + b"x", "--file", "-")

    assert (status, len(found)) == (0, 2)
    assert "row 3 was left out: it is not UTF-16 text" in err


def damaged(text, rounds=1, encoding="latin-1"):
    for _ in range(rounds):
        text = text.encode().decode(encoding)
    return text


@pytest.mark.parametrize("rounds", [1, 2])
def test_facebook_and_instagram_text_is_mended_in_every_format_and_said(tmp_path, capsys, rounds):
    meant = ["It\u2019s all my fault. Do whatever you like \U0001f622", "I felt hurt.", "you\u2019re so selfish \u2026"]
    texts = [damaged(text, rounds) for text in meant]
    kinds = {
        "rows.txt": "\n".join,
        "rows.jsonl": lambda rows: "\n".join(json.dumps({"text": row}) for row in rows),
        "rows.csv": lambda rows: "text;id\n" + "\n".join(f'"{row}";1' for row in rows),
    }
    for name, written in kinds.items():
        (tmp_path / name).write_text(written(texts), "utf-8")
        (tmp_path / "meant").write_text(written(meant), "utf-8")

        assert main(["read", "--json", "--bulk", "--file", str(tmp_path / name)]) == 0
        found = capsys.readouterr()
        assert main(["read", "--json", "--bulk", "--file", str(tmp_path / "meant")]) == 0

        assert found.out == capsys.readouterr().out
        assert "2 of 3 had letters damaged by another encoding" in found.err


def test_damage_that_cannot_be_undone_for_certain_is_named(monkeypatch, capsys):
    content = "Itâ€™s all my fault \u2764 he said\nIt’s fine\n".encode()

    status, found, err = run(monkeypatch, capsys, content, "--file", "-")

    assert (status, [row["row"] for row in found]) == (0, [2])
    assert "row 1 was left out: it is damaged" in err


@pytest.mark.parametrize(
    "text", ["plain", "caf\u00e9", "NÃO", "à bientôt", "\u2764\ufe0f", "«Élan»", "日本", "Â", "3 × 4 ÷ 2 £5", "ﬁ"]
)
def test_what_is_not_damaged_stays_as_it_is(text):
    assert mended(text) is None
    assert not looks_damaged(text)


@given(
    st.text(alphabet=st.characters(codec="utf-8", min_codepoint=1), max_size=40), st.sampled_from(["latin-1", "cp1252"])
)
def test_any_damage_is_undone_to_what_was_meant(text, encoding):
    try:
        hurt = damaged(text, 1, encoding)
    except UnicodeDecodeError:  # some bytes mean nothing in cp1252
        return

    # Only a text that looks damaged itself is taken one step further back.
    assert mended(hurt) == (None if hurt.isascii() else mended(text) or text)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"", "utf-8"),
        (b"hi", "utf-8"),
        (b"h\0i\0", "utf-16-le"),
        (b"\0h\0i", "utf-16-be"),
        (b"\0\0\0\0", None),
        (b"a\0\0b" * 9, None),
    ],
)
def test_a_few_bytes_tell_their_encoding_or_that_they_are_no_text(head, name):
    assert encoding_of(head) == name
