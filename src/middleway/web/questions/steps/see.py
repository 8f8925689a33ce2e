"""How the words read, and what the writer says of that."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _

from middleway.reading import WrittenBy
from middleway.reading.labels import WRITERS
from middleway.web.questions.asks import Ask, Step, StepAnswers
from middleway.web.safety.states import Offer


class SeeAnswers(StepAnswers, frozen=True, kw_only=True):
    written_by: Annotated[str, Ask("written_by", "one", "written_by", deeper=True, retold=False)] = ""
    not_so: Annotated[list[str], Ask("not_so", "many", "findings", deeper=True, retold=False)] = []
    disagree: Annotated[str, Ask("disagree", "line", deeper=True)] = ""
    reactions: Annotated[list[str], Ask("reactions", "many", "reactions")] = []

    @property
    def writer(self) -> WrittenBy:
        """Who wrote the moment's words, as its owner says; the owner, if they say nothing."""
        return next((one for one in WRITERS if one == self.written_by), "me")


SEE = Step(
    "see",
    SeeAnswers,
    _("See it"),
    _("How your words read. A guess, and you know better."),
    Offer.MIRROR,
    ("three_spectra_awareness", "three_spectra_belonging", "three_spectra_warmth", "giving_in_is_not_kind"),
    did=_("You looked at how it reads."),
)
