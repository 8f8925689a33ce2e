"""Invisible signs in a text change no reading, in full or in bulk, and what is shown of the text is whole."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from middleway.reading import read, read_many, signs
from middleway.reading.folding import folded, seen, whole
from middleway.reading.labels import FIELDS
from middleway.reading.quickwords import bare, block

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u202e\ufe0f\ufe0e\u034f\U000e0041\x00\x07\u180e"
APOSTROPHES = "'\u2019\u2018\u02bc\u2032\u00b4`\uff07"
SPACES = "\u00a0\u202f\u2009\u3000"
ANY_TEXT = st.text(alphabet=st.characters(codec=None, categories=None), max_size=80)
SENTENCES = (
    "It's all my fault, I don't deserve you. Do whatever you like!",
    "I can't go on like this, I'd be better off dead.",
    "You never listen to me! You're so selfish, and I said so.",
    "I felt hurt when you didn't call. Could we talk tomorrow?",
    "He hit me last night and I'm afraid of what he'll do.",
    "My fiancé Siobhan said “no”… and laughed 😭 at me.",
)


@st.composite
def disguises(draw):
    """Draw a sentence, and the same with invisible signs between its letters and with other apostrophes and spaces."""
    plain = draw(st.sampled_from(SENTENCES))
    out = []
    for character in plain:
        out.append(draw(st.sampled_from({"'": APOSTROPHES, " ": " " + SPACES}.get(character, character))))
        out.extend(draw(st.text(alphabet=INVISIBLE, max_size=2)))
    return plain, "".join(out)


def all_it_says(reading):
    """Return everything that a reading says, except its places."""
    fields = [(n, f.value, f.reason, dict(f.probabilities)) for n in FIELDS for f in [reading.fields.field(n)]]
    return fields, [(p.value, p.probability) for p in reading.parts], reading.unsure, reading.language


def words_at_places(reading, text):
    """Return the words at each of its places, as people see them."""
    spans = [s for n in FIELDS for s in reading.fields.field(n).evidence]
    return [seen(text[s.start : s.end]) for s in (*spans, *reading.parts, *reading.sentences)]


@settings(max_examples=60, deadline=None)
@given(disguises())
def test_invisible_signs_and_apostrophes_change_nothing_for_the_full_reader(case):
    plain, disguised = case

    one, other = read(plain), read(disguised)

    assert all_it_says(one) == all_it_says(other)
    assert words_at_places(one, plain) == words_at_places(other, disguised)
    assert [(s.kind, s.share) for s in signs(plain)] == [(s.kind, s.share) for s in signs(disguised)]


@settings(max_examples=150, deadline=None)
@given(disguises())
def test_invisible_signs_and_apostrophes_change_nothing_for_the_bulk_reader(case):
    plain, disguised = case

    (one,), (other,) = read_many([plain]), read_many([disguised])

    assert all_it_says(one) == all_it_says(other)


@settings(max_examples=400, deadline=None)
@given(ANY_TEXT, ANY_TEXT)
def test_any_text_is_folded_the_same_with_or_without_places_and_only_once(text, more):
    found = folded(text)

    assert found.text == seen(text)
    assert seen(found.text) == found.text
    assert seen("\u200b".join(text)) == found.text
    if found.places is not None:
        assert len(found.places) == len(found.text)
        assert all(0 <= start < end <= len(text) for start, end in found.places)
    assert seen(text + " " + more) == found.text + " " + seen(more)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("I feel sad", "\uff29 \uff46\uff45\uff45\uff4c \uff53\uff41\uff44"),
        ("I feel sad", "\U0001d408 \U0001d41f\U0001d41e\U0001d41e\U0001d425 \U0001d42c\U0001d41a\U0001d41d"),
        ("I feel sad", "I\u0336 f\u0336e\u0336e\u0336l\u0336 s\u0336a\u0336d\u0336"),
        ("my fianc\u00e9 left", "my fiance\u0301 left"),
        ("my fianc\u00e9 left", "my fiance\u200b\u0301 left"),
        ("one\ntwo", "one\u2028two"),
        ("one\ntwo", "one\u0085two"),
        ("one two", "one\u00a0two"),
    ],
)
def test_letters_in_another_dress_are_seen_as_letters(one, other):
    assert seen(other) == seen(one)


@pytest.mark.parametrize("text", ['I don\'t know.\r\n\tBut: "why"?!', "plain", ""])
def test_plain_text_is_seen_as_it_is(text):
    assert seen(text) == text
    assert folded(text).places is None


def test_words_of_bulk_are_cut_from_what_they_were_cut_from_when_it_learned():
    text = "You said \u201cfine\u201d \u2013 and\u2026 I don\u2019t \U0001f62d care"

    assert bare(seen(text)) == 'You said "fine"  -  and... I don\'t  \U0001f62d  care'
    assert block(["a\nb", "c"]).tobytes() == b"\na b\nc"


@pytest.mark.parametrize(
    ("one", "other"), [("caf\u00e9 \u00d8re", "cafe \u00f8re"), ("\U0001f937\U0001f3ff\u2640", "\U0001f937")]
)
def test_bulk_folds_accents_and_who_a_pictograph_is_as_the_full_reader_does(one, other):
    assert bare(seen(one)) == bare(seen(other))


FAMILY, FLAG = "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1ee\U0001f1ea"


@pytest.mark.parametrize(
    ("text", "start", "end", "shows"),
    [
        ("so sad cafe\u0301!", 7, 11, "cafe\u0301"),
        (f"a {FAMILY} b", 4, 5, FAMILY),
        (f"a {FLAG}{FLAG} b", 3, 4, FLAG),
        (f"a {FLAG}{FLAG} b", 4, 5, FLAG),
        ("no\u200d way", 0, 3, "no\u200d"),
        ("1\ufe0f\u20e3", 0, 1, "1\ufe0f\u20e3"),
    ],
)
def test_what_is_shown_is_never_half_a_sign(text, start, end, shows):
    first, last = whole(text, start, end)

    assert text[first:last] == shows


def test_evidence_holds_the_accent_that_is_typed_after_its_letter():
    text = "I felt so hurt and blase\u0301 when you left me, and you were so blase\u0301"

    reading = read(text)

    places = (
        [s for n in FIELDS for s in reading.fields.field(n).evidence] + list(reading.parts) + list(reading.sentences)
    )
    assert places
    assert reading.sentences[-1].end == len(text)
    assert not any(text[place.end : place.end + 1] == "\u0301" for place in places)
