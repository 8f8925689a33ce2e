"""Is it getting safer? Shows both directions side by side, with their evidence; never one number or a prediction."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from middleway.loops.trends import Trend

# A tie is safer for somebody who is less afraid, speaks up, is heard, sees repair, heats up less, calms down sooner.
SIGNS: Final = ("fear", "voice", "heard", "repair", "heat_before", "minutes_back")


@dataclass(frozen=True, slots=True)
class Safety:
    """The trends of SIGNS: toward safety, away from it, without a clear direction, and with too few days.

    `unchanged`: how often the writer said that they did their part and it did not change.
    """

    toward: tuple[Trend, ...]
    away: tuple[Trend, ...]
    unclear: tuple[Trend, ...]
    few: tuple[Trend, ...]
    unchanged: int


def safety(trends: Sequence[Trend], unchanged: int) -> Safety:
    """Sort the trends of SIGNS by their direction."""
    found = sorted(trends, key=lambda one: SIGNS.index(one.field))
    told = [one for one in found if one.direction != "few"]
    return Safety(
        toward=tuple(one for one in told if one.safer is True),
        away=tuple(one for one in told if one.safer is False),
        unclear=tuple(one for one in told if one.safer is None),
        few=tuple(one for one in found if one.direction == "few"),
        unchanged=unchanged,
    )
