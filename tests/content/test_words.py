"""The rules of writing, held by a test: a twelve-year-old can read it, and nothing orders, judges or praises."""

import pytest

from middleway import content
from middleway.content import Message, words
from middleway.content.grades import grade, sentences, syllables

ENGLISH = content.library("en")
FORBIDDEN = content.Files().forbidden()
MESSAGES = list(content.messages(content.Files()))


def test_every_text_keeps_the_rules():
    assert list(words.complaints(MESSAGES, "en", FORBIDDEN)) == []


def test_every_file_can_be_read_at_twelve():
    grades = words.grades(MESSAGES, "en")

    assert len(grades) > 40
    assert max(grades.values()) <= 7


@pytest.mark.parametrize("language", content.languages())
def test_a_meaning_is_fifteen_words_at_most(language):
    library = content.library(language)

    assert [e.id for e in (*library.feelings, *library.needs) if len(e.meaning.split()) > 15] == []


@pytest.mark.parametrize("language", content.languages())
def test_help_and_way_out_are_one_sentence(language):
    library = content.library(language)
    texts = [(p.id, t) for p in library.practices for t in (p.about, p.out)]
    texts += [(e.id, library.prompt(e.id, tie).help) for tie in content.TIES for e in library.prompts]

    assert [name for name, text in texts if text and len(sentences(text)) != 1] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Breathe out!", "exclamation mark"),
        ("You should rest.", "'should'"),
        ("You Always do that.", "'Always'"),
        ("Healing takes time.", "'Healing'"),
        ("You did it. " + "One word more " * 7 + "ends it.", "sentence of 23 words"),
        ("Interpersonal communication necessitates considerable vulnerability.", "reading grade"),
    ],
)
def test_a_text_that_breaks_a_rule_is_named(text, told):
    (found,) = words.complaints([Message(text, "weeks/1.toml", "title")], "en", FORBIDDEN)

    assert found.startswith("weeks/1.toml")
    assert told in found


def test_twenty_words_are_not_too_long_and_a_word_in_a_word_is_allowed():
    text = "The healthy mustard is shoulder high. " + "one two three four five " * 4

    assert list(words.complaints([Message(text, "a.toml", "text")], "en", FORBIDDEN)) == []


def test_the_grade_is_flesch_and_kincaid_s():
    # 10 words, 2 sentences, 12 syllables: 0.39 x 5 + 11.8 x 1.2 - 15.59
    assert grade(["The little dog was tired. It lay under a tree."], "en") == pytest.approx(0.52)
    assert grade([], "en") is None


def test_sentences_end_where_a_reader_would_end_them():
    assert [len(s) for s in sentences("Say: “It hurts.” Then wait … and rest. Is that all?")] == [3, 4, 3]


ONE = "makes loved wished used closed voice safe fire eyes move here more care whole while feel called scared"
TWO = "table changes little wanted needed lonely people houses someone quarrel moment before kindness noticed feelings"
THREE = "everyone promises together remember important telephone family another yesterday"


@pytest.mark.parametrize(("text", "count"), [(ONE, 1), (TWO, 2), (THREE, 3)])
def test_syllables_are_counted_as_they_are_spoken(text, count):
    wrong = {word: syllables(word) for word in text.split() if syllables(word) != count}

    assert wrong == {}
