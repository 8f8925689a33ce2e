"""A pause is a promise to be back, which every page reminds of."""

from django.http import QueryDict
from msgspec.structs import replace

from middleway.vault import Vault
from middleway.web.questions.asks import StepAnswers
from middleway.web.questions.steps.pause import PAUSE
from middleway.web.way import returns
from middleway.web.way.queries import Way
from middleway.web.way.steps.page import Saving, StepPage


class PausePage(StepPage):
    def kept(self, way: Way) -> StepAnswers:
        """Return the answers, without a time that is over."""
        return way.answers.pause if way.promise else replace(way.answers.pause, until="")

    def shown(self, way: Way, vault: Vault) -> dict[str, object]:
        return {"promise": way.promise}

    def after_saving(self, saving: Saving) -> None:
        """Promise anew if a time is named and differs from the one before, or if no promise stands any more."""
        until, moment, batch = saving.now.way.pause.until, saving.moment.pk, saving.batch
        if not until:
            returns.take_back(batch, moment)
        elif until != saving.before.way.pause.until or returns.promise_of(moment, batch.vault) is None:
            returns.keep_promise(batch, until=returns.next_time(until), moment=moment)

    def stays(self, way: Way, posted: QueryDict) -> bool:
        """The page shows the promise."""
        return True


PAGE = PausePage(PAUSE)
