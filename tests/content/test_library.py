"""What pages rely on being there."""

import re

import pytest

from middleway import content
from middleway.content import TIES, NotThere, libraries

ENGLISH = content.library("en")

# The questions and explanations that the way asks for by name.
PROMPTS = [
    "heat",
    "heat_unknown",
    "let_out",
    "body",
    "feeling",
    "fear",
    "need",
    "comfort_pain",
    "comfort_shared",
    "comfort_promise",
    "ownership",
    "missing",
    "alike",
    "both_needs_me",
    "both_needs_them",
    "both_options",
    "say_event",
    "say_feeling",
    "say_meaning",
    "say_request",
    "say_limit",
    "said_before",
    "hope",
    "safe_to_say",
    "when",
    "after_how",
    "after_heard",
    "after_own",
    "after_repair",
    "after_better",
    "well_wisher",
    "pulling_back",
    "one_true_thing",
    "what_soothes_me",
    "in_a_year",
    "one_thing_for_them",
    "curious",
]
EXPLANATIONS = [
    "why_close_hurts_more",
    "alarm_is_not_love",
    "three_spectra_awareness",
    "three_spectra_belonging",
    "three_spectra_warmth",
    "giving_in_is_not_kind",
    "long_view",
    "all_people_hurt",
    "blame_and_shame",
    "backdraft",
    "the_loop",
    "a_request_can_be_answered_no",
    "a_limit",
    "pause_is_not_leaving",
    "what_soothes_differs",
]
TURNING_INWARD = {"touch", "soften", "kindness", "rest"}
NAMES = {"Amina", "Ben", "Dan", "Iris", "Joel", "Kofi", "Lena", "Marta", "Noor", "Olga", "Ravi", "Tom", "Yuki"}


@pytest.mark.parametrize("name", PROMPTS)
def test_each_question_of_the_way_is_there_for_every_tie(name):
    assert all(ENGLISH.prompt(name, tie).question.endswith("?") for tie in ("", *TIES))


@pytest.mark.parametrize("name", EXPLANATIONS)
def test_each_explanation_of_the_way_is_there_for_every_tie(name):
    assert all(ENGLISH.explanation(name, tie).text for tie in ("", *TIES))


def test_why_it_hurts_more_is_told_for_each_close_tie_in_its_own_words():
    told = {ENGLISH.explanation("why_close_hurts_more", tie).text for tie in TIES}

    assert len(told) == len(TIES)


def test_examples_are_visibly_of_somebody_else():
    for name in PROMPTS:
        for tie in TIES:
            assert NAMES & set(re.findall(r"\w+", ENGLISH.prompt(name, tie).example)), (name, tie)


def test_what_turns_to_the_other_is_marked_so_that_pages_can_leave_it_out():
    marked = {each.id for each in ENGLISH.prompts if each.turns_to_them}

    assert marked == {
        "alike",
        "alike_own",
        "my_move",
        "both_needs_them",
        "both_options",
        "well_wisher",
        "one_thing_for_them",
        "curious",
    }
    assert {each.id for each in ENGLISH.practices if each.turns_to_them} == {"both_hands", "wise_friend"}
    assert {each.id for each in ENGLISH.explanations if each.turns_to_them} == {"alarm_is_not_love", "the_loop"}
    assert {each.number for each in ENGLISH.weeks if each.turns_to_them} == {6, 7, 8}


def test_there_is_something_for_every_heat_and_the_hot_come_first():
    found = ENGLISH.practices

    assert len(found) >= 10
    for heat in content.HEATS:
        assert sum(heat in each.heat for each in found) >= 6
    hot = ["hot" in each.heat for each in found]
    assert hot == sorted(hot, reverse=True)


def test_turning_inward_comes_with_a_warning_and_is_not_for_a_hot_moment():
    for each in ENGLISH.practices:
        if each.kind in TURNING_INWARD:
            assert each.warning, each.id
            assert "hot" not in each.heat, each.id


def test_a_breath_out_is_longer_than_the_breath_in():
    breaths = [each for each in ENGLISH.practices if each.kind == "breath"]

    assert breaths
    assert all(each.breath_out > each.breath_in for each in breaths)


def test_the_weeks_are_eight_and_each_names_a_practice():
    assert [each.number for each in ENGLISH.weeks] == list(range(1, 9))
    assert all(ENGLISH.practice(each.practice).id == each.practice for each in ENGLISH.weeks)
    unsafe = [w.number for w in ENGLISH.weeks if ENGLISH.practice(w.practice).turns_to_them and not w.turns_to_them]
    assert unsafe == []


def test_feelings_and_needs_are_many_and_have_an_id_of_their_own():
    feelings = ENGLISH.feelings

    assert len({each.id for each in feelings}) == len(feelings) >= 55
    assert {"hurt", "afraid", "angry", "ashamed", "lonely", "sad", "numb", "tender"} <= {e.family for e in feelings}
    assert len(ENGLISH.needs) >= 30
    assert [each.id for each in ENGLISH.reactions] == ["fight", "flight", "freeze", "fawn"]


def test_two_entries_with_one_id_are_refused():
    twice = ENGLISH.needs[:1] * 2

    with pytest.raises(content.ContentError, match=r"needs\.toml, safety: is there twice"):
        libraries._distinct("needs.toml", twice)


def test_what_fits_one_tie_is_shown_for_that_tie_only():
    assert "someone_else" in {each.id for each in ENGLISH.fears("partner")}
    assert "someone_else" not in {each.id for each in ENGLISH.fears("parent")} | {e.id for e in ENGLISH.fears()}
    assert "still_needed" in {each.id for each in ENGLISH.alike("parent")}
    for tie in TIES:
        assert len(ENGLISH.fears(tie)) >= 13
        assert len(ENGLISH.alike(tie)) >= 15
        assert {each.id for each in ENGLISH.alike()} <= {each.id for each in ENGLISH.alike(tie)}


def test_a_guess_says_that_it_is_one_and_comes_with_a_question():
    for each in {guess for tie in TIES for guess in ENGLISH.alike(tie)}:
        assert re.search(r"\bmay\b", each.guess), each.id
        assert each.question.endswith("?"), each.id


@pytest.mark.parametrize(
    "ask",
    [
        lambda: ENGLISH.practice("no_such"),
        lambda: ENGLISH.prompt("no_such"),
        lambda: ENGLISH.prompt("need", "boss"),
        lambda: ENGLISH.explanation("no_such"),
        lambda: ENGLISH.explanation("a_limit", "boss"),
        lambda: ENGLISH.fears("boss"),
        lambda: ENGLISH.alike("boss"),
    ],
)
def test_what_is_not_there_is_refused_by_name(ask):
    with pytest.raises(NotThere, match=r"no_such|boss"):
        ask()


def test_files_are_read_once():
    assert content.library("en") is ENGLISH
