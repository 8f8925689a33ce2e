"""Our tokeniser against the reference: golden cases written by `python -m training.golden`."""

import json
from pathlib import Path

import pytest

from middleway.reading import modelfiles
from middleway.reading.wordpiece import WordPiece
from middleway.reading.words import words

CASES = json.loads((Path(__file__).parent / "golden" / "wordpiece.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def pieces():
    return WordPiece(modelfiles.text("vocabulary.txt").split("\n"))


def test_every_golden_text_gives_the_ids_of_the_reference(pieces):
    wrong = [
        case["text"]
        for case in CASES
        if [i for word in words(case["text"]) for i in pieces.pieces(word.text)] != case["ids"]
    ]

    assert len(CASES) > 200
    assert wrong == []


def test_a_word_is_found_again_at_its_offsets():
    text = "Zo\u0308e\u200b said:\x00 “I’m fine”\ud800 İt"

    assert [text[w.start : w.end] for w in words(text)][:2] == ["Zo\u0308e", "said"]
    assert all(0 <= w.start < w.end <= len(text) for w in words(text))
