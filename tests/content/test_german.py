"""German: what its sentences need so that they fit where pages put them."""

import re

import pytest

from middleway import content
from middleway.content.grades import german_syllables, grade
from middleway.content.messages import translated

GERMAN, ENGLISH = content.library("de"), content.library("en")
TIES = ("", *content.TIES)
TEXTS = [message.text for message in translated(content.Files("de"))]


def test_a_guess_says_that_it_is_one_and_comes_with_a_question():
    for each in {guess for tie in TIES for guess in GERMAN.alike(tie)}:
        assert each.guess.startswith("Vielleicht "), each.id
        assert each.question.endswith("?"), each.id


def test_a_question_is_one_where_english_asks():
    ends = {each.id: each.question.endswith("?") for each in ENGLISH.prompts}

    assert {each.id: each.question.endswith("?") for each in GERMAN.prompts} == ends


def test_a_fear_ends_the_sentence_that_its_list_begins():
    assert {fear.text.split()[0] for tie in TIES for fear in GERMAN.fears(tie)} == {"dass"}


def test_what_may_be_stays_what_may_be():
    perhaps = re.compile(r"vielleicht|k[oaö]nn|darf|dürf", re.IGNORECASE)
    german, english = (
        {
            (message.file.removeprefix("de/"), message.key): message.text
            for message in content.messages(content.Files(code))
        }
        for code in ("de", "en")
    )
    guesses = {place for place, text in english.items() if re.search(r"\b(may|might|[Mm]aybe)\b", text)}

    assert len(guesses) > 100
    assert [place for place in guesses if german[place] != english[place] and not perhaps.search(german[place])] == []


def test_somebody_else_s_example_has_the_same_name_as_in_english():
    for tie in TIES:
        for each in ENGLISH.prompts:
            name = re.match(r"\w+?(?='s?\b|s?\b)", ENGLISH.prompt(each.id, tie).example)
            assert not name or GERMAN.prompt(each.id, tie).example.startswith(name.group()), (each.id, tie)


def test_quotation_marks_are_german_and_come_in_pairs():
    odd = [text for text in TEXTS if text.count("„") != text.count("“") or re.search('["”‘]', text)]

    assert odd == []


def test_everybody_is_du_and_no_word_has_two_endings():
    formal = re.compile(r"\b(Ihnen|Ihren?)\b|\w[*:_/]in(nen)?\b|[a-zäöü]Innen\b")

    assert [text for text in TEXTS if formal.search(text)] == []


def test_the_grade_is_the_first_new_vienna_formula():
    # 9 words in 2 sentences; 1 of three syllables, 1 of more than six letters, 5 of one syllable.
    expected = 0.1935 * 100 / 9 + 0.1672 * 4.5 + 0.1297 * 100 / 9 - 0.0327 * 500 / 9 - 0.875

    assert grade(["Der Hund war müde. Er lag unter einem Apfelbaum."], "de") == pytest.approx(expected)


@pytest.mark.parametrize(
    ("word", "count"),
    [("Tür", 1), ("Bein", 1), ("müde", 2), ("Freundlichkeit", 3), ("aufbewahrt", 3), ("Beziehung", 3), ("See", 1)],
)
def test_syllables_are_counted_as_they_are_spoken(word, count):
    assert german_syllables(word) == count
