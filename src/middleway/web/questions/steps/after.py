"""How it went, whether it was said or not."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _

from middleway.web.questions.asks import Ask, Step, StepAnswers
from middleway.web.safety.states import Offer


class AfterAnswers(StepAnswers, frozen=True, kw_only=True):
    how: Annotated[str, Ask("after_how")] = ""
    heard: Annotated[str, Ask("after_heard", "one", "heard")] = ""
    mended: Annotated[str, Ask("after_mended", "one", "mended")] = ""
    own: Annotated[str, Ask("after_own", deeper=True)] = ""
    repair: Annotated[str, Ask("after_repair", deeper=True)] = ""
    better: Annotated[str, Ask("after_better", deeper=True)] = ""
    unchanged: Annotated[bool, Ask("after_unchanged", "yes", deeper=True)] = False


AFTER = Step(
    "after",
    AfterAnswers,
    _("Afterwards"),
    _("When it has been said, or not. Come back any time."),
    Offer.TOGETHER,
    ("what_soothes_differs",),
)
