"""What tends to help somebody settle: which practice, by how much, and how fast.

These are tendencies with their counts: practices were not assigned at random.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from middleway.loops.moment import Moment, Settled


@dataclass(frozen=True, slots=True)
class Settling:
    """One practice ("" for none): how often it was used, and the medians of the fall in heat and of the minutes.

    The fall is -10 … 10, below 0 if the heat rose; the minutes are those until the next rating.
    """

    practice: str
    times: int
    fall: float
    minutes: float


def settling(moments: Sequence[Moment]) -> list[Settling]:
    """Return every practice that was named, the most frequent first. Naming several at once counts for each."""
    found: dict[str, list[Settled]] = defaultdict(list)
    for moment in moments:
        for one in moment.settled:
            for practice in one.practices or {""}:
                found[practice].append(one)
    rows = [
        Settling(
            practice,
            len(times),
            float(median(one.before - one.after for one in times)),
            float(median(one.minutes for one in times)),
        )
        for practice, times in found.items()
    ]
    return sorted(rows, key=lambda one: (one.practice == "", -one.times, -one.fall, one.practice))
