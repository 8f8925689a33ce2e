"""The view of somebody who wishes both well."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _

from middleway.web.questions.asks import Ask, Step, StepAnswers
from middleway.web.safety.states import Offer


class WellAnswers(StepAnswers, frozen=True, kw_only=True):
    view: Annotated[str, Ask("well_wisher")] = ""


WELL = Step(
    "well",
    WellAnswers,
    _("From outside"),
    _("As somebody would see it who wishes you both well. About seven minutes."),
    Offer.EMPATHY,
)
