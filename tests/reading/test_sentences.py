"""Where sentences end in messages."""

import pytest

from middleway.reading.sentences import sentences


def cut(text):
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I felt hurt. Did you see it?", ["I felt hurt.", "Did you see it?"]),
        ("ok whatever\nnight", ["ok whatever", "night"]),
        ("We met at 5 p.m. yesterday.", ["We met at 5 p.m. yesterday."]),
        ("Why?! Tell me… please", ["Why?!", "Tell me…", "please"]),
        ('He said "stop." Then he left.', ['He said "stop."', "Then he left."]),
        ("it cost 3.50 and i said no", ["it cost 3.50 and i said no"]),
        ("Stop. !!!", ["Stop. !!!"]),
        ("No. I said no.", ["No.", "I said no."]),
        ("  \n ", []),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text, expected):
    assert cut(text) == expected


def test_nothing_but_white_space_lies_between_sentences():
    text = "One. Two!\n\nThree?  (Four.) five"

    covered = set()
    for start, end in sentences(text):
        covered |= set(range(start, end))

    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)
