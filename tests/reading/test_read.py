"""What people can rely on when they call `read`."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError
from pathlib import Path

import jsonschema
import pytest

from middleway.reading import CHARACTER_LIMIT, NotText, TextTooLong, read, read_many
from middleway.reading.calibration import calibration
from middleway.reading.labels import FIELDS, PARTS, QUIET, SPECTRA, VALUES

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "spec" / "reading-v1.schema.json").read_text("utf-8"))

DELETING = "Sorry sorry, it was all my fault. Do whatever you like tonight, I really don't need anything."
COLD = "You are so selfish and lazy. You never once thought of anybody but yourself."
MIDDLE = "I felt hurt when you left early, and I miss you. Could we talk tomorrow evening?"


def test_the_message_that_deletes_its_sender_is_not_called_kind():
    reading = read(DELETING)

    assert reading.fields.warmth_other.value == "placating"
    assert reading.fields.response.value == "fawn"


def test_the_cold_message_is_seen_too():
    reading = read(COLD)

    assert reading.fields.warmth_other.value == "harsh"
    assert reading.fields.response.value == "fight"
    assert {"label", "absolute"} & {part.value for part in reading.parts}


def test_a_feeling_and_a_request_in_proportion_stand_in_the_middle():
    reading = read(MIDDLE)

    assert reading.fields.awareness.value == "mindful"
    assert reading.fields.response.value == "connect"
    assert reading.fields.distance() < read(COLD).fields.distance()
    assert reading.fields.distance() < read(DELETING).fields.distance()


def test_evidence_is_in_the_text_and_sure_findings_have_it_and_a_reason():
    for text in (DELETING, COLD, MIDDLE):
        reading = read(text)
        assert reading.findings
        for name in reading.findings:
            field = reading.fields.field(name)
            assert field.evidence
            assert field.reason.endswith(".")
            assert all(0 <= s.start < s.end <= len(text) for s in field.evidence)


def is_below_its_level(name, choice):
    level = calibration().sure_from[name][VALUES[name].index(choice.value)]
    return choice.probabilities[choice.value] < level


def test_what_is_not_sure_is_not_a_finding():
    texts = (
        "hm maybe, he said it and then the thing with the car",
        "well that was something",
        "ok you do you then I guess",
    )
    readings = [read(text) for text in texts]

    assert any(reading.unsure for reading in readings)
    for reading in readings:
        for name in reading.unsure:
            assert name not in reading.findings
            assert is_below_its_level(name, reading.fields.field(name))
            assert reading.fields.field(name).evidence == ()


def test_a_part_is_shown_by_the_words_that_carry_it_most():
    text = "I love you, but you never, ever listen, and you are such a selfish idiot."
    shown = {part.value: text[part.start : part.end] for part in read(text).parts}

    assert "idiot" in shown["label"]


@pytest.mark.parametrize(
    "text", [DELETING, COLD, MIDDLE, "Dinner is at seven.", "", "\ud800", "Ich liebe dich so sehr, mein Schatz."]
)
def test_every_reading_keeps_its_ranges_and_its_published_schema(text):
    reading = read(text)

    row = json.loads(json.dumps({"row": 1, **reading.as_json()}))
    jsonschema.validate(row, SCHEMA)
    for stretch in (reading, *reading.sentences):
        for name in FIELDS:
            shares = stretch.fields.field(name).probabilities
            assert list(shares) == list(VALUES[name])
            assert sum(shares.values()) == pytest.approx(1)
            assert stretch.fields.field(name).value == max(shares, key=shares.get)
        for name in SPECTRA:
            spectrum = stretch.fields.field(name)
            assert -1 <= spectrum.place <= 1
            assert 0 <= spectrum.presence <= 1
    assert all(part.value in PARTS and 0 <= part.start < part.end <= len(text) for part in reading.parts)


@pytest.mark.parametrize("text", ["", "   \n", "?!", "12:30", "\u200b\u200b", "\ud800\udfff"])
def test_too_little_to_tell_is_said_and_nothing_is_claimed(text):
    reading = read(text)

    assert reading.language == "unknown"
    assert reading.findings == ()
    assert set(reading.unsure) == set(FIELDS)
    assert all(reading.fields.field(name).value == QUIET[name] for name in FIELDS)


@pytest.mark.parametrize(
    "text",
    [
        "No te preocupes por mí, lo que tú quieras está bien.",
        "Je me sens seul depuis que tu es parti hier soir.",
        "Du hörst mir nie zu, und es ist dir auch egal.",
        "मुझे माफ़ कर दो, मेरी गलती थी",
        "我今天很难过，你能听我说吗？",
        "ты никогда меня не слушаешь",
    ],
)
def test_what_is_not_english_is_not_guessed(text):
    reading = read(text)

    assert reading.language == "other"
    assert reading.findings == ()


@pytest.mark.parametrize(
    "text", ["Whatever.", "i miss u", "k fine do what u want", "omg ur sooo annoying lol", "Sorry."]
)
def test_short_and_sloppy_english_is_english(text):
    assert read(text).language == "en"


def test_a_text_above_the_limit_is_refused_without_quoting_it():
    text = "canary " * (CHARACTER_LIMIT // 7 + 1)

    with pytest.raises(TextTooLong) as refused:
        read(text)
    assert "canary" not in str(refused.value)
    assert "20,000" in str(refused.value)


@pytest.mark.parametrize("thing", [None, b"bytes", 7, ["list"]])
def test_what_is_not_text_is_refused_with_a_reason(thing):
    with pytest.raises(NotText, match="needs text"):
        read(thing)


def test_the_same_text_gives_the_same_reading_in_every_thread():
    texts = [DELETING, COLD, MIDDLE, "ok", "Dinner is at seven."] * 8
    alone = [read(text).as_json() for text in texts]

    with ThreadPoolExecutor(8) as pool:
        together = [reading.as_json() for reading in pool.map(read, texts)]

    assert together == alone


def test_a_reading_is_frozen_and_holds_none_of_the_text():
    reading = read("You are a canaryword and I felt hurt.")

    assert "canaryword" not in repr(reading)
    with pytest.raises(FrozenInstanceError):
        reading.language = "xx"
    with pytest.raises(TypeError):
        reading.fields.risk.probabilities["none"] = 0.0


def test_offsets_hold_for_text_of_many_code_points():
    text = "😭😭 Zoe\u0308: I felt so hurt\u200b when you left… 💔"
    reading = read(text)

    evidence = reading.fields.awareness.evidence
    assert reading.fields.awareness.value == "mindful"
    assert text[evidence[0].start :].startswith("I felt")
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] for span in evidence)


@pytest.mark.parametrize("last", ["e\u0301", "\u2764\ufe0f", "\U0001f44d\U0001f3fd"])
def test_a_span_does_not_cut_a_sign_in_two(last):
    text = f"You are so selfish and lazy, you fool {last}"

    shown = [span.end for name in read(text).findings for span in read(text).fields.field(name).evidence]

    assert shown
    assert len(text) - len(last) + 1 not in shown


AROUND = [
    "See you at the station at five. ",
    "I love you, my dear. ",
    "We had lunch with Anna and talked about the garden. ",
]


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize(
    "plain", ["I want to die tonight and I have the pills ready.", "He hits me and said he will kill me if I leave."]
)
def test_everyday_words_around_it_do_not_hide_a_plain_danger(around, plain):
    for before, after in ((20, 0), (0, 20), (10, 10)):
        text = around * before + plain + " " + around * after

        assert read(text).at_risk
        assert next(read_many([text])).at_risk


def test_an_everyday_letter_is_not_called_dangerous():
    letter = (
        "We had lunch with Anna today. The garden looks nice. Mum called about the boiler. I bought new shoes for the "
        "trip. The train was late again. Tom says hi. We should fix the fence soon. The cat is fine. I made soup. It "
        "rained all day. Work was long and dull. The neighbours painted their door. I found the old photos in the "
        "attic. My back hurts a bit. "
    )

    assert not read(letter).at_risk


def test_a_finding_that_only_marks_carry_is_shown_by_them():
    text = "-!? \u2026\u200d \x1f\x00\x85 \u0930\u093e\u05d0\ufe0f \u2013sorry it's all my fault \ufb01 \u0301  ... !?"
    for words in (text, text * 3, "!!! ??? ...", "sorry... sorry!!! all my fault !!! ???"):
        reading = read(words)

        assert all(reading.fields.field(name).evidence for name in reading.findings)
        assert all(0 <= part.start < part.end <= len(words) for part in reading.parts)


def test_a_family_of_joined_signs_is_never_cut():
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
    text = f"{family} you never listen {family} to me {family} sorry it's all my fault\u00a0"
    reading = read(text)
    inside = {i for at in range(len(text)) if text.startswith(family, at) for i in range(at + 1, at + len(family))}
    spans = [(s.start, s.end) for name in reading.findings for s in reading.fields.field(name).evidence]
    spans += [(part.start, part.end) for part in reading.parts]

    assert spans
    assert not {edge for span in spans for edge in span} & inside
    assert all(not text[end - 1].isspace() for _, end in spans)


def test_a_letter_of_many_sentences_is_read_sentence_by_sentence():
    text = " ".join([COLD, "Dinner is at seven.", MIDDLE] * 12)
    reading = read(text)

    assert len(reading.sentences) == 60
    assert [text[s.start : s.end] for s in reading.sentences][2] == "Dinner is at seven."
    assert reading.sentences[2].fields.warmth_other.value == "none"
    assert reading.sentences[0].fields.warmth_other.value == "harsh"


def test_reading_opens_no_socket_and_writes_no_file(tmp_path):
    # A fresh process with an empty home; CI variables are taken away, since they would quiet a collector by themselves.
    code = """
import os, sys
opened = []
def watch(event, arguments):
    if event.startswith("socket.") or (event == "open" and arguments[1] and set(arguments[1]) & set("wax+")):
        opened.append((event, arguments[0]))
from middleway.reading import read
read("I felt hurt.")
sys.addaudithook(watch)
read("You never listen to me.")
sys.exit(str(opened) if opened else 0)
"""
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin", "XDG_CACHE_HOME": str(tmp_path / "cache")}

    done = subprocess.run(
        [sys.executable, "-B", "-c", code], env=environment, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert list(tmp_path.rglob("*")) == []
