"""Parts: plain grammar settles plain cases, and a part that is wrong more often than one time in five is not shown."""

import pytest

from middleway.reading import read
from middleway.reading.calibration import bulk_calibration, calibration
from middleway.reading.labels import PARTS
from middleway.reading.parts import held
from middleway.reading.plain import AS_SURE_AS, PLAINLY, plainly

QUIET = [0.0] * len(PARTS)
LIMITS = calibration().part_threshold


def shares(**some):
    return [some.get(part, 0.0) for part in PARTS]


def parts(text):
    return {part.value: text[part.start : part.end] for part in read(text).parts}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("I need a say in our weekends.", "need"),
        ("I just need some quiet after work.", "need"),
        ("I need to be asked first.", "need"),
        ("Would you ask me before you promise it?", "request"),
        ("Could we look at the calendar on Sunday?", "request"),
        ("I am sorry that I shouted.", "apology"),
        ("I'm really sorry.", "apology"),
        ("How was it for you when she rang?", "curiosity"),
        ("It makes sense that you were cross.", "validation"),
        ("You are such a coward.", "label"),
        ("I felt so left out.", "feeling"),
    ],
)
def test_what_is_plainly_said_is_seen(text, part):
    assert part in parts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Take what I need from the shed.",
        "Tell me when I need you to come.",
        "I need to know pepperoni or veg.",
        "I'm sorry to hear that.",
        "I'm sorry you feel that way.",
        "Your need is my need.",
    ],
)
def test_words_that_only_sound_like_it_settle_nothing(text):
    assert not any(one.least == 0 for one, _ in plainly(text))


@pytest.mark.parametrize(
    "text",
    [
        "I know you hate to let her down.",
        "I know that you were tired.",
        "I understand that you worry about your mother.",
        "I can see you are torn between us.",
    ],
)
def test_understanding_is_not_told_as_mind_reading_or_blame(text):
    assert not {"mind_reading", "blame", "label", "absolute", "demand"} & set(parts(text))
    assert "validation" in {one.part for one, _ in plainly(text)}


def test_the_words_that_settle_a_part_show_it():
    assert parts("It rained all day, and I need a say in our weekends.")["need"] == "and I need a say in our weekends"


def test_plain_words_need_as_much_of_the_network_as_the_table_asks_for():
    limit = next(one for one in PLAINLY if one.part == "limit")
    text = "I won't shout."

    assert "limit" in {one.part for one in held(text, shares(limit=limit.least), LIMITS)}
    assert "limit" not in {one.part for one in held(text, shares(limit=limit.least - 0.01), LIMITS)}


def test_a_guess_is_shown_from_its_threshold_on_and_plain_words_without_one():
    assert [one.part for one in held("hm", shares(feeling=LIMITS["feeling"]), LIMITS)] == ["feeling"]
    assert held("hm", shares(feeling=LIMITS["feeling"] - 0.01), LIMITS) == []
    (need,) = held("I need a say.", QUIET, LIMITS)
    assert (need.part, need.share, need.place) == ("need", AS_SURE_AS, 0)


def test_a_part_that_is_wrong_too_often_is_never_shown_by_the_guess_alone():
    never = {part for part in PARTS if LIMITS[part] > 1}

    assert "mind_reading" in never
    assert {one.part for one in held("hm", [1.0] * len(PARTS), LIMITS)} == set(PARTS) - never
    assert all(bulk_calibration().part_threshold[part] > 1 for part in ("mind_reading", "blame"))
