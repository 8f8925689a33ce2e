"""Raw words, for nobody else."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _

from middleway.web.questions.asks import Ask, Step, StepAnswers


class OutAnswers(StepAnswers, frozen=True, kw_only=True):
    """The words themselves are the moment's `text`, and are not kept here."""

    text: Annotated[str, Ask("let_out")] = ""


OUT = Step(
    "out",
    OutAnswers,
    _("Let it out"),
    _("Raw words. Nobody else sees them, and nothing is sent."),
    did=_("You let it out."),
)
