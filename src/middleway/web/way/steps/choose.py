"""That it is not safe to say something to them counts for all moments with that person, until it is taken back."""

from typing import Final
from uuid import UUID

from django.http import QueryDict

from middleway.web.moments.content import MomentContent
from middleway.web.questions.steps.choose import CHOOSE
from middleway.web.records.writing import Batch
from middleway.web.safety import actions as safety
from middleway.web.safety import ledger
from middleway.web.way import returns
from middleway.web.way.queries import Way
from middleway.web.way.returns import WhenSaid
from middleway.web.way.steps.page import Saving, StepPage

_AS_NAMED: Final[dict[str, WhenSaid]] = {"now": "now", "later": "days", "not": "not"}


class ChoosePage(StepPage):
    def after_saving(self, saving: Saving) -> None:
        self._note_when(saving)
        now, before, person = saving.now.way.choose.safe, saving.before.way.choose.safe, saving.now.person
        if now == "no" and before != "no":
            safety.note(saving.batch, person, ledger.UNSAFE, str(saving.moment.pk))
        elif before == "no" and now != "no":
            safety.unsay(saving.batch, person, str(saving.moment.pk))

    def _note_when(self, saving: Saving) -> None:
        """Let how it went be asked after the time that was named here."""
        when = saving.now.way.choose.when
        if when != saving.before.way.choose.when:
            at = returns.time_to_ask(_AS_NAMED[when]) if when in _AS_NAMED else None
            returns.ask_later(saving.batch, saving.moment.pk, at)

    def ends_with(self, way: Way) -> str:
        return "way:sentence" if way.sentence else ""

    def stays(self, way: Way, posted: QueryDict) -> bool:
        """The page shows why leaving it unsaid is wise."""
        return way.said_unsafe and way.may(self.step)


def go_along(batch: Batch, moment: UUID, before: MomentContent, person: str) -> None:
    """Let what was said of safety count for whom the moment is about now, too.

    It stays with whom it was about before until it is taken back on their own page: to name somebody else takes two
    taps.
    """
    if before.way.choose.safe == "no" and before.person != person:
        safety.note(batch, person, ledger.UNSAFE, str(moment))


PAGE = ChoosePage(CHOOSE)
