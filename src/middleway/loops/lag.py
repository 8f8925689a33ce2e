"""Lag-sequential analysis: does one thing follow another more often than by chance?

Counts, expected counts, adjusted residuals (Haberman 1973, doi 10.2307/2529686; Allison and Liker 1982,
doi 10.1037/0033-2909.91.2.393; Bakeman and Gottman 1997, "Observing Interaction", ch. 7) and their permutation p
(Bakeman, Robinson and Quera 1996, doi 10.1037/1082-989X.1.1.4). If what came second is shuffled over the moments, the
count is hypergeometric; so the p is computed exactly, without random numbers.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

Pair = tuple[Collection[str], Collection[str]]


@dataclass(frozen=True, slots=True)
class Transition:
    """`then` after `given`. Of the `of` moments, `count` have both, `given_count` the one, `then_count` the other.

    `residual` is the adjusted residual, about standard normal if the two are independent; None when its variance is 0,
    because one of the two was always or never there. `p`: the share of all shuffles with as many or more.
    """

    given: str
    then: str
    count: int
    given_count: int
    then_count: int
    of: int
    residual: float | None
    p: float

    @property
    def expected(self) -> float:
        """The count to expect if the two are independent."""
        return self.given_count * self.then_count / self.of if self.of else 0.0

    @property
    def least_p(self) -> float:
        """The smallest p that these margins allow (Tarone 1990, doi 10.2307/2531456)."""
        return tail(min(self.given_count, self.then_count), self.given_count, self.then_count, self.of)


def transitions(pairs: Iterable[Pair]) -> list[Transition]:
    """Return every code that came first with every code that came then, the most frequent pairs first.

    Pairs that were never seen together are included. `pairs`: for each moment, what came first, and what came then. A
    moment with an empty side is left out: it does not tell what followed.
    """
    return counted(Counter((frozenset(first), frozenset(then)) for first, then in pairs))


def counted(pairs: Mapping[Pair, int]) -> list[Transition]:
    """Return the same for pairs with their counts. Most moments are alike; so each kind is looked at only once."""
    kinds = _told(pairs)
    givens, thens = (sorted({code for kind in kinds for code in kind[side]}) for side in (0, 1))
    weights = np.array(list(kinds.values()), dtype=np.int64)
    first, second = (_table(list(kinds), side, codes) for side, codes in ((0, givens), (1, thens)))
    counts, first_counts, second_counts = (first * weights) @ second.T, first @ weights, second @ weights
    found = [
        _transition((given, then), (counts[i, j], first_counts[i], second_counts[j]), int(weights.sum()))
        for i, given in enumerate(givens)
        for j, then in enumerate(thens)
    ]
    return sorted(found, key=lambda one: (-one.count, one.p, one.given, one.then))


def transition(given: str, then: str, pairs: Mapping[Pair, int]) -> Transition:
    """Return the transition of one pair of codes. Computing all would take as many as the codes squared."""
    kinds = _told(pairs)
    first, second = (
        sum(n for kind, n in kinds.items() if code in kind[side]) for side, code in ((0, given), (1, then))
    )
    both = sum(n for (before, after), n in kinds.items() if given in before and then in after)
    return _transition((given, then), (both, first, second), sum(kinds.values()))


def _told(pairs: Mapping[Pair, int]) -> dict[Pair, int]:
    """Return the pairs of which both sides are known."""
    return {pair: count for pair, count in pairs.items() if all(pair)}


def tail(count: int, given: int, then: int, of: int) -> float:
    """Return the share of shuffles in which `count` or more moments have both.

    Of the `of` moments, `given` have the one and `then` the other.
    """
    least, most = max(0, given + then - of), min(given, then)
    if count <= least:
        return 1.0
    log = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, of + 1)))])  # of the factorials
    k = np.arange(count, most + 1)
    ways = log[given] - log[k] - log[given - k] + log[of - given] - log[then - k] - log[of - given - then + k]
    return float(min(1.0, np.exp(ways - (log[of] - log[then] - log[of - then])).sum()))


def _transition(codes: tuple[str, str], numbers: tuple[int, int, int], of: int) -> Transition:
    count, given, then = map(int, numbers)
    if not of:
        return Transition(*codes, 0, 0, 0, 0, None, 1.0)
    expected = given * then / of
    spread = expected * (1 - given / of) * (1 - then / of)
    residual = float((count - expected) / np.sqrt(spread)) if spread > 0 else None
    return Transition(*codes, count, given, then, of, residual, tail(count, given, then, of))


def _table(kinds: Sequence[Pair], side: int, codes: list[str]) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """Return an array, codes by kinds of moment, with 1 where the kind has the code."""
    place = {code: row for row, code in enumerate(codes)}
    table = np.zeros((len(codes), len(kinds)), dtype=np.int64)
    for column, kind in enumerate(kinds):
        for code in kind[side]:
            table[place[code], column] = 1
    return table
