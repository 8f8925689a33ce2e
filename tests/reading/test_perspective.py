"""Who wrote it: the same words, told to the one who wrote them, who got them, or who wrote them about somebody."""

import json
import re
import tomllib
from pathlib import Path

import jsonschema
import pytest

from middleway.reading import Sign, Span, UnknownWriter, notes, read, read_many, signs
from middleway.reading.labels import FIELDS, WRITERS
from middleway.reading.readers import RECEIVED_PART_REASONS, RECEIVED_REASONS
from middleway.reading.reasons import FIELD_REASONS, PART_REASONS
from middleway.reading.sides import turned

HERE = Path(__file__).parent
SCHEMA = json.loads((HERE.parents[1] / "docs" / "spec" / "reading-v1.schema.json").read_text("utf-8"))
RECEIVED = [
    case["text"]
    for name in ("to_me", "received")
    for case in tomllib.loads((HERE / "cases" / f"{name}.toml").read_text("utf-8"))["case"]
]
OF_THE_READER = re.compile(r"\byourself\b|\bthe writer\b|\bone who writes\b", re.IGNORECASE)
LONELY = "My sister feels completely alone. Everyone else has a family, only she has nobody, and she is a selfish liar."


def values(reading):
    return [
        [fields.field(name).value for name in FIELDS]
        for fields in (reading.fields, *[s.fields for s in reading.sentences])
    ]


def reasons(reading):
    every = (reading.fields, *[sentence.fields for sentence in reading.sentences])
    return [r for fields in every for name in FIELDS if (r := fields.field(name).reason)] + [
        p.reason for p in reading.parts
    ]


def sign(kind, text, *, share=0.9, is_clear=True):
    return Sign(kind, share, is_clear, (Span(0, len(text)),))


@pytest.mark.parametrize("text", RECEIVED)
def test_nothing_told_of_a_received_message_speaks_of_warmth_to_oneself(text):
    reading = read(text, written_by="them")

    assert not any(OF_THE_READER.search(reason) for reason in [*reasons(reading), *[n.reason for n in notes(reading)]])
    assert not OF_THE_READER.search(json.dumps(reading.as_json()))
    assert reading.as_json()["written_by"] == "them"
    assert values(reading) == values(read(text))  # the words' values do not change with who reads them


def test_whatever_can_be_found_has_words_for_whoever_got_it():
    assert RECEIVED_REASONS.keys() == FIELD_REASONS.keys()
    assert not any(map(OF_THE_READER.search, RECEIVED_REASONS.values()))
    assert not any(OF_THE_READER.search(RECEIVED_PART_REASONS.get(part, why)) for part, why in PART_REASONS.items())


def test_a_message_somebody_got_is_told_from_their_side():
    cold = read("You are so selfish and lazy. You never once thought of anybody but yourself.", written_by="them")
    gone = read("Don't worry about me, whatever you want is fine. I don't need anything.", written_by="them")

    assert cold.fields.response.reason.startswith("They attack you")
    assert cold.fields.warmth_other.reason.startswith("They are cold or hard on you")
    assert gone.fields.belonging.reason.startswith("They leave themselves out")


def test_what_is_told_of_somebody_is_not_taken_for_the_writer_s_own():
    as_mine, of_her = read(LONELY), read(LONELY, written_by="about")

    assert "belonging" in as_mine.findings
    assert "belonging" not in of_her.findings
    assert (of_her.fields.belonging.reason, of_her.fields.belonging.evidence) == ("", ())
    assert of_her.fields.warmth_other.value == as_mine.fields.warmth_other.value
    assert "the one they are about" in of_her.fields.warmth_other.reason


def test_the_writer_s_own_feeling_stays_in_what_they_write_about_somebody():
    reading = read("I felt hurt when my brother left early, and I miss him.", written_by="about")

    assert reading.fields.awareness.value == "mindful"
    assert "awareness" in reading.findings


def test_without_a_word_on_who_wrote_it_all_is_as_it_was():
    for text in (RECEIVED[0], LONELY):
        assert read(text) == read(text, written_by="me")
        assert "written_by" not in read(text).as_json()
        assert signs(text) == signs(text, written_by="me")
        assert not any(one.is_theirs for one in signs(text))


@pytest.mark.parametrize("writer", WRITERS)
def test_the_json_keeps_the_schema_whoever_wrote_it(writer):
    for reading in (read(LONELY, written_by=writer), *read_many([LONELY, "Je ne sais pas"], written_by=writer)):
        jsonschema.validate({"row": 1, **reading.as_json()}, SCHEMA)
        assert reading.written_by == writer
        assert reading.as_json().get("written_by", "me") == writer


def test_many_received_messages_are_told_and_unreadable_ones_stay_named():
    found = list(read_many([*RECEIVED, "a" * 30_000], written_by="them"))

    assert not any(OF_THE_READER.search(json.dumps(reading.as_json())) for reading in found[:-1])
    assert type(found[-1]).__name__ == "TextTooLong"


@pytest.mark.parametrize("ask", [read, lambda text, **who: list(read_many([text], **who)), signs])
def test_another_writer_is_refused_and_the_three_are_named(ask):
    with pytest.raises(UnknownWriter, match="'me', 'them', 'about'") as refused:
        ask("canary words of mine", written_by="canary")

    assert "canary" not in str(refused.value)


@pytest.mark.parametrize(
    ("network", "text", "kind", "is_theirs"),
    [
        ("threat", "I will kill you when I find you.", "danger", False),
        ("threat", "wait till i get home ur getting the belt", "danger", False),
        ("danger", "If you touch my kids I'll choke you.", "danger", False),
        ("threat", "You hit me last night, and I'm scared of you.", "threat", False),
        ("danger", "You've hit me twice this week.", "threat", False),
        ("danger", "My husband hits me and I don't know where to go.", "danger", True),
        ("crisis", "I don't want to live any more.", "crisis", True),
    ],
)
def test_in_a_received_message_a_threat_is_danger_and_a_crisis_the_sender_s(network, text, kind, is_theirs):
    found = turned((sign(network, text),), text, "them")

    assert [(one.kind, one.is_theirs) for one in found] == [(kind, is_theirs)]
    assert found[0].evidence == (Span(0, len(text)),)


def test_no_sign_of_a_message_is_lost_but_the_weaker_of_two_of_one_kind():
    text = "I will kill you."
    strong, weak = sign("threat", text), sign("danger", text, share=0.6, is_clear=False)

    found = turned((strong, weak, sign("crisis", text, share=0.55, is_clear=False)), text, "them")

    assert [(one.kind, one.share, one.is_clear) for one in found] == [("danger", 0.9, True), ("crisis", 0.55, False)]


@pytest.mark.parametrize("text", RECEIVED)
def test_a_clear_sign_stays_clear_whoever_wrote_it(text):
    mine, got = signs(text), signs(text, written_by="them")

    assert bool(mine) == bool(got)
    assert any(one.is_clear for one in mine) == any(one.is_clear for one in got)
    assert {one.kind for one in mine if one.kind == "crisis"} == {
        one.kind for one in got if one.is_theirs and one.kind == "crisis"
    }


def test_a_crisis_one_writes_about_is_theirs_and_one_s_own_stays_one_s_own():
    hers, mine = "She says she wants to die.", "Since he left I want to die."

    assert turned((sign("crisis", hers),), hers, "about")[0].is_theirs
    assert not turned((sign("crisis", mine),), mine, "about")[0].is_theirs


@pytest.mark.parametrize(
    ("text", "kind", "theirs"),
    [
        ("I'm coming over now and I'll break your arm.", "danger", False),
        ("I hit you and I am sorry.", "danger", False),
        ("My dad hit me.", "danger", True),
        ("You hit me.", "threat", False),
        ("I took too many pills.", "crisis", True),
    ],
)
def test_what_is_said_outright_in_a_message_is_told_from_its_reader_s_side(text, kind, theirs):
    found = {(sign.kind, sign.is_theirs) for sign in signs(text, written_by="them") if sign.is_clear}

    assert found == {(kind, theirs)}
