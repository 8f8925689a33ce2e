"""Trends in words, with their pictures: which way each measure went, from what to what, on how many days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from middleway.loops import (
    MEASURES,
    SIGNS,
    Chart,
    Difference,
    Measure,
    Moment,
    Point,
    Safety,
    Settling,
    Trend,
    chart,
    differences,
    safety,
    settling,
    trend,
    weekly,
    within,
)
from middleway.web.patterns import words

_HOUR = 60.0
_MANY = 92  # days; a chart and a table of more show weeks


@dataclass(frozen=True, slots=True)
class Told:
    """One measure: what it is called, one sentence, on what that rests, its chart and its table. `rows`: (day, value, moments)."""

    field: str
    title: str
    sentence: str
    rests_on: str
    svg: SafeString
    rows: list[tuple[date, str, int]]
    is_weekly: bool


@dataclass(frozen=True, slots=True)
class Course:
    """How it went over a period. `signs`: what tells of safety, by direction; `others`: what else is followed, as pictures."""

    safety: Safety
    toward: list[Told]
    away: list[Told]
    unclear: list[Told]
    others: list[Told]
    few: list[str]
    settling: list[tuple[str, Settling]]
    better: list[tuple[str, Difference]]
    moments: int


def course(moments: Sequence[Moment], now: datetime, days: int) -> Course:
    """Return what the moments of the last `days` days tell."""
    start = now - timedelta(days=days)
    here = within(moments, start, now + timedelta(days=1))
    first, last = (timezone.localtime(at).date() for at in (start, now))
    every = [trend(here, measure) for measure in MEASURES]
    signs = safety([one for one in every if one.field in SIGNS], unchanged=sum(one.unchanged for one in here))
    rest = [one for one in every if one.field not in SIGNS]

    def told(trends: Sequence[Trend]) -> list[Told]:
        return [_told(one, first, last) for one in trends if one.points]

    return Course(
        safety=signs,
        toward=told(signs.toward),
        away=told(signs.away),
        unclear=told(signs.unclear),
        others=told([*rest, *signs.few]),
        few=[str(words.MEASURES[one.field][0]) for one in (*signs.few, *rest) if not one.points],
        settling=_settling(settling(here)),
        better=[(str(words.DONE[one.code]), one) for one in differences(here) if one.code in words.DONE],
        moments=len(here),
    )


def _settling(found: Sequence[Settling]) -> list[tuple[str, Settling]]:
    names = words.practice_names()
    return [
        (names.get(one.practice, _("Nothing named")), one) for one in found if one.practice in names or not one.practice
    ]


def _told(found: Trend, first: date, last: date) -> Told:
    measure = next(one for one in MEASURES if one.field == found.field)
    title, marks, down, up = words.MEASURES[found.field]
    sentence = {"down": str(down), "up": str(up), "unclear": _("It goes up and down, with no clear direction."), "few": _("There are too few days to tell a direction.")}[found.direction]  # fmt: skip
    scale = _HOUR if found.field == "minutes_back" else 1.0
    shown = found.points if len(found.points) <= _MANY else weekly(found.points, is_answer=measure.is_answer)
    points = [Point(point.day, point.value / scale, point.count) for point in shown]
    high = measure.high if measure.high < float("inf") else max(1.0, *(point.value for point in points))
    bottom, middle, top = (str(mark) for mark in marks)
    svg = chart(
        Chart(
            title=f"{title}. {sentence}",
            points=points,
            first=first,
            last=last,
            low=measure.low,
            high=high,
            marks=(bottom, middle, top or f"{high:.0f}"),
            days=(date_format(first), date_format(last)),
            line=_line(found, scale),
        )
    )
    return Told(
        found.field,
        str(title),
        sentence,
        _rests_on(found, measure, scale),
        SafeString(svg),  # its words are escaped where it is drawn
        [(point.day, f"{point.value:.2g}", point.count) for point in points],
        shown is not found.points,
    )


def _line(found: Trend, scale: float) -> tuple[float, float] | None:
    if found.direction == "few" or found.start is None or found.end is None:
        return None
    return found.start / scale, found.end / scale


def _rests_on(found: Trend, measure: Measure, scale: float) -> str:
    days = ngettext("%(days)d day", "%(days)d days", len(found.points)) % {"days": len(found.points)}
    line = _line(found, scale)
    if line is None:
        return days
    if measure.is_answer:
        start, end = (round(10 * value) for value in line)
        return _("From about %(start)d in 10 to about %(end)d in 10, over %(days)s.") % {"start": start, "end": end, "days": days}  # fmt: skip
    start_, end_ = (f"{value:.1f}" for value in line)
    return _("From about %(start)s to about %(end)s, over %(days)s.") % {"start": start_, "end": end_, "days": days}
