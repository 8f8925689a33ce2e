"""Is it getting safer? Both directions, side by side, each with its evidence; never one number, and never a prediction."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from middleway.loops.trends import Trend

# What tells whether a tie is safe for somebody: to be less afraid, to speak, to be heard, to mend, to heat up less, to come back sooner.
SIGNS: Final = ("fear", "voice", "heard", "repair", "heat_before", "minutes_back")


@dataclass(frozen=True, slots=True)
class Safety:
    """The trends of SIGNS: those toward safety, those away from it, those without a direction, those with too few days.

    `unchanged`: how often somebody said that they did their part and it did not change.
    """

    toward: tuple[Trend, ...]
    away: tuple[Trend, ...]
    unclear: tuple[Trend, ...]
    few: tuple[Trend, ...]
    unchanged: int


def safety(trends: Sequence[Trend], unchanged: int) -> Safety:
    """Sort trends of SIGNS by which way they go."""
    found = sorted(trends, key=lambda one: SIGNS.index(one.field))
    told = [one for one in found if one.direction != "few"]
    return Safety(
        toward=tuple(one for one in told if one.safer is True),
        away=tuple(one for one in told if one.safer is False),
        unclear=tuple(one for one in told if one.safer is None),
        few=tuple(one for one in found if one.direction == "few"),
        unchanged=unchanged,
    )
