"""A reason is true of the words beside it: it names room only where there is some, and a feeling as only named."""

from itertools import product

import pytest

from middleway.reading import read
from middleway.reading.because import by_sentence
from middleway.reading.labels import FIELDS, PARTS, QUIET, VALUES
from middleway.reading.readers import ABOUT_REASONS, RECEIVED_REASONS
from middleway.reading.reasons import FIELD_REASONS, PART_REASONS, reason
from middleway.reading.rules import Facts

EVERY = {(field, value) for field in FIELDS for value in VALUES[field] if value != QUIET[field]}


def why(field, value, words, *parts, **values):
    return reason(field, value, Facts(words, frozenset(parts), values))


def test_every_finding_has_a_reason_and_one_that_needs_nothing():
    assert FIELD_REASONS.keys() == EVERY == RECEIVED_REASONS.keys()
    assert ABOUT_REASONS.keys() <= EVERY
    assert PART_REASONS.keys() == set(PARTS)
    for rules in FIELD_REASONS.values():
        last = rules[-1]
        assert (last.parts, last.words, last.beside) == ("", "", ("", ""))
        assert all(rule.parts or rule.words or rule.beside[0] for rule in rules[:-1])


def test_the_inner_fields_are_told_in_more_than_one_way():
    assert all(len(FIELD_REASONS[key]) > 1 for key in EVERY if key[0] not in {"in_view", "risk"})


def test_a_feeling_that_is_only_named_is_told_as_named():
    assert why("awareness", "mindful", "I was shaking with rage", "feeling") == "These words name a feeling."
    assert "room" in why("awareness", "mindful", "I notice that I am tense", "feeling")
    assert "room" not in why("awareness", "mindful", "I notice the time")
    assert read("I was shaking with rage.").fields.awareness.reason == "These words name a feeling."


@pytest.mark.parametrize(("field", "value"), sorted(EVERY))
def test_words_that_show_nothing_in_particular_get_the_general_reason(field, value):
    assert why(field, value, "hm") == FIELD_REASONS[field, value][-1].sentence


def test_who_is_blamed_is_told_by_what_stands_beside():
    assert "one who writes" in why("response", "fight", "what a fool", warmth_self="harsh")
    assert "one who writes" not in why("response", "fight", "what a fool", "label", warmth_self="none")
    assert "fault on the other" in why("warmth_other", "harsh", "you broke it", "blame", warmth_self="none")
    assert "fault on the other" not in why("warmth_other", "harsh", "I broke it", "blame", warmth_self="harsh")


def test_words_count_as_whole_words():
    assert "all or nothing" in why("awareness", "flooded", "It is ALL gone")
    assert "all or nothing" not in why("awareness", "flooded", "I called and it was small")


@pytest.mark.parametrize("key", sorted(EVERY))
def test_no_reason_speaks_of_a_character_or_asks_for_anything(key):
    said = [rule.sentence for rule in FIELD_REASONS[key]]

    assert len(set(said)) == len(said)
    for sentence, word in product(said, ("should", "!", "you are", "always wrong")):
        assert word not in sentence.lower()
        assert sentence.endswith(".")


def test_each_part_is_handed_to_the_sentence_it_stands_in():
    text = "You are so selfish. I felt hurt! Could we talk tomorrow?\nDinner is at seven. I am so sad."
    reading = read(text)
    cut = by_sentence(reading)

    assert [part for parts in cut for part in parts] == list(reading.parts)
    assert len(cut) == len(reading.sentences)
    for sentence, parts in zip(reading.sentences, cut, strict=True):
        assert all(sentence.start <= part.start < part.end <= sentence.end for part in parts)
