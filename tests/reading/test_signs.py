"""Signs of danger: what people can rely on, whatever the words."""

import pytest

from middleway.reading import NotText, signs
from middleway.reading.direction import direction
from middleway.reading.outright import said
from middleway.reading.signs import LEAST
from tests.support.texts import DANGER

CALM = "We talked about the garden and had tea. "
ODD = [
    "",
    " ",
    "?!",
    "\n\n\n",
    "a",
    "😀" * 50,
    "\ud800",
    "ok",
    "\u202e\u200f abc",
    "x" * 5_000,
    "a b " * 3_000,
    "。" * 100,
]


def test_plain_danger_is_a_clear_sign_with_the_words_that_carry_it():
    found = signs(DANGER)

    assert found[0].is_clear
    assert found[0].kind in {"danger", "threat"}
    shown = " ".join(DANGER[span.start : span.end] for span in found[0].evidence)
    assert "kill me" in shown or "choked me" in shown


@pytest.mark.parametrize("before", [0, 3, 50, 1_500])
def test_it_is_seen_anywhere_in_a_text_of_any_length(before):
    text = CALM * before + DANGER + " " + CALM * 20

    found = [sign for sign in signs(text) if sign.is_clear]

    assert found
    assert all(text[span.start : span.end] in DANGER for sign in found[:1] for span in sign.evidence)


def test_an_ordinary_text_has_none_and_another_language_is_not_guessed_at():
    assert not any(sign.is_clear for sign in signs(CALM * 10))
    assert signs("Er hat gesagt, dass er mich umbringt, wenn ich gehe.") == ()


@pytest.mark.parametrize("text", [*ODD, DANGER, CALM])
def test_every_text_has_an_answer_and_the_same_one_each_time(text):
    found = signs(text)

    assert found == signs(text)
    assert list(found) == sorted(found, key=lambda sign: (not sign.is_clear, -sign.share))
    assert len({sign.kind for sign in found}) == len(found)
    for sign in found:
        assert LEAST <= sign.share <= 1
        assert all(0 <= span.start < span.end <= len(text) for span in sign.evidence)


def test_what_is_no_text_is_refused():
    with pytest.raises(NotText):
        signs(b"bytes")


def test_a_sign_holds_no_words():
    assert "kill" not in repr(signs(DANGER))


@pytest.mark.parametrize(
    ("danger", "threat"),
    [
        ("He hits me and I am afraid of him.", "I hit him and he is afraid of me."),
        ("My husband grabbed my arm and I could not leave.", "I grabbed her arm so she could not leave."),
        ("Since he threw the plate at me I am scared of him.", "He is afraid of me since I threw the plate at him."),
        ("My mother beats me and I hide.", "I knocked her down and kept kicking her."),
    ],
)
def test_who_is_hurt_is_never_mixed_up_where_the_words_say_it_outright(danger, threat):
    assert {sign.kind for sign in signs(danger)} == {"danger"}
    assert {sign.kind for sign in signs(threat)} == {"threat"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("She slapped me.", "danger"),
        ("I slapped her", "threat"),
        ("my father's friend came at me", "danger"),
        ("I\u2019m terrified of my ex", "danger"),
        ("I flinch when he stands up", "danger"),
        ("she flinched when I stood up", "threat"),
        ("he hit me and I hit him", None),
        ("I told him to stop and he pushed me", "danger"),
        ("She told me to stop and I pushed her", "threat"),
        ("I am scared when my father shouts", "danger"),
        ("I am afraid of losing him", None),
        ("I am afraid of him leaving", None),
        ("the holder of the key", None),
        ("", None),
    ],
)
def test_who_does_what_to_whom_is_told_by_plain_grammar_alone(text, told):
    assert direction(text) == told


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("My husband strangled me on Saturday.", "danger"),
        ("he raped me. he's my husband so I don't know if I can say that word", "danger"),
        (
            "We had a lovely day at the sea. Then he kicked me. Then we ate ice cream and watched the boats come in.",
            "danger",
        ),
        ("My sister threw boiling water at me.", "danger"),
        ("My wife pointed the gun at me.", "danger"),
        ("My boyfriend made me have sex", "danger"),
        ("I strangled my husband on Saturday.", "threat"),
        ("I bashed my girlfriend's head against the sink.", "threat"),
        ("I've punched my brother's face", "threat"),
    ],
)
def test_what_is_said_outright_is_clear_whatever_the_network_sees(text, kind):
    assert (kind, True) in {(sign.kind, sign.is_clear) for sign in signs(text)}
    assert all(sign.evidence for sign in signs(text))


@pytest.mark.parametrize(
    "text",
    [
        "He beat me at chess.",
        "I could strangle him for leaving wet towels on my side of the bed.",
        "She beat me to the door.",
        "If I hit him he laughs.",
        "She threw a snowball at me.",
        "I threw a party.",
        "He hit the brakes and held my hand.",
        "He broke my heart.",
    ],
)
def test_what_only_sounds_so_is_not_said_outright(text):
    assert not any(one.is_clear for one in said(text).statements)
