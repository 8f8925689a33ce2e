"""A moment on one page, to read again, to print or to copy: every question that was answered, with the answer in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext

from middleway import content
from middleway.web.way import steps
from middleway.web.way.choices import choices
from middleway.web.way.queries import Way
from middleway.web.way.steps import Ask, Step

_LEANING = {"alike"}  # words of ours about what may have been alive in the other
_NOT_WORDS = {"not_so", "card"}  # what was ticked about a page, and says nothing by itself


@dataclass(frozen=True, slots=True)
class Answered:
    """One question and what was answered. `words`: as the person typed them; `chosen`: of a list."""

    question: str
    words: str
    chosen: list[str | Promise]


@dataclass(frozen=True, slots=True)
class Told:
    step: Step
    answers: list[Answered]


def told(way: Way) -> list[Told]:
    """Return every step with an answer, in the order of the way."""
    found = [Told(step, list(_answers(way, step))) for step in steps.STEPS.values() if step is not steps.OUT]
    return [one for one in found if one.answers]


def _answers(way: Way, step: Step) -> Iterator[Answered]:
    given = way.answers.get(step.id, {})
    for ask in step.asks:
        answer = given.get(ask.name)
        if answer and ask.name not in _NOT_WORDS and (way.may_lean or ask.prompt not in _LEANING):
            words, chosen = _in_words(ask, answer, way.tie)
            yield Answered(gettext(content.prompt(ask.prompt, way.tie).question), words, chosen)


def _in_words(ask: Ask, answer: Any, tie: str) -> tuple[str, list[str | Promise]]:
    if ask.kind == "yes":
        return gettext("Yes"), []
    if ask.kind not in {"one", "many"}:
        return str(answer), []
    names = dict(choices(ask.choices, tie))
    values = [answer] if isinstance(answer, str) else answer
    return "", [names[value] for value in values if value in names]
