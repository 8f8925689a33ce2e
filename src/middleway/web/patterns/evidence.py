"""Trends in words and pictures: where each measure went, on what that rests, what helps, and what was different."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from middleway.loops import (
    MEASURES,
    SIGNS,
    WEEK,
    Chart,
    Difference,
    Moment,
    Safety,
    Settling,
    Trend,
    chart,
    differences,
    gathered,
    safety,
    settling,
    trend,
    within,
)
from middleway.web.patterns import figures, words

_MANY = 92  # points: with more, a chart and its table show weeks
_LIKELY = 0.1  # the largest p of a difference that is shown as a tendency
_OFTEN = 3  # times: with fewer, a practice shows no tendency


@dataclass(frozen=True, slots=True)
class MeasureInWords:
    """One measure: its title, one sentence, what that rests on, its chart and its table.

    `rows`: (first day, value, number of moments) of each point; `is_by_day`: a point is one day.
    """

    title: str
    sentence: str
    rests_on: str
    svg: SafeString
    rows: list[tuple[date, str, int]]
    is_by_day: bool


@dataclass(frozen=True, slots=True)
class Course:
    """How it went over a period.

    `toward`, `away`, `unclear`: the signs of safety, by direction; `others`: the other measures with days enough;
    `few`: measures with too few days; `nothing`: the titles of those without any.
    `helped`: (name, figures, time until the next rating) of the practices used three times or more; `tried`: the names
    of the others. `better`: what was there more often, or less often, when it went better; `alike`: what did not
    clearly differ.
    """

    safety: Safety
    toward: list[MeasureInWords]
    away: list[MeasureInWords]
    unclear: list[MeasureInWords]
    others: list[MeasureInWords]
    few: list[MeasureInWords]
    nothing: list[str]
    helped: list[tuple[str, Settling, str]]
    tried: list[str]
    better: list[tuple[str, Difference]]
    alike: list[str]
    moments: int
    first: date
    last: date

    @property
    def says_nothing(self) -> bool:
        """Whether no sign of safety has enough days, neither for a direction nor to say that it has none."""
        return not (self.toward or self.away or self.unclear)


def course(moments: Sequence[Moment], now: datetime, days: int) -> Course:
    """Return what the moments of the last `days` days show."""
    start = now - timedelta(days=days)
    here = within(moments, start, now + timedelta(days=1))
    first, last = (timezone.localtime(at).date() for at in (start, now))
    every = [trend(here, measure) for measure in MEASURES]
    signs = safety([one for one in every if one.field in SIGNS], unchanged=sum(one.unchanged for one in here))
    rest = [one for one in every if one.field not in SIGNS]
    few = [*signs.few, *(one for one in rest if one.direction == "few")]

    def told(trends: Sequence[Trend]) -> list[MeasureInWords]:
        return [_told(one, first, last) for one in trends if one.points]

    found, names = settling(here), words.practice_names()
    different = [(str(words.DONE[one.code]), one) for one in differences(here) if one.code in words.DONE]
    return Course(
        safety=signs,
        toward=told(signs.toward),
        away=told(signs.away),
        unclear=told(signs.unclear),
        others=told([one for one in rest if one.direction != "few"]),
        few=told(few),
        nothing=[str(words.MEASURES[one.field][0]) for one in few if not one.points],
        helped=[
            (names.get(one.practice, _("With nothing ticked")), one, figures.duration(one.minutes))
            for one in found
            if one.times >= _OFTEN and (one.practice in names or not one.practice)
        ],
        tried=[names[one.practice] for one in found if one.times < _OFTEN and one.practice in names],
        better=[one for one in different if one[1].p <= _LIKELY],
        alike=[name for name, one in different if one.p > _LIKELY],
        moments=len(here),
        first=first,
        last=last,
    )


def _told(found: Trend, first: date, last: date) -> MeasureInWords:
    measure = next(one for one in MEASURES if one.field == found.field)
    title, marks, *_down_up = words.MEASURES[found.field]
    sentence = _sentence(found)
    points, span = found.points, found.span
    if len(points) > _MANY and span == 1:
        points, span = gathered(points, WEEK, is_answer=measure.is_answer), WEEK
    is_endless = measure.high == float("inf")
    high = max(60.0, *(point.value for point in points)) if is_endless else measure.high
    bottom, middle, top = (str(mark) for mark in marks)
    svg = chart(
        Chart(
            title=f"{title}. {sentence}".strip(),
            points=points,
            first=first,
            last=last,
            low=measure.low,
            high=high,
            marks=(bottom, middle, figures.duration(high) if is_endless else top),
            days=(date_format(first), date_format(last)),
            line=None if found.start is None or found.end is None else (found.start, found.end),
        )
    )
    return MeasureInWords(
        str(title),
        sentence,
        figures.rests_on(found, measure),
        SafeString(svg),  # the drawing escapes its words
        [(point.day, figures.value(measure, point.value, of_one_day=span == 1), point.count) for point in points],
        span == 1,
    )


def _sentence(found: Trend) -> str:
    *_rest, down, up = words.MEASURES[found.field]
    if found.direction == "few":
        return ""
    if found.direction != "unclear":
        return str(up if found.direction == "up" else down)
    if len({point.value for point in found.points}) == 1:
        return _("It stayed as it was.")
    return _("It goes up and down, with no clear direction.")
