"""The figures of the model card: macro-F1, calibration, coverage, order of pairs. Pure NumPy."""

from collections.abc import Sequence

import numpy as np

RARE = 15  # values with fewer gold examples are left out of a macro-F1, as the codebook's README does


def f1(gold: Sequence[str], said: Sequence[str], value: str) -> float:
    """Return the F1 of one value: the harmonic mean of precision and recall, and 0 if it is never right."""
    hit = sum(g == s == value for g, s in zip(gold, said, strict=True))
    return 2 * hit / max(1, sum(g == value for g in gold) + sum(s == value for s in said))


def macro_f1(gold: Sequence[str], said: Sequence[str], rare: int = RARE) -> float:
    """Return the mean F1 over the values that `gold` holds at least `rare` times."""
    values = sorted({value for value in gold if list(gold).count(value) >= rare})
    return float(np.mean([f1(gold, said, value) for value in values])) if values else float("nan")


def agreement(gold: Sequence[str], said: Sequence[str]) -> float:
    return float(np.mean([g == s for g, s in zip(gold, said, strict=True)]))


def calibration_error(right: Sequence[bool], confidence: Sequence[float], bins: int = 10) -> float:
    """Return the expected calibration error (Guo et al. 2017): the mean gap of confidence and accuracy over bins."""
    hit, sure = np.asarray(right, float), np.asarray(confidence, float)
    bin_of = np.minimum((sure * bins).astype(int), bins - 1)
    gaps = [
        abs(hit[bin_of == b].mean() - sure[bin_of == b].mean()) * (bin_of == b).mean()
        for b in range(bins)
        if (bin_of == b).any()
    ]
    return float(sum(gaps))


def share_better(worse: Sequence[float], better: Sequence[float]) -> float:
    """Return how often the better half stands nearer the middle. A tie is half a win."""
    w, b = np.asarray(worse), np.asarray(better)
    return float(np.mean((b < w) + 0.5 * (b == w)))
