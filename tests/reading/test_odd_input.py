"""Whatever is thrown at it: an answer or a clear error, never a crash."""

import contextlib
import random
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from middleway.reading import CHARACTER_LIMIT, Reading, TextTooDense, TextTooLong, read, read_many
from middleway.reading.sentences import sentences
from middleway.reading.words import words

ANY_TEXT = st.text(alphabet=st.characters(codec=None, categories=None), max_size=300)  # lone surrogates included
CHATTY = st.lists(
    st.sampled_from(
        [
            "i",
            "you",
            "never",
            "sorry",
            "NO",
            "!!!",
            "…",
            "😭",
            "\u200b",
            "\u202e",
            "\x00",
            "\ud83d",
            "he's",
            "\n",
            "“",
            "a" * 120,
            "日本",
            "é",
        ]
    ),
    max_size=60,
).map(" ".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANY_TEXT | CHATTY)
def test_any_string_gets_a_reading_whose_offsets_lie_inside_it(text):
    reading = read(text)

    for stretch in (*reading.sentences, *reading.parts):
        assert 0 <= stretch.start < stretch.end <= len(text)
    for name in reading.findings:
        assert all(0 <= s.start < s.end <= len(text) for s in reading.fields.field(name).evidence)


@settings(max_examples=300, deadline=None)
@given(ANY_TEXT)
def test_words_and_sentences_come_in_order_and_do_not_overlap(text):
    for found in ([(w.start, w.end) for w in words(text)], sentences(text)):
        assert all(start < end for start, end in found)
        # One character may fold to several words (a ligature); only then do two share their offsets.
        assert all(a == b or a[1] <= b[0] for a, b in pairwise(found))


@settings(max_examples=60, deadline=None)
@given(st.lists(ANY_TEXT | CHATTY, max_size=20))
def test_the_bulk_reader_answers_every_message_in_order(texts):
    results = list(read_many(texts))

    assert len(results) == len(texts)
    assert all(isinstance(result, Reading) for result in results)


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "a ",
        "ab ",
        "😭",
        "\u200b",
        "\u202eab",
        "\x00",
        "\ud800",
        "!",
        "é",
        "日",
        "you never listen to me ",
        "Mary ",
        "\n",
        "'",
        "she's ",
        "!?",
        "a!",
        "You idiot. ",
        " ",
    ],
)
def test_twenty_thousand_characters_of_anything_get_an_answer(unit):
    text = ("I felt hurt by you. " + unit * CHARACTER_LIMIT)[:CHARACTER_LIMIT]

    with contextlib.suppress(TextTooDense):
        assert read(text).language in {"en", "other", "unknown"}
    with pytest.raises(TextTooLong):
        read(text + "a")


def test_a_text_of_too_many_words_and_marks_is_refused_with_a_reason():
    with pytest.raises(TextTooDense, match="Read it in parts"):
        read("a!" * (CHARACTER_LIMIT // 2))


def test_a_long_fuzz_run_never_crashes():
    rng = random.Random(20_261_123)
    ranges = ((0, 127), (128, 0x2FFF), (0xD800, 0xDFFF), (0x1F000, 0x1FAFF), (0, 0x10FFFF))
    for _ in range(400):
        low, high = rng.choice(ranges)
        text = "".join(
            rng.choice(("you ", "I ", ". ", chr(rng.randint(low, high)))) for _ in range(rng.randint(0, 120))
        )
        assert read(text).language in {"en", "other", "unknown"}
