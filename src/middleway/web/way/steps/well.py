"""The view from outside is offered again after a while."""

from middleway.web.questions.steps.well import WELL
from middleway.web.way import returns
from middleway.web.way.steps.page import Saving, StepPage


class WellPage(StepPage):
    def after_saving(self, saving: Saving) -> None:
        if saving.now.way.well.view.strip():
            returns.note_view(saving.batch)


PAGE = WellPage(WELL)
