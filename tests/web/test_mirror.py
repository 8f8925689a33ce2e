"""The mirror beside a draft: three things at most, the most helpful first, in forty words; what is right stays."""

import tomllib
from itertools import combinations
from pathlib import Path

import pytest

from middleway.reading.labels import PARTS
from middleway.web.readings.queries import page_of
from middleway.web.way import mirror
from middleway.web.way.mirror import ReadDraft

CASES = tomllib.loads((Path(__file__).parent / "cases" / "mirror.toml").read_text("utf-8"))["case"]
HEADING = "A guess about the words"
WARNINGS = {
    "you": ("You may be missing",),
    "side": ("Your side is not in it",),
    "cold": ("as a person", "All or nothing", "room for a no", "puts the fault", "may land as cold", "ask and accuse"),
    "self": ("hard on yourself",),
    "over": ("talk were over",),
}


def said_beside(text):
    return [str(thing) for thing in mirror.beside(page_of(text), text)]


def warned(things):
    return [name for thing in things for name, words in WARNINGS.items() if any(one in thing for one in words)]


@pytest.mark.parametrize("case", CASES, ids=[case["idea"] for case in CASES])
def test_it_says_what_helps_and_corrects_nothing_that_is_right(case):
    things = said_beside(case["text"])
    kept = [thing for thing in things if thing.startswith("In it")]

    assert warned(things) == case.get("warn", [])
    assert all(any(name in thing for thing in kept) for name in case.get("keep", []))
    assert len(things) <= 3
    assert len(" ".join([HEADING, *things]).split()) <= 40


def test_there_are_cases_enough():
    assert len(CASES) >= 60
    assert len({case["text"] for case in CASES}) == len(CASES)


VALUES = [
    {},
    {"warmth_other": "harsh", "response": "fight"},
    {"warmth_other": "placating", "response": "fawn"},
    {"belonging": "self_omitting"},
    {"warmth_self": "harsh"},
    {"response": "flight"},
]


@pytest.mark.parametrize("found", VALUES)
def test_whatever_a_draft_holds_forty_words_are_enough(found):
    for some in combinations(PARTS, 4):
        draft = ReadDraft(frozenset(some), found, "hm you always hm?")
        things = [str(one) for one in (*mirror._missing(draft), *mirror._cold(draft), *mirror._good(draft))]

        assert len(things) <= mirror.MOST
        assert len(" ".join([HEADING, *things]).split()) <= 40
