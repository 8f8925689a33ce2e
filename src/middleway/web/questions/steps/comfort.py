"""Kind words to oneself, and whether they become a card."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _

from middleway.web.questions.asks import Ask, Step, StepAnswers
from middleway.web.safety.states import Offer


class ComfortAnswers(StepAnswers, frozen=True, kw_only=True):
    pain: Annotated[str, Ask("comfort_pain", counts=True)] = ""
    shared: Annotated[str, Ask("comfort_shared", deeper=True, counts=True)] = ""
    promise: Annotated[str, Ask("comfort_promise", deeper=True, counts=True)] = ""
    card: Annotated[bool, Ask("comfort_card", "yes", retold=False)] = False
    own: Annotated[str, Ask("ownership", deeper=True, offer=Offer.MIRROR)] = ""

    @property
    def for_a_card(self) -> str:
        """The text for a card of comfort; "" if nothing was written for one."""
        return "\n\n".join(text for text in (self.pain, self.shared, self.promise) if text.strip())


COMFORT = Step(
    "comfort",
    ComfortAnswers,
    _("Something kind for you"),
    _("Before any word to them: the words you would long to hear."),
    explanations=("backdraft", "all_people_hurt"),
    counts_as="comforted",
    did=_("You were kind to yourself."),
)
