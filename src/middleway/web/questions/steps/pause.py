"""A break that both can trust: when to be back, and a line to say."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _

from middleway.web.questions.asks import Ask, Step, StepAnswers
from middleway.web.safety.states import Offer


class PauseAnswers(StepAnswers, frozen=True, kw_only=True):
    until: Annotated[str, Ask("pause_until", "time", offer=Offer.MIRROR, counts=True)] = ""
    line: Annotated[str, Ask("pause_line", "line", offer=Offer.DRAFT, counts=True)] = ""


PAUSE = Step(
    "pause",
    PauseAnswers,
    _("Pause, and come back"),
    _("A promise to come back makes a pause safe for both."),
    explanations=("pause_is_not_leaving",),
    counts_as="paused",
)
