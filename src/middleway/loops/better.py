"""What was different when it went better: how often each thing was there then, and how often otherwise.

No cause is claimed.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from middleway.loops.lag import tail
from middleway.loops.moment import Moment

_LEAST = 3  # moments of each kind


@dataclass(frozen=True, slots=True)
class Difference:
    """`code` was there in `better` of `better_of` moments that went better, and in `other` of `other_of` others.

    `p`: of all ways to divide the moments into two groups of these sizes, the share that differs as much or more in
    this direction (exact).
    """

    code: str
    better: int
    better_of: int
    other: int
    other_of: int
    p: float

    @property
    def gap(self) -> float:
        """How much more often it was there when it went better, -1 … +1."""
        return self.better / self.better_of - self.other / self.other_of


def went_better(moment: Moment) -> bool | None:
    """Return whether the writer was heard, or there was repair, at least in part; None when neither is known."""
    said = [one for one in (moment.heard, moment.repair) if one is not None]
    return max(said) > 0 if said else None


def differences(moments: Sequence[Moment]) -> list[Difference]:
    """Return what was there more often, or less often, when it went better, the largest gap first.

    Return [] with fewer than 3 moments of either kind.
    """
    better = [one for one in moments if went_better(one) is True]
    other = [one for one in moments if went_better(one) is False]
    if min(len(better), len(other)) < _LEAST:
        return []
    in_better, in_other = (Counter(chain.from_iterable(map(_codes, group))) for group in (better, other))
    codes = sorted({*in_better, *in_other})
    found = [_difference(code, in_better[code], len(better), in_other[code], len(other)) for code in codes]
    return sorted((one for one in found if one.gap), key=lambda one: (-abs(one.gap), one.code))


def _difference(code: str, here: int, here_of: int, there: int, there_of: int) -> Difference:
    of, has = here_of + there_of, here + there
    # One-sided: as many or more on the side where it was more frequent.
    is_more = here * there_of >= there * here_of
    p = tail(here, here_of, has, of) if is_more else tail(there, there_of, has, of)
    return Difference(code, here, here_of, there, there_of, p)


def _codes(moment: Moment) -> frozenset[str]:
    return moment.done | {f"move:{move}" for move in moment.moves}
