"""How the words read, from the side of whoever wrote them."""

from django.http import QueryDict

from middleway.vault import Vault
from middleway.web.moments.queries import reading_of
from middleway.web.questions.steps.see import SEE
from middleway.web.questions.steps.turn import TURN
from middleway.web.way.queries import Way
from middleway.web.way.steps.page import StepPage


class SeePage(StepPage):
    def shown(self, way: Way, vault: Vault) -> dict[str, object]:
        aside: dict[str, object] = {"aside": TURN if TURN in way.deeper else None}
        if not way.text.strip() or not way.may_mirror:
            return aside
        page = reading_of(way.text, way.written_by)
        return {**aside, "page": page.without(way.not_so) if page else None}

    def stays(self, way: Way, posted: QueryDict) -> bool:
        """If the answer to "who wrote it?" changed, the reading is shown again first, from that side."""
        return posted.get("told", way.written_by) != way.written_by


PAGE = SeePage(SEE)
