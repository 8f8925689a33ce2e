"""From which share a value is told as sure: what is shown should be true at least seventeen times in twenty.

The shares of a field are right on the whole (`training/calibrate.py`), but not for each of its values: "kind" at .7
can be right half the time. So each value has a level of its own: the lowest from which it is right often enough on
passages that the model was not trained on. Rare values have other shares in public passages than in our own sentences,
so each half counts the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

TRUE_ENOUGH = 0.85
LEAST_SHARE = 0.5  # below it another value may be as likely
LEAST_PASSAGES = 15  # with fewer, nothing is known of a value, and it is never told as sure
NEVER = 1.01


@dataclass(frozen=True, slots=True)
class Level:
    """From `sure_from` on a value is told as sure, and there it was right with `precision`.

    `found` is the share of the value's passages that are told it; `shown` counts the passages that are told it.
    """

    sure_from: float
    precision: float
    found: float
    shown: int


def level(share: np.ndarray, said: np.ndarray, right: np.ndarray, weight: np.ndarray) -> Level:
    """Return one value's level.

    The arrays, of shape (n,), hold for each passage the value's share, whether it is the likeliest, whether it is the
    right one, and how much the passage counts.
    """
    share = np.floor(share * 1000) / 1000  # the level is written down with three digits
    at = np.flatnonzero(said & (share >= LEAST_SHARE))
    at = at[np.argsort(-share[at])]
    true = np.cumsum((weight * right)[at]) / np.maximum(np.cumsum(weight[at]), 1e-12)
    is_last_of_its_share = np.append(share[at][:-1] != share[at][1:], True)[: len(at)]
    enough = np.flatnonzero((true >= TRUE_ENOUGH) & is_last_of_its_share & (np.arange(len(at)) + 1 >= LEAST_PASSAGES))
    if not len(enough):
        return Level(NEVER, float("nan"), 0.0, 0)
    last = int(enough[-1])
    found = (weight * right)[at[: last + 1]].sum() / max((weight * right).sum(), 1e-12)
    return Level(float(share[at[last]]), float(true[last]), float(found), last + 1)


def levels(shares: np.ndarray, gold: Sequence[int], ours: Sequence[bool]) -> list[Level]:
    """Return the level of each value of a field, from shares (n, values) and each passage's right value and half."""
    own, target = np.asarray(ours, bool), np.asarray(gold)
    weight = np.where(own, 1 / max(1, own.sum()), 1 / max(1, (~own).sum()))
    said = shares.argmax(1)
    return [level(shares[:, v], said == v, target == v, weight) for v in range(shares.shape[1])]
