"""From the other to oneself: body, feelings, fears, needs."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _

from middleway.web.questions.asks import Ask, Step, StepAnswers
from middleway.web.safety.states import Offer


class TurnAnswers(StepAnswers, frozen=True, kw_only=True):
    body: Annotated[str, Ask("body", "line", deeper=True, counts=True)] = ""
    feelings: Annotated[list[str], Ask("feeling", "many", "feelings", counts=True)] = []
    feeling: Annotated[str, Ask("feeling_own", "line", counts=True)] = ""
    fears: Annotated[list[str], Ask("fear", "many", "fears", deeper=True, counts=True)] = []
    fear: Annotated[str, Ask("fear_own", "line", deeper=True, counts=True)] = ""
    needs: Annotated[list[str], Ask("need", "many", "needs", deeper=True, counts=True)] = []
    need: Annotated[str, Ask("need_own", "line", deeper=True, counts=True)] = ""
    back: Annotated[str, Ask("pulling_back", "line", deeper=True, offer=Offer.EMPATHY)] = ""


TURN = Step(
    "turn",
    TurnAnswers,
    _("From them to me"),
    _("Enough about them for a moment. What happened in you?"),
    Offer.COACHING,
    counts_as="turned",
    did=_("You turned from them to yourself."),
)
