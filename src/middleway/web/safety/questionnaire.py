"""The private questions about fear and freedom: our own plain words, not a validated test (see docs/abusability.md)."""

from dataclasses import dataclass
from typing import Final, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from middleway.web.safety.states import Reason, Standing, State

CheckAnswer = Literal["yes", "sometimes", "no", ""]
ANSWERS: Final = (
    ("yes", _("Yes")),
    ("sometimes", _("Sometimes, or once")),
    ("no", _("No")),
    ("", _("I leave this out")),
)


@dataclass(frozen=True, slots=True)
class Question:
    """`weighs`: what a "yes" or a "sometimes" means.

    `alone`: one makes unsafe. `fear`: a "yes" makes unsafe, a "sometimes" careful. `freedom`: one makes careful, two
    make unsafe, and so does one beside a "sometimes" in `fear`. `turned`: one makes unsafe, since the writer may hurt
    or threaten somebody.
    """

    name: str
    words: Promise
    weighs: Literal["alone", "fear", "freedom", "turned"]


QUESTIONS: Final = (
    Question("afraid", _("Are you afraid of them, or of what they may do?"), "fear"),
    Question(
        "hurt",
        _("Have they hurt you, thrown or broken things near you, or stood in your way so that you could not leave?"),
        "alone",
    ),
    Question(
        "threat",
        _("Have they said they would hurt you, themselves, a child or an animal if you do not do as they want?"),
        "alone",
    ),
    Question("body", _("Have they made you do something with your body that you did not want?"), "alone"),
    Question("means", _("Do you have to ask them before you use money, your phone or your papers?"), "freedom"),
    Question("others", _("Do you pay for it later when you see or call people you like?"), "freedom"),
    Question(
        "watched",
        _("Do they check where you are, what you write or whom you talk to, in a way you cannot refuse?"),
        "freedom",
    ),
    Question("refuse", _("Does something bad come when you say no to them?"), "freedom"),
    Question("turned", _("Is somebody afraid of you, or have you hurt or threatened them?"), "turned"),
)


def added(before: dict[str, str], now: dict[str, str]) -> dict[str, str]:
    """Return the stronger of each two answers. Boxes open empty, so an empty one or a "no" takes nothing back."""
    weight = {"yes": 2, "sometimes": 1}
    names = {*before, *now}
    return {name: max(before.get(name, ""), now.get(name, ""), key=lambda one: weight.get(one, 0)) for name in names}


def result(answers: dict[str, str]) -> Standing:
    """Return the standing that the answers make. They never calm: a missing answer or a "no" makes nothing safe."""
    given = {question: answers.get(question.name, "") for question in QUESTIONS}
    found = Standing()
    if any(answer in ("yes", "sometimes") for question, answer in given.items() if question.weighs == "turned"):
        found = found.and_also(State.UNSAFE, Reason.THREAT)
    alone = any(answer in ("yes", "sometimes") for question, answer in given.items() if question.weighs == "alone")
    afraid = next(answer for question, answer in given.items() if question.weighs == "fear")
    unfree = [
        answer for question, answer in given.items() if question.weighs == "freedom" and answer in ("yes", "sometimes")
    ]
    if alone or afraid == "yes" or len(unfree) > 1 or (unfree and afraid == "sometimes"):
        return found.and_also(State.UNSAFE, Reason.CHECK)
    return found.and_also(State.CAREFUL if unfree or afraid == "sometimes" else State.ORDINARY, Reason.CHECK)
