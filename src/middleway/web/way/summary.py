"""A moment on one page, to read again, print or copy: every answered question, with the answer in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext

from middleway.web.library import library
from middleway.web.questions import steps
from middleway.web.questions.choices import choices
from middleway.web.questions.steps import Ask, Step
from middleway.web.way.queries import Way

_NOT_WORDS = {"not_so", "card", "written_by"}  # ticks about the page, which say nothing by themselves


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with its answer: `words` as the person typed them, or what was `chosen` from a list."""

    question: str
    words: str
    chosen: list[str | Promise]


@dataclass(frozen=True, slots=True)
class StepSummary:
    """One step. `may`: it is still offered; if not, only the person's own words are shown, and none of ours."""

    step: Step
    answers: list[Answered]
    may: bool


def told(way: Way) -> list[StepSummary]:
    """Return every step that has an answer, in the order of the way."""
    every = [step for step in steps.STEPS.values() if step is not steps.OUT]
    found = [StepSummary(step, list(_answers(way, step)), way.may(step)) for step in every]
    return [one for one in found if one.answers]


def _answers(way: Way, step: Step) -> Iterator[Answered]:
    given = way.answers.get(step.id, {})
    for ask in step.asks:
        answer = given.get(ask.name)
        if not answer or ask.name in _NOT_WORDS:
            continue
        if way.may(step) and (ask.offer is None or way.standing.may(ask.offer)):
            words, chosen = _in_words(ask, answer, way.tie)
            yield Answered(library().prompt(ask.prompt, way.tie).question, words, chosen)
        elif ask.kind in {"words", "line"}:
            yield Answered(gettext("Your words"), str(answer), [])


def _in_words(ask: Ask, answer: Any, tie: str) -> tuple[str, list[str | Promise]]:
    if ask.kind == "yes":
        return gettext("Yes"), []
    if ask.kind not in {"one", "many"}:
        return str(answer), []
    names = dict(choices(ask.choices, tie))
    values = [answer] if isinstance(answer, str) else answer
    return "", [names[value] for value in values if value in names]
