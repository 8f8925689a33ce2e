"""How it went round between the two."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _

from middleway.web.questions.asks import Ask, Step, StepAnswers
from middleway.web.safety.states import Offer


class RoundAnswers(StepAnswers, frozen=True, kw_only=True):
    trigger: Annotated[list[str], Ask("round_trigger", "many", "triggers")] = []
    me: Annotated[list[str], Ask("round_me", "many", "my_moves")] = []
    they: Annotated[list[str], Ask("round_they", "many", "their_moves")] = []
    their_word: Annotated[bool, Ask("round_their_word", "yes", deeper=True)] = False
    cost: Annotated[list[str], Ask("round_cost", "many", "costs", deeper=True)] = []


ROUND = Step(
    "round",
    RoundAnswers,
    _("How it went round"),
    _("What set it off, what they did, what it cost. Over time it shows what keeps happening."),
    Offer.LOOP,
    ("the_loop",),
    did=_("You saw how it went round."),
)
