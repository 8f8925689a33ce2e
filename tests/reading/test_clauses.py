"""What is marked is whole clauses: no half word, no lone "and", nothing twice, nothing lost."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from middleway.reading import read
from middleway.reading.evidence import MOST_CLAUSES, spans
from middleway.reading.folding import folded, whole
from middleway.reading.network import network
from middleway.reading.phrases import phrases, ranges
from middleway.reading.sentences import sentences
from middleway.reading.tokens import tokens

ODD = [
    *(
        "i",
        "you",
        "never",
        "sorry",
        "NO",
        "!!!",
        "…",
        "😭",
        "he's",
        "\n",
        "“",
        '"',
        "a" * 120,
        "日本",
        "é",
        "e\u0301",
        "and",
        "but",
        "because",
        "when",
    ),
    *(
        "(again)",
        "9:30",
        "wait,what",
        "—",
        "-",
        "she",
        "left",
        "my",
        "mother",
        "don't",
        "👨\u200d👩\u200d👧",
        "🇩🇪",
        "\u200b",
        "\u202e",
        "\ud83d",
        "x.y",
    ),
]
ANY_TEXT = st.text(alphabet=st.characters(codec=None, categories=None), max_size=200)
CHATTY = st.lists(st.sampled_from(ODD), max_size=60).map(" ".join)


def cut_up(text):
    """Return the words of a text as the network gets them, and each sentence's clauses."""
    cut = tokens(text, network().pieces)
    return cut, [(of, phrases(text, cut, of)) for _, _, of in ranges(cut, sentences(text))]


def clauses(text):
    cut, found = cut_up(text)
    return [text[cut.starts[one.start] : cut.ends[one.stop - 1]].strip(" .,;") for _, of in found for one in of]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I felt hurt when you left, and I miss you.", ["I felt hurt", "when you left", "and I miss you"]),
        ("When you told her that we come, I felt left out.", ["When you told her that we come", "I felt left out"]),
        ("I know you hate to let her down, but I was sad.", ["I know you hate to let her down", "but I was sad"]),
        ("Would you ring her back, and ask me first?", ["Would you ring her back, and ask me first?"]),
        ("You are selfish, mean, lazy and cold.", ["You are selfish, mean, lazy and cold"]),
        ("Well, you know, I guess, whatever.", ["Well, you know, I guess, whatever"]),
        ("Sorry, it was my fault, do what you like.", ["Sorry, it was my fault", "do what you like"]),
        ("He left and walked home so I sat there.", ["He left and walked home", "so I sat there"]),
        ("I hate it when you shout at me.", ["I hate it when you shout at me"]),
        ("it was 9:30, not 10. wait,what? you left (again)", ["it was 9:30, not 10", "wait,what?", "you left (again)"]),
        ("Bread and the butter, please", ["Bread and the butter, please"]),
        (
            "my mother called and the kids were loud, and I snapped",
            ["my mother called", "and the kids were loud", "and I snapped"],
        ),
    ],
)
def test_a_clause_ends_at_a_mark_or_where_a_new_subject_and_verb_begin(text, expected):
    assert clauses(text) == expected


def test_unpunctuated_words_are_cut_where_somebody_new_does_something():
    found = clauses(
        "i cant do this any more you never listen to me i hate it when you shout and then you act like nothing happened"
    )

    assert len(found) > 2
    assert all(len(one.split()) > 1 for one in found)


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT | CHATTY)
def test_clauses_hold_every_word_once_and_cut_none(text):
    text = folded(text).text
    cut, found = cut_up(text)

    for of, pieces in found:
        assert [pieces[0].start, pieces[-1].stop] == [of.start, of.stop]
        for before, after in pairwise(pieces):
            assert before.stop == after.start
            end, start = cut.ends[before.stop - 1], cut.starts[after.start]
            assert end <= start
            assert end < start or not (text[end - 1].isalnum() and text[start].isalnum())


@settings(max_examples=100, deadline=None)
@given(ANY_TEXT | CHATTY, st.data())
def test_no_span_cuts_a_word_or_a_sign_whichever_clauses_it_is_made_of(text, data):
    text = folded(text).text
    cut, found = cut_up(text)
    every = [one for _, of in found for one in of]
    chosen = data.draw(st.lists(st.sampled_from(every), max_size=3, unique=True)) if every else []

    shown = spans(text, cut, chosen)

    assert len(shown) <= len(chosen)
    assert bool(shown) == bool(chosen)
    for span in shown:
        assert whole(text, span.start, span.end) == (span.start, span.end)
        assert span.start == 0 or not (text[span.start - 1].isalnum() and text[span.start].isalnum())
        assert span.end == len(text) or not (text[span.end - 1].isalnum() and text[span.end].isalnum())
    assert all(before.end < after.start for before, after in pairwise(shown))


def test_neighbours_are_one_and_sentences_stay_apart():
    text = "I was sad, and I was tired. Then you came."
    cut, found = cut_up(text)
    every = [one for _, of in found for one in of]

    assert len(every) == 3
    assert [text[s.start : s.end] for s in spans(text, cut, every)] == ["I was sad, and I was tired", "Then you came"]


@pytest.mark.parametrize(
    "text",
    [
        "You never listen. You are cold. You never ask. You are selfish. You always leave. You never once rang me.",
        (
            "I felt hurt when you left early, and I miss you. Could we talk tomorrow evening? "
            "I was so sad, and I still am."
        ),
        "Sorry, sorry, it was my fault, do whatever you like, I do not need anything, just do not be cross, please.",
    ],
)
def test_a_finding_is_shown_by_three_clauses_at_most(text):
    reading = read(text)

    assert reading.findings
    for name in reading.findings:
        assert 1 <= len(reading.fields.field(name).evidence) <= MOST_CLAUSES


def test_what_shows_a_finding_shows_it_by_itself():
    text = "He told his mother yes before he asked me, and I was sad all evening. We had soup. The train was late."
    evidence = read(text).fields.awareness.evidence

    assert [text[span.start : span.end] for span in evidence] == ["and I was sad all evening"]
