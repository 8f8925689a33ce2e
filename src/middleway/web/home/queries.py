"""What stands on the first page inside: a promise, where one stopped, kind words after heat, and what is not finished."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from middleway.vault import NotOpened, Vault
from middleway.web.comfort.queries import ShownCard, newest
from middleway.web.moments.models import Moment
from middleway.web.moments.queries import Unfinished, first_line, is_as_left, unfinished
from middleway.web.questions.asks import Step
from middleway.web.questions.steps.after import AFTER
from middleway.web.questions.steps.good import GOOD
from middleway.web.records.owned import of
from middleway.web.safety import gate
from middleway.web.way import returns
from middleway.web.way.good import Good, newest_good
from middleway.web.way.queries import Way, latest, way_of

PartOfDay = Literal["night", "morning", "afternoon", "evening"]


@dataclass(frozen=True, slots=True)
class Home:
    """`way`: of the moment of this evening, if there is one; `next_step`: of a way that was begun.

    `asked`: of the moment of which it is time to ask how it went; `card`: kind words, if it was hot; `good`: the newest thing that went well; `is_new`: nothing was ever kept; `differs`: rows are not as their owner left them.
    """

    promise: returns.Promise | None
    way: Way | None
    first_line: str
    next_step: Step | None
    asked: Way | None
    card: ShownCard | None
    good: Good | None
    unfinished: Unfinished
    is_new: bool
    differs: bool


def home_of(vault: Vault) -> Home:
    moment = latest(vault)
    way = way_of(vault, moment) if moment else None
    if way and way.is_done(GOOD) and not way.heats and way.standing.is_ordinary:
        way = None  # it is shown as what was good, and there is nothing to go on with
    return Home(
        promise=returns.shown(vault),
        way=way,
        first_line=first_line(way.text) if way else "",
        next_step=way.next_open if way and way.is_begun else None,
        asked=_asked(vault),
        card=newest(vault) if way and way.was_hot else None,
        good=newest_good(vault),
        unfinished=unfinished(vault),
        is_new=moment is None and not of(vault, Moment).exists(),
        differs=not is_as_left(vault),
    )


def _asked(vault: Vault) -> Way | None:
    """Return the first moment of which it is time to ask how it went, and may be asked; none where it is not safe."""
    due = returns.to_ask(vault)
    if not due or not gate.standing(vault, gate.EVERYBODY).may(gate.Offer.MIRROR):
        return None
    for moment in due:
        with suppress(NotOpened):
            way = way_of(vault, moment)
            if way.sentence and way.may(AFTER) and not way.sample:
                return way
    return None


def part_of_day(hour: int) -> PartOfDay:
    """Return what people call this time of day; `hour`: 0 to 23."""
    return "night" if hour < 5 else "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"
