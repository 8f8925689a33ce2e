"""A question is one field with its words beside it; a step, or a page of notes, is its questions and its name."""

from typing import Annotated

import pytest

from middleway.web.questions.asks import Ask, Step, StepAnswers
from middleway.web.questions.forms import StepForm
from middleway.web.records import schema


class WalkAnswers(StepAnswers, frozen=True, kw_only=True):
    """What a step asks that is not there yet, with words that `middleway.content` has for others."""

    where: Annotated[str, Ask("hope", "line", counts=True)] = ""
    missing: Annotated[str, Ask("missing", "one", "missing")] = ""


WALK = Step("walk", WalkAnswers, "A walk", "Outside, with somebody.", counts_as="walked")


@pytest.fixture
def returned():
    return StepForm(WALK, "partner", {"words-where": "To the river.", "missing": "them", "page": "p"})


def test_a_new_step_asks_what_its_answers_name_and_nothing_else():
    form = StepForm(WALK, "partner")

    assert [box.name for box in form.visible_fields()] == ["where", "missing"]
    assert form["where"].label == "What do you hope for by saying this?"


def test_what_a_new_step_is_answered_can_be_kept(returned):
    assert returned.is_valid()
    assert WalkAnswers(**returned.answers()) == WalkAnswers(where="To the river.", missing="them", page="p")


def test_of_a_new_step_only_words_are_read_for_danger(returned):
    assert returned.is_valid()
    assert schema.words(WalkAnswers, WalkAnswers(**returned.answers())) == ["To the river."]


def test_a_step_was_done_when_a_question_that_counts_was_answered():
    assert WALK.was_done(WalkAnswers(where="To the river."))
    assert not WALK.was_done(WalkAnswers(missing="them"))
