"""The figures of a trend in words: how it was at first and lately, and each value of its table.

They come from what was seen, and not from the line drawn through it.
"""

from collections.abc import Callable, Sequence
from statistics import fmean, median

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from middleway.loops import Measure, Point, Trend
from middleway.web.patterns import words

_HOUR, _DAY = 60, 24 * 60  # minutes
_MIDDLE = 0.2  # the middle of a spectrum reaches this far from 0
_WHOLE = 0.75  # from here on, an answer is more than "in part"


def duration(minutes: float) -> str:
    """Return a duration as people say it: "about 1 day", and not 1,500 minutes."""
    if minutes < 5:
        return _("a few minutes")
    if minutes < 1.5 * _HOUR:
        return _("about %(count)d minutes") % {"count": 5 * round(minutes / 5)}
    if minutes < 1.5 * _DAY:
        hours = round(minutes / _HOUR)
        return ngettext("about %(count)d hour", "about %(count)d hours", hours) % {"count": hours}
    days = round(minutes / _DAY)
    return ngettext("about %(count)d day", "about %(count)d days", days) % {"count": days}


def value(measure: Measure, number: float, *, of_one_day: bool = True) -> str:
    """Return one value in words. Of one day, an answer is yes, no or in part; of several days, so many of ten."""
    if measure.field == "minutes_back":
        return duration(number)
    bottom, middle, top = (str(mark) for mark in words.MEASURES[measure.field][1])
    if measure.is_answer:
        if not of_one_day:
            return _("%(count)d of 10") % {"count": round(10 * number)}
        return top if number >= _WHOLE else str(words.IN_PART[measure.field]) if number > 0 else bottom
    if middle:
        return bottom if number <= -_MIDDLE else top if number >= _MIDDLE else middle
    return str(number_format(f"{number:.2g}"))


def rests_on(trend: Trend, measure: Measure) -> str:
    """Return how many days a trend rests on and, if it has a direction, how it was at first and lately."""
    days = ngettext("From %(days)d day.", "From %(days)d days.", trend.days) % {"days": trend.days}
    if trend.direction not in {"up", "down"}:
        return days
    then = _answers(trend) if measure.is_answer else _numbers(trend, measure)
    return f"{then} {days}" if then else days


def _numbers(trend: Trend, measure: Measure) -> str:
    first, last = (value(measure, _middle(points, median)) for points in (trend.early, trend.late))
    return "" if first == last else _("At first: %(first)s. Lately: %(last)s.") % {"first": first, "last": last}


def _answers(trend: Trend) -> str:
    """Return on how many days the answer was yes, or at least in part: whichever of the two changed more."""
    if trend.span > 1:
        first, last = (round(10 * _middle(points, fmean)) for points in (trend.early, trend.late))
        return _("At first about %(first)d times in 10. Lately about %(last)d times in 10.") % {
            "first": first,
            "last": last,
        }
    whole, part = (
        tuple(sum(point.value >= least for point in points) for points in (trend.early, trend.late))
        for least in (_WHOLE, 1e-9)
    )
    so = words.SO[trend.field]
    is_part = abs(part[0] - part[1]) > abs(whole[0] - whole[1])
    first, last = part if is_part else whole
    of = len(trend.early)
    return _("%(so)s: at first on %(first)d of %(of)d days, lately on %(last)d of %(of)d.") % {
        "so": so[is_part],
        "first": first,
        "last": last,
        "of": of,
    }


def _middle(points: Sequence[Point], middle: Callable[[Sequence[float]], float]) -> float:
    return middle([point.value for point in points])
