"""One measure over time as a picture: a dot for each point, lines between points that are near, and any trend."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from middleway.loops.svg import picture, tag, words
from middleway.loops.trends import Point

_WIDTH, _HEIGHT = 360, 142
_LEFT, _RIGHT, _TOP, _BOTTOM = 8, 352, 16, 104
_MIDDLE = 0.2  # the middle of a spectrum reaches this far from 0
_GAP = 1 / 8  # of the time shown: days farther apart are not joined by a line


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows. `low` … `high`: the range of the values.

    `marks`: the words at the bottom, the middle ("" for none) and the top. `line`: the trend's value at the first and
    at the last point, or None.
    """

    title: str
    points: Sequence[Point]
    first: date
    last: date
    low: float
    high: float
    marks: tuple[str, str, str]
    days: tuple[str, str]  # the first and the last day, in words
    line: tuple[float, float] | None = None


def chart(what: Chart) -> str:
    """Return SVG. Points outside the range are drawn on its edge."""
    body = _frame(what)
    places = [(_x(what, point.day), _y(what, point.value)) for point in what.points]
    near = timedelta(days=max(2.0, (what.last - what.first).days * _GAP))
    for (one, start), (other, end) in pairwise(zip(what.points, places, strict=True)):
        if other.day - one.day <= near:
            body += tag(
                "line",
                x1=start[0],
                y1=start[1],
                x2=end[0],
                y2=end[1],
                stroke="currentColor",
                stroke_width=1,
                class_="joined",
            )
    for x, y in places:
        body += tag("circle", cx=x, cy=y, r=2.5, fill="currentColor", class_="dot")
    if what.line and len(what.points) > 1:
        body += tag(
            "line",
            x1=places[0][0],
            y1=_y(what, what.line[0]),
            x2=places[-1][0],
            y2=_y(what, what.line[1]),
            stroke="currentColor",
            stroke_width=2.5,
            stroke_dasharray="7 4",
            class_="trend",
        )
    # The word comes last, so that no line runs through it.
    body += words(what.marks[1], _LEFT, _y(what, 0) + 4, font_size=10, class_="mark over") if what.marks[1] else ""
    return picture(body, _WIDTH, _HEIGHT, what.title)


def _frame(what: Chart) -> str:
    bottom, middle, top = what.marks
    found = ""
    if middle:
        high, low = _y(what, _MIDDLE), _y(what, -_MIDDLE)
        found += tag(
            "rect",
            x=_LEFT,
            y=high,
            width=_RIGHT - _LEFT,
            height=low - high,
            fill="currentColor",
            fill_opacity="0.08",
            class_="middle",
        )
    for y in (_TOP, _BOTTOM):
        found += tag(
            "line", x1=_LEFT, y1=y, x2=_RIGHT, y2=y, stroke="currentColor", stroke_opacity="0.35", class_="edge"
        )
    found += words(top, _LEFT, _TOP - 4, font_size=10, class_="mark")
    found += words(bottom, _LEFT, _BOTTOM + 12, font_size=10, class_="mark")
    first, last = what.days
    return (
        found
        + words(first, _LEFT, _HEIGHT - 8, font_size=11, class_="day")
        + words(last, _RIGHT, _HEIGHT - 8, font_size=11, text_anchor="end", class_="day")
    )


def _x(what: Chart, day: date) -> float:
    return _LEFT + (_RIGHT - _LEFT) * (day - what.first).days / max(1, (what.last - what.first).days)


def _y(what: Chart, value: float) -> float:
    share = (value - what.low) / (what.high - what.low)
    return _BOTTOM - (_BOTTOM - _TOP) * min(1.0, max(0.0, share))
