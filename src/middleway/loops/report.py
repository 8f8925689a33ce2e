"""The whole analysis of the moments with one person, also as JSON (docs/spec/loops-v1.schema.json)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from middleway.loops.better import Difference, differences
from middleway.loops.loop import Loop, loop
from middleway.loops.moment import Moment
from middleway.loops.safety import SIGNS, Safety, safety
from middleway.loops.settling import Settling, settling
from middleway.loops.trends import MEASURES, Trend, trend

Json = dict[str, object]
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Report:
    """The loop, all trends in the order of MEASURES, safety, settling, and what was different when it went better."""

    loop: Loop
    trends: tuple[Trend, ...]
    safety: Safety
    settling: tuple[Settling, ...]
    better: tuple[Difference, ...]

    def as_json(self) -> Json:
        """Return plain dictionaries, lists, strings and numbers. None means "not known" or "too few to say"."""
        found = self.loop
        return {
            "moments": found.moments,
            "known": found.known,
            "loop": found.name,
            "nearly_always": found.nearly_always,
            "nodes": [
                {"stage": one.stage, "code": one.code, "count": one.count, "of": one.of, "guess": one.guessed}
                for one in found.nodes
            ],
            "arrows": [
                {
                    "from": one.start,
                    "to": one.end,
                    "count": one.count,
                    "of": one.of,
                    "residual": _number(one.residual),
                    "p": _number(one.p),
                }
                for one in found.arrows
            ],
            "trends": [_trend(one) for one in self.trends],
            "safety": {
                "toward": [one.field for one in self.safety.toward],
                "away": [one.field for one in self.safety.away],
                "unclear": [one.field for one in self.safety.unclear],
                "few": [one.field for one in self.safety.few],
                "unchanged": self.safety.unchanged,
            },
            "settling": [asdict(one) for one in self.settling],
            "better": [asdict(one) | {"p": _number(one.p)} for one in self.better],
        }


def report(moments: Sequence[Moment]) -> Report:
    """Return the whole analysis of the moments with one person."""
    trends = tuple(trend(moments, measure) for measure in MEASURES)
    told = safety([one for one in trends if one.field in SIGNS], unchanged=sum(one.unchanged for one in moments))
    return Report(loop(moments), trends, told, tuple(settling(moments)), tuple(differences(moments)))


def _trend(one: Trend) -> Json:
    return {
        "field": one.field,
        "direction": one.direction,
        "safer": one.safer,
        "days": one.days,
        "moments": one.count,
        "slope": _number(one.slope),
        "low": _number(one.low),
        "high": _number(one.high),
    }


def _number(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)
