"""Whether it is said now, later or not, and whether that is safe."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _

from middleway.web.questions.asks import Ask, Step, StepAnswers
from middleway.web.safety.states import Offer


class ChooseAnswers(StepAnswers, frozen=True, kw_only=True):
    hope: Annotated[str, Ask("hope", "line", deeper=True)] = ""
    true: Annotated[str, Ask("one_true_thing", "line", deeper=True)] = ""
    year: Annotated[str, Ask("in_a_year", "line", deeper=True)] = ""
    safe: Annotated[str, Ask("safe_to_say", "one", "safe")] = ""
    when: Annotated[str, Ask("when", "one", "when")] = ""


CHOOSE = Step(
    "choose",
    ChooseAnswers,
    _("Now, later, or not"),
    _("All three are good."),
    Offer.DRAFT,
    ("long_view",),
    closes_itself=True,
)
