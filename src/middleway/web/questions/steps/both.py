"""What both need, and who went missing."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _

from middleway.web.questions.asks import Ask, Step, StepAnswers
from middleway.web.safety.states import Offer


class BothAnswers(StepAnswers, frozen=True, kw_only=True):
    missing: Annotated[str, Ask("missing", "one", "missing", deeper=True)] = ""
    gave: Annotated[str, Ask("given_up", "line", deeper=True)] = ""
    alike: Annotated[list[str], Ask("alike", "many", "alike", deeper=True, counts=True)] = []
    guess: Annotated[str, Ask("alike_own", "line", deeper=True, counts=True)] = ""
    move: Annotated[str, Ask("my_move", "line", deeper=True)] = ""
    mine: Annotated[str, Ask("both_needs_me", counts=True)] = ""
    theirs: Annotated[str, Ask("both_needs_them", counts=True)] = ""
    options: Annotated[str, Ask("both_options", deeper=True)] = ""
    one_thing: Annotated[str, Ask("one_thing_for_them", "line", deeper=True)] = ""


BOTH = Step(
    "both",
    BothAnswers,
    _("We both matter"),
    _("Nobody has to go missing. Not them, and not you."),
    Offer.EMPATHY,
    ("why_close_hurts_more", "alarm_is_not_love"),
    counts_as="both",
    did=_("You thought of what each of you needs."),
)
