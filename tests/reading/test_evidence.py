"""Spans: whole signs, no white space at their edges, and never nothing."""

from middleway.reading.evidence import spans
from middleway.reading.network import ENOUGH_WORDS, windows
from middleway.reading.tokens import Tokens

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


def by_letter(text):
    return Tokens([1] * len(text), list(range(len(text))), list(range(1, len(text) + 1)))


def words_of_spans(text, start, end):
    return [text[span.start : span.end] for span in spans(text, by_letter(text), [range(start, end)])]


def test_a_span_that_begins_or_ends_inside_joined_signs_takes_them_whole():
    text = f"a {FAMILY} b"

    assert words_of_spans(text, 4, 7) == [FAMILY]
    assert words_of_spans(text, 2, 3) == [FAMILY]
    assert words_of_spans("so sad e\u0301", 0, 8) == ["so sad e\u0301"]


def test_what_only_marks_carry_is_shown_by_them():
    assert words_of_spans("!!! ", 0, 3) == ["!!!"]


def test_every_kind_of_space_and_mark_is_left_out_at_the_edges():
    assert words_of_spans("\u00a0 \u2014 my fault \u2029", 0, 14) == ["my fault"]


def test_a_window_is_about_as_long_as_the_passages_that_trained_the_network():
    cut = windows([range(at, at + 9) for at in range(0, 180, 9)])

    assert [cut[0].start, cut[-1].stop] == [0, 180]
    assert all(len(window) < ENOUGH_WORDS + 9 for window in cut)
    assert [len(window) for window in windows([range(250)])] == [96, 96, 58]
