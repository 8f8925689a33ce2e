"""What the model sees does not depend on who is named."""

import pytest

from middleway.reading.canonical import canonical
from middleway.reading.words import words


def stand_ins(text):
    return [word.text for word in canonical(text, words(text))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("She forgot, and her mother laughed at him.", "He forgot, and his father laughed at her."),
        ("They are late again and they don't care.", "She is late again and she doesn't care."),
        ("my husband said no", "my sister said no"),
        ("Sarah never calls.", "Mohammed never calls."),
        ("I told Mary Ann Smithson.", "I told Kwame."),
        ("that guy hurt my brother", "that woman hurt my friend"),
        ("sooooo tired!!!!!!", "so tired!!!!"),
        ("they’re late", "she’s late"),
        ("no idea 🤷‍♀️👍🏿", "no idea 🤷‍♂️👍"),
    ],
)
def test_who_is_named_and_how_long_it_is_drawn_out_is_not_seen(one, other):
    assert stand_ins(one) == stand_ins(other)


@pytest.mark.parametrize("text", ["Will you call?", "I hope so.", "grace under fire", "May I ask"])
def test_a_common_word_is_not_taken_for_a_name(text):
    assert "alex" not in stand_ins(text)


def test_a_shouted_word_is_marked_and_a_shouted_text_is_not():
    assert "[unused1]" in stand_ins("You ALWAYS do this")
    assert "[unused1]" not in stand_ins("WHERE ARE YOU")


def test_an_emoji_is_read_as_its_name():
    assert stand_ins("ok 🙄") == ["ok", "rolling", "eyes"]


def test_every_word_keeps_the_offsets_of_what_it_stands_for():
    text = "My mom Siobhan: “NO” 😭😭😭"

    assert all(0 <= w.start < w.end <= len(text) for w in canonical(text, words(text)))
