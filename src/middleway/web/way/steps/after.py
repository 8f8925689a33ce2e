"""How it went was told, and is not asked any more."""

from middleway.web.questions.steps.after import AFTER
from middleway.web.way import returns
from middleway.web.way.steps.page import Saving, StepPage


class AfterPage(StepPage):
    def after_saving(self, saving: Saving) -> None:
        if any(ask.of(saving.now.way.after) for ask in AFTER.asks):
            returns.ask_later(saving.batch, saving.moment.pk, None)


PAGE = AfterPage(AFTER)
