"""The private questions about fear and freedom: our own plain words, no validated test (docs/abusability.md says why)."""

from dataclasses import dataclass
from typing import Final, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from middleway.web.care.states import Reason, Standing, State

Answer = Literal["yes", "sometimes", "no", ""]
ANSWERS: Final = (
    ("yes", _("Yes")),
    ("sometimes", _("Sometimes, or once")),
    ("no", _("No")),
    ("", _("I leave this out")),
)


@dataclass(frozen=True, slots=True)
class Question:
    """`weighs`: `alone` when one yes is enough; `fear` when a yes is enough and a sometimes makes careful; `freedom` when two count."""

    name: str
    words: Promise
    weighs: Literal["alone", "fear", "freedom", "turned"]


QUESTIONS: Final = (
    Question("afraid", _("Are you afraid of them, or of what they may do?"), "fear"),
    Question("hurt", _("Have they hurt you, thrown or broken things near you, or stood in your way so that you could not leave?"), "alone"),
    Question("threat", _("Have they said they would hurt you, themselves, a child or an animal if you do not do as they want?"), "alone"),
    Question("body", _("Have they made you do something with your body that you did not want?"), "alone"),
    Question("means", _("Do you have to ask them before you use money, your phone or your papers?"), "freedom"),
    Question("others", _("Do you pay for it later when you see or call people you like?"), "freedom"),
    Question("watched", _("Do they check where you are, what you write or whom you talk to, in a way you cannot refuse?"), "freedom"),
    Question("refuse", _("Does something bad come when you say no to them?"), "freedom"),
    Question("turned", _("Is somebody afraid of you, or have you hurt or threatened them?"), "turned"),
)  # fmt: skip


def added(before: dict[str, str], now: dict[str, str]) -> dict[str, str]:
    """Return the answers together: the stronger one counts. Boxes open empty, so an empty one takes nothing back, and neither does a "no"."""
    weight = {"yes": 2, "sometimes": 1}
    names = {*before, *now}
    return {name: max(before.get(name, ""), now.get(name, ""), key=lambda one: weight.get(one, 0)) for name in names}


def result(answers: dict[str, str]) -> Standing:
    """Return what the answers make. They never make it safe: no answer, and no "no", calms anything."""
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
