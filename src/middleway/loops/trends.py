"""Each measure over time: one value a day, a robust slope with its interval, and gaps that stay gaps.

Numbers get the slope of Theil (1950) and Sen (1968, doi 10.1080/01621459.1968.10480934), the median of all slopes
between two days, with Sen's interval. Answers (yes, in part, no) have too many ties for that: they get the slope of
least squares, with an interval robust to unequal variance (HC3: MacKinnon and White 1985,
doi 10.1016/0304-4076(85)90158-7).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from statistics import fmean, median
from typing import Final, Literal

import numpy as np

from middleway.loops.moment import Moment
from middleway.loops.slopes import least_squares, leverage, theil_sen

MONTH: Final = 30.0  # days; slopes are per month
MANY_DAYS: Final = 120  # above this, a point stands for one week, or for several if there would be too many points
_MOST: Final = 520  # points at most, because the time that a slope takes grows with their square
WEEK: Final = 7
FEW_DAYS: Final = 10  # with a value on fewer days, no direction is told
_ALONE: Final = 0.99  # leverage: above this, a single day decides the line through answers
Direction = Literal["up", "down", "unclear", "few"]


@dataclass(frozen=True, slots=True)
class Measure:
    """What is followed over time. `field`: of Moment; `low` … `high`: its range.

    `is_answer`: one of a few answers, and not a number. `safer`: the direction of safety; "middle" (0) for a spectrum.
    """

    field: str
    low: float
    high: float
    safer: Literal["up", "down", "middle"]
    is_answer: bool = False


MEASURES: Final = (
    Measure("heat_before", 0, 10, "down"),
    Measure("heat_after", 0, 10, "down"),
    Measure("minutes_back", 0, float("inf"), "down"),
    Measure("awareness", -1, 1, "middle"),
    Measure("belonging", -1, 1, "middle"),
    Measure("warmth_self", -1, 1, "middle"),
    Measure("warmth_other", -1, 1, "middle"),
    Measure("fear", 0, 1, "down", is_answer=True),
    Measure("voice", 0, 1, "up", is_answer=True),
    Measure("heard", 0, 1, "up", is_answer=True),
    Measure("repair", 0, 1, "up", is_answer=True),
)


@dataclass(frozen=True, slots=True)
class Point:
    """One day or span of days: the median of its numbers or the mean of its answers, and how many moments it has."""

    day: date
    value: float
    count: int


@dataclass(frozen=True, slots=True)
class Trend:
    """`slope`, and the `low` and `high` end of its 95 % interval: per month; None when there are too few days.

    `start`, `end`: the line at its two ends. `safer`: whether it goes toward safety (True) or away from it (False);
    None when it is not clear. `days`: how many days have a value; `span`: how many days one point stands for.
    """

    field: str
    points: tuple[Point, ...]
    direction: Direction
    days: int
    span: int = 1
    slope: float | None = None
    low: float | None = None
    high: float | None = None
    start: float | None = None
    end: float | None = None
    safer: bool | None = None

    @property
    def count(self) -> int:
        """How many moments have a value."""
        return sum(point.count for point in self.points)

    @property
    def early(self) -> tuple[Point, ...]:
        """The first third of the points: what was seen, unlike the line drawn through it."""
        return self.points[: len(self.points) // 3]

    @property
    def late(self) -> tuple[Point, ...]:
        """The last third of the points."""
        return self.points[len(self.points) - len(self.points) // 3 :]


def gathered(found: Sequence[Point], span: int, *, is_answer: bool) -> tuple[Point, ...]:
    """Return one point for each span of `span` days that has any: the median of its days, or the mean of answers.

    The point lies on the span's first day; a span of 7 is a week from Monday on.
    """
    spans: dict[date, list[Point]] = defaultdict(list)
    for point in found:
        spans[point.day - timedelta(days=(point.day.toordinal() - 1) % span)].append(point)
    middle = fmean if is_answer else median
    return tuple(
        Point(first, float(middle([one.value for one in days])), sum(one.count for one in days))
        for first, days in spans.items()
    )


def points(moments: Sequence[Moment], measure: Measure, *, from_middle: bool = False) -> tuple[Point, ...]:
    """Return one point for each day that has a value. `from_middle`: use the distance from 0.

    One evening often makes several moments; with one value a day it does not count several times.
    """
    days: dict[date, list[float]] = defaultdict(list)
    for moment in moments:
        value = getattr(moment, measure.field)
        if value is not None:
            days[moment.at.date()].append(abs(value) if from_middle else value)
    middle = fmean if measure.is_answer else median
    return tuple(Point(day, float(middle(values)), len(values)) for day, values in sorted(days.items()))


def trend(moments: Sequence[Moment], measure: Measure) -> Trend:
    """Return how one measure changed over the given moments."""
    found = _trend(measure, points(moments, measure))
    if measure.safer != "middle":
        return found
    # Getting nearer to the middle is tested apart: from far below to just above it is both "up" and "nearer".
    away = _trend(Measure(measure.field, 0, 1, "down"), points(moments, measure, from_middle=True))
    return replace(found, safer=away.safer)


def _trend(measure: Measure, by_day: tuple[Point, ...]) -> Trend:
    span = _span(by_day)
    found = gathered(by_day, span, is_answer=measure.is_answer) if span > 1 else by_day
    few = Trend(measure.field, found, "few", len(by_day), span)
    if len(by_day) < FEW_DAYS:
        return few
    first = found[0].day
    x = np.array([(point.day - first).days for point in found], dtype=float)
    y = np.array([point.value for point in found])
    if measure.is_answer and leverage(x).max() > _ALONE:
        return few
    line = (least_squares if measure.is_answer else theil_sen)(x, y)
    slope, low, high = (per_day * MONTH for per_day in (line.slope, line.low, line.high))
    start, end = (float(np.clip(line.at(day), measure.low, measure.high)) for day in (x[0], x[-1]))
    direction: Direction = "up" if low > 0 else "down" if high < 0 else "unclear"
    safer = None if direction == "unclear" or measure.safer == "middle" else direction == measure.safer
    return replace(few, direction=direction, slope=slope, low=low, high=high, start=start, end=end, safer=safer)


def _span(by_day: Sequence[Point]) -> int:
    """Return how many days a point stands for: 1, 7, or as many weeks as keep the points few enough."""
    if len(by_day) <= MANY_DAYS:
        return 1
    weeks = (by_day[-1].day - by_day[0].day).days // WEEK + 2
    return WEEK * -(-weeks // _MOST)


def within(moments: Sequence[Moment], start: datetime, end: datetime) -> list[Moment]:
    """Return the moments from `start` on and before `end`."""
    return [one for one in moments if start <= one.at < end]
