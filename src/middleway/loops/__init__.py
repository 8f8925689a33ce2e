"""What keeps happening between two people, and whether it is getting safer: counts and trends, but no verdicts.

    >>> from middleway.loops import loop, moments_from
    >>> with open("moments.csv", encoding="utf-8", newline="") as file:
    ...     found = loop(moments_from(file))
    >>> found.name, [(arrow.start, arrow.end, arrow.count, arrow.of) for arrow in found.arrows]

Everything here describes: how often something was seen, of how often it could have been seen. Nothing is predicted,
and nobody gets a score. docs/loops.md has the methods and their sources.
"""

from middleway.loops.better import Difference, differences
from middleway.loops.charts import Chart, chart
from middleway.loops.drawing import Box, Link, drawing
from middleway.loops.english import svg
from middleway.loops.errors import LoopError
from middleway.loops.files import COLUMNS, moments_from
from middleway.loops.lag import Transition, transitions
from middleway.loops.loop import FEW, Arrow, Loop, Node, loop
from middleway.loops.moment import Moment, Settled
from middleway.loops.report import Report, report
from middleway.loops.safety import SIGNS, Safety, safety
from middleway.loops.settling import Settling, settling
from middleway.loops.trends import MEASURES, WEEK, Measure, Point, Trend, gathered, points, trend, within
from middleway.loops.vocabulary import HEATS, LOOPS, MOVES, STAGES, classes

__all__ = [
    "COLUMNS",
    "FEW",
    "HEATS",
    "LOOPS",
    "MEASURES",
    "MOVES",
    "SIGNS",
    "STAGES",
    "WEEK",
    "Arrow",
    "Box",
    "Chart",
    "Difference",
    "Link",
    "Loop",
    "LoopError",
    "Measure",
    "Moment",
    "Node",
    "Point",
    "Report",
    "Safety",
    "Settled",
    "Settling",
    "Transition",
    "Trend",
    "chart",
    "classes",
    "differences",
    "drawing",
    "gathered",
    "loop",
    "moments_from",
    "points",
    "report",
    "safety",
    "settling",
    "svg",
    "transitions",
    "trend",
    "within",
]
