"""What is to be said, in parts and as a whole."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _

from middleway.web.questions.asks import Ask, Step, StepAnswers
from middleway.web.safety.states import Offer


class SayAnswers(StepAnswers, frozen=True, kw_only=True):
    event: Annotated[str, Ask("say_event", "line", deeper=True)] = ""
    feeling: Annotated[str, Ask("say_feeling", "line", deeper=True)] = ""
    meaning: Annotated[str, Ask("say_meaning", "line", deeper=True)] = ""
    request: Annotated[str, Ask("say_request", "line", deeper=True, counts=True)] = ""
    limit: Annotated[str, Ask("say_limit", "line", deeper=True, counts=True)] = ""
    before: Annotated[bool, Ask("said_before", "yes", deeper=True)] = False
    draft: Annotated[str, Ask("say_draft", retold=False, counts=True)] = ""


SAY = Step(
    "say",
    SayAnswers,
    _("Say it"),
    _("What happened, what you felt, one thing you ask for. Your own words."),
    Offer.DRAFT,
    ("blame_and_shame", "a_request_can_be_answered_no", "a_limit"),
    counts_as="said",
    live="draft",
    did=_("You found words for it."),
)
