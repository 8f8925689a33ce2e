"""A real question to the other."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _

from middleway.web.questions.asks import Ask, Step, StepAnswers
from middleway.web.safety.states import Offer


class CuriousAnswers(StepAnswers, frozen=True, kw_only=True):
    questions: Annotated[str, Ask("curious", counts=True)] = ""
    hope: Annotated[str, Ask("hope", "line", deeper=True)] = ""


CURIOUS = Step(
    "curious",
    CuriousAnswers,
    _("A real question"),
    _("For the next talk: something you would truly like to know."),
    Offer.CURIOSITY,
    counts_as="asked",
    live="questions",
)
