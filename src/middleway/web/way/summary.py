"""A moment on one page, to read again, print or copy: every answered question, with the answer in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext

from middleway.web.library import library
from middleway.web.questions import steps
from middleway.web.questions.asks import Answer, Ask, Step
from middleway.web.questions.choices import chosen
from middleway.web.questions.steps.out import OUT
from middleway.web.way.queries import Way

_IN_SIGHT, _WORDS = 2, 8  # lines of what was answered before, and words of each


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
    every = [step for step in steps.STEPS.values() if step is not OUT]
    found = [StepSummary(step, list(_answers(way, step)), way.may(step)) for step in every]
    return [one for one in found if one.answers]


@dataclass(frozen=True, slots=True)
class Before:
    """A step with its first answer, as short as a line."""

    step: Step
    answer: str


def before(way: Way, step: Step) -> list[Before]:
    """Return what was answered at the steps of the way before this one, the last two; nothing for a step beside the way."""
    earlier = way.steps[: way.steps.index(step)] if step in way.steps else ()
    own = [one for one in earlier if way.may(one) and (one is not OUT or way.written_by == "me")]
    found = [Before(one, answer) for one in own if (answer := _in_a_line(way, one))]
    return found[-_IN_SIGHT:]


def _in_a_line(way: Way, step: Step) -> str:
    given = way.kept(step)
    for ask in step.asks:
        answer = ask.of(given)
        if ask.deeper or ask.kind == "yes" or not answer or not _may(way, ask):
            continue
        words, chosen = _in_words(ask, answer, way.tie)
        return Truncator(words or str(chosen[0]) if words or chosen else "").words(_WORDS, truncate=" …")
    return ""


def _may(way: Way, ask: Ask) -> bool:
    return ask.offer is None or way.standing.may(ask.offer)


def _answers(way: Way, step: Step) -> Iterator[Answered]:
    given = way.answers.at(step.id)
    for ask in (ask for ask in step.asks if ask.retold):
        answer = ask.of(given)
        if not answer:
            continue
        if way.may(step) and _may(way, ask):
            words, chosen = _in_words(ask, answer, way.tie)
            yield Answered(library().prompt(ask.prompt, way.tie).question, words, chosen)
        elif ask.is_words:
            yield Answered(gettext("Your words"), str(answer), [])


def _in_words(ask: Ask, answer: Answer, tie: str) -> tuple[str, list[str | Promise]]:
    if ask.kind == "yes":
        return gettext("Yes"), []
    if not ask.choices:
        return str(answer), []
    return "", chosen(ask.choices, answer if isinstance(answer, list) else [str(answer)], tie)
