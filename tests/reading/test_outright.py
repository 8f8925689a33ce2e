"""What is said outright, told without any guess. The texts themselves are in outright.toml."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from middleway.reading import read, signs
from middleway.reading.errors import ParserMissing
from middleway.reading.folding import seen
from middleway.reading.outright import Said, parser, said, undenied
from middleway.reading.outright.datafile import data, data_of
from middleway.reading.outright.forms import forms

CASES = tomllib.loads((Path(__file__).parent / "outright.toml").read_text("utf-8"))["group"]


def texts(group):
    return [line.strip().replace("\\n", "\n") for line in group["texts"].splitlines() if line.strip()]


def verdict(text):
    """Return what the layer says of a text, in the words of the case file."""
    found = said(seen(text))
    clear = {f"{one.kind} clear" for one in found.statements if one.is_clear}
    silent = set() if clear else {"nothing", *(["denied"] if found.denials else [])}
    return clear | silent | {one.kind for one in found.statements}


@pytest.mark.parametrize("group", CASES, ids=lambda group: group["about"].replace(" ", "-"))
def test_what_is_said_outright_is_heard_and_nothing_else(group):
    wrong = {text: sorted(verdict(text)) for text in texts(group) if group["expect"] not in verdict(text)}

    assert wrong == {}


@pytest.mark.parametrize("group", CASES, ids=lambda group: group["about"].replace(" ", "-"))
def test_a_case_is_written_once(group):
    every = [text for other in CASES for text in texts(other)]

    assert [text for text in texts(group) if every.count(text) > 1] == []


@pytest.mark.parametrize(
    ("danger", "threat"),
    [
        ("He hits me.", "I hit him."),
        ("My wife locked me in the cellar.", "I locked my wife in the cellar."),
        ("I am afraid of my son.", "My son is afraid of me."),
        ("I was slapped by Amara.", "Amara was slapped by me."),
        ("She threatened to stab me.", "I threatened to stab her."),
    ],
)
def test_who_hurts_whom_is_told_by_the_words_alone(danger, threat):
    assert {sign.kind for sign in signs(danger) if sign.is_clear} == {"danger"}
    assert {sign.kind for sign in signs(threat) if sign.is_clear} == {"threat"}


@pytest.mark.parametrize(
    "subject",
    ["He", "She", "They", "My mum", "my step-dad", "Chinwe", "Nguyet", "My carer", "Our lodger", "The guy I'm seeing", "my eldest son", "You"],
)  # fmt: skip
@pytest.mark.parametrize(
    "act", ["choked me", "hit me with a hose", "keeps my passport", "won't let me leave the house"]
)
def test_it_makes_no_difference_who_does_it(subject, act):
    assert verdict(f"{subject} {act}.") >= {"danger clear"}


def test_a_plain_statement_is_a_clear_sign_with_its_words_however_much_stands_around_it():
    plain = "He strangled me on Tuesday."
    text = "We had soup. The train was late. " * 20 + plain + " Then I fed the cat. It rained." * 20
    (sign, *_) = signs(text)

    assert (sign.kind, sign.is_clear) == ("danger", True)
    assert [text[span.start : span.end] for span in sign.evidence] == ["He strangled me"]
    reading = read(text)
    assert reading.fields.risk.value == "danger"
    assert "risk" not in reading.unsure
    assert plain in [text[one.start : one.end] for one in reading.sentences if one.fields.risk.value == "danger"]


@pytest.mark.parametrize(
    "text",
    ["He has never choked me.", "Nobody threatens me.", "I am not afraid of my husband.", "I don't want to die.", "We argued. He has never hit me. He is just loud."],
)  # fmt: skip
def test_a_plain_denial_raises_no_alarm(text):
    assert signs(text) == ()
    assert read(text).fields.risk.value == "none"
    assert {sentence.fields.risk.value for sentence in read(text).sentences} == {"none"}


def test_a_denial_takes_back_nothing_but_itself():
    text = "He has never hit me. He strangled me."

    assert [(sign.kind, sign.is_clear) for sign in signs(text)] == [("danger", True)]
    assert read(text).fields.risk.value == "danger"


def test_a_faint_statement_is_no_sign_by_itself():
    text = "I could strangle him for leaving wet towels on my side."

    assert said(text).statements
    assert signs(text) == ()


def test_a_crisis_stays_before_a_danger():
    text = "He hits me and I want to kill myself."

    assert {sign.kind for sign in signs(text) if sign.is_clear} == {"danger", "crisis"}
    assert read(text).fields.risk.value == "crisis"


def test_places_are_those_of_the_text_as_it_was_given():
    text = "\u200bHe ch\u200boked me\u2019"
    (sign, *_) = signs(text)

    assert [text[span.start : span.end] for span in sign.evidence] == ["He ch\u200boked me"]


def test_what_is_kept_of_a_text_knows_where_it_stood():
    text = "It rained. He never hit me. We ate."
    kept = undenied(text, said(text))

    assert "hit" not in kept.text
    at = kept.text.index("We ate")
    assert text[slice(*kept.place(at, at + 6))] == "We ate"
    assert undenied(text, Said()).text == text


@pytest.mark.parametrize(
    "text",
    ["", " ", "...", "?!", "😀", "1", "a" * 5000, "he " * 3000, '"', "'", "k " * 500, "not " * 200, "hit me " * 400],
)
def test_odd_texts_are_read_too(text):
    found = said(text)

    assert all(0 <= one.start < one.end <= len(text) for one in (*found.statements, *found.denials))


def test_the_same_text_always_says_the_same():
    text = "My uncle hit me and then he said he would kill me if I told anyone."

    assert said(text) == said(text)


def in_a_fresh_process(code):
    return subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)


def test_the_parser_is_loaded_only_for_a_text_that_could_matter():
    code = (
        "import sys; from middleway.reading.outright import said; said('We had soup, and she laughed about the soup.'); "
        "assert 'spacy' not in sys.modules; said('He choked me.'); assert 'spacy' in sys.modules"
    )
    done = in_a_fresh_process(code)

    assert done.returncode == 0, done.stderr


def test_the_parser_keeps_no_word_of_a_text():
    said("Zqxwvut choked me.")

    assert "zqxwvut" not in parser._loaded.vocab.strings
    assert "Zqxwvut" not in parser._loaded.vocab.strings


def test_many_threads_read_at_once_and_say_the_same():
    from concurrent.futures import ThreadPoolExecutor

    texts = [f"{who} choked me in room {number}." for number in range(20) for who in ("He", "My aunt")]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(said, texts))

    assert found == [said(text) for text in texts]
    assert all(one.statements for one in found)


def test_without_the_parser_nothing_starts_and_it_is_said_why():
    code = "import sys; sys.modules['spacy'] = None\nfrom middleway.reading import signs"
    done = in_a_fresh_process(code)

    assert done.returncode != 0
    assert "ParserMissing: The package spacy is not installed" in done.stderr


def test_a_missing_pipeline_is_named(monkeypatch):
    monkeypatch.setattr(parser, "PIPELINE", "no_such_pipeline")

    with pytest.raises(ParserMissing, match="no_such_pipeline"):
        parser.check_parser()


def test_every_word_of_a_pattern_is_a_word_or_a_known_part():
    heads = {word for pattern in data().patterns for phrase in pattern.head.words for word in phrase}

    assert {word for word in heads if not word.removeprefix("=").replace("'", "").replace("-", "").isalpha()} == set()
    assert {word for word in heads if word.isupper()} == set()


def test_a_part_cannot_be_one_of_several_and_the_line_says_so():
    raw = {
        "lists": {"PEOPLE": "man"},
        "forms": {"irregular": "", "fixed": ""},
        "spelling": {"written": "", "hidden": "", "right": "", "before": ""},
        "phrases": {},
        "patterns": {"blows": {"kind": "between", "clear": "A hit me|B"}},
    }

    with pytest.raises(ValueError, match=r"B cannot be one of several in me\|B"):
        data_of(raw)


@pytest.mark.parametrize(
    ("word", "made"),
    [
        ("slap", {"slap", "slaps", "slapped", "slapping"}),
        ("choke", {"choke", "chokes", "choked", "choking"}),
        ("carry", {"carry", "carries", "carried", "carrying"}),
        ("punch", {"punch", "punches", "punched", "punching"}),
        ("show", {"show", "shows", "showed", "showing"}),
        ("tie", {"tie", "ties", "tied", "tying"}),
    ],
)
def test_regular_words_take_their_regular_forms(word, made):
    assert forms(word) == made
