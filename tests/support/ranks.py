"""The rank test of Mann and Whitney: does a number of one list tend to be larger than one of another?"""

import math

import numpy as np


def z_of(one: list[float], other: list[float]) -> float:
    """Return z of the rank test of Mann and Whitney, corrected for ties: above zero when `one` tends to be longer."""
    count, others = len(one), len(other)
    _, place, ties = np.unique(np.array([*one, *other]), return_inverse=True, return_counts=True)
    ranks = (np.cumsum(ties) - (ties - 1) / 2)[place]
    u = float(ranks[:count].sum()) - count * (count + 1) / 2
    whole = count + others
    spread = count * others / 12 * (whole + 1 - float((ties**3 - ties).sum()) / (whole * (whole - 1)))
    return (u - count * others / 2) / math.sqrt(spread) if spread else 0.0
