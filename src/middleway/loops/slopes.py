"""Two slopes with their 95 % intervals: one for numbers, one for answers of a few steps."""

from dataclasses import dataclass
from math import sqrt

import numpy as np

Numbers = np.ndarray[tuple[int], np.dtype[np.float64]]
_Z = 1.959963984540054  # of the normal distribution, 97.5 %


@dataclass(frozen=True, slots=True)
class Line:
    slope: float
    low: float
    high: float
    intercept: float

    def at(self, x: float) -> float:
        return self.intercept + self.slope * x


def theil_sen(x: Numbers, y: Numbers) -> Line:
    """Return the median slope of all pairs with different `x` (increasing), and Sen's interval, corrected for ties in `y`.

    The intercept is that of Conover (1980): median y less slope times median x. Memory and time grow with the square of the number of days.
    """
    first, second = np.triu_indices(len(x), 1)
    slopes = np.sort((y[second] - y[first]) / (x[second] - x[first]))
    n, pairs = len(x), len(slopes)
    ties = np.unique(y, return_counts=True)[1]
    spread = sqrt((n * (n - 1) * (2 * n + 5) - float((ties * (ties - 1) * (2 * ties + 5)).sum())) / 18)
    upper = min(round((pairs + _Z * spread) / 2), pairs - 1)
    lower = max(round((pairs - _Z * spread) / 2) - 1, 0)
    slope = float(np.median(slopes))
    return Line(slope, float(slopes[lower]), float(slopes[upper]), float(np.median(y) - slope * np.median(x)))


def least_squares(x: Numbers, y: Numbers) -> Line:
    """Return the line of least squares, with the interval of HC3 (MacKinnon and White 1985) and Student's t.

    No `leverage` may be 1. The degrees of freedom are those of Bell and McCaffrey (2002; Imbens and Kolesár 2016, doi 10.1162/REST_a_00552), rounded down: with n - 2, intervals of
    ten to twenty yes-or-no answers are too narrow.
    """
    # Less its first value: then what never changes has a slope of nothing at all, and not of what rounding leaves.
    away, above = x - x.mean(), y - y[0]
    square = float(away @ away)
    slope = float(away @ above) / square
    intercept = float(above.mean() - slope * x.mean())
    rest = (above - intercept - slope * x) / (1 - leverage(x))
    error = sqrt(float((away**2) @ (rest**2))) / square
    half = student(max(1, int(freedom(away)))) * error
    return Line(slope, slope - half, slope + half, intercept + float(y[0]))


def leverage(x: Numbers) -> Numbers:
    """Return how much each `x` alone decides of a line through all of them, 1 / n … 1: at 1 the line goes through its point whatever the others say."""
    away = x - x.mean()
    share: Numbers = 1 / len(x) + away**2 / float(away @ away)
    return share


def freedom(away: Numbers) -> float:
    """Return Bell and McCaffrey's degrees of freedom for the slope over `away`, which is x less its mean.

    trace(G)² / trace(G²) with G = diag(a) M diag(a), where M = I - H takes the line out and a_i = away_i / (S √(1 - H_ii)); written out so
    that time grows with n and not with its square.
    """
    n, square = len(away), float(away @ away)
    share = leverage(away)
    weight = (away / square) ** 2 / (1 - share)  # a²
    trace = float((weight * (1 - share)).sum())
    alone = float((weight**2 * ((1 - share) ** 2 - share**2)).sum())
    once, twice, thrice = float(weight.sum()), float(weight @ away), float(weight @ away**2)
    return trace**2 / (alone + once**2 / n**2 + 2 * twice**2 / (n * square) + thrice**2 / square**2)


def student(degrees: int) -> float:
    """Return the 97.5 % point of Student's t with `degrees` whole degrees of freedom, 1 or more.

    By halving over its distribution function, a finite sum (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4).
    """
    low, high = 1.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, degrees) < 0.95 else (low, middle)
    return low


def _within(t: float, degrees: int) -> float:
    """Return the probability of lying between -t and t."""
    angle = np.arctan(t / sqrt(degrees))
    cosine, sine = float(np.cos(angle)), float(np.sin(angle))
    odd = degrees % 2
    term = cosine if odd else 1.0
    total = term if degrees > 1 else 0.0
    for k in range(3 - (not odd), degrees - 1, 2):
        term *= cosine**2 * (k - 1) / k
        total += term
    return float(2 / np.pi * (angle + sine * total)) if odd else sine * total
