"""How it went was told, and is not asked any more."""

from middleway.web.questions.steps.after import AFTER
from middleway.web.way import returns
from middleway.web.way.steps.page import Saving, StepPage


class AfterPage(StepPage):
    def after_saving(self, saving: Saving) -> None:
        told = saving.now.way.after
        # "I did not say it" alone does not tell how it went.
        if any(ask.of(told) for ask in AFTER.asks if not (ask.name == "heard" and told.heard == "not_said")):
            returns.ask_later(saving.batch, saving.moment.pk, None)


PAGE = AfterPage(AFTER)
