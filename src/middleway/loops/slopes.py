"""Two slopes with their 95 % intervals: one for numbers, one for answers with few possible values."""

from dataclasses import dataclass
from math import sqrt

import numpy as np

Values = np.ndarray[tuple[int], np.dtype[np.float64]]
_Z = 1.959963984540054  # the 97.5 % point of the normal distribution


@dataclass(frozen=True, slots=True)
class FittedLine:
    slope: float
    low: float
    high: float
    intercept: float

    def at(self, x: float) -> float:
        return self.intercept + self.slope * x


def theil_sen(x: Values, y: Values) -> FittedLine:
    """Return the median slope of all pairs (`x` must increase), and Sen's interval, corrected for ties in `y`.

    The intercept is Conover's (1980): the median of y less the slope times the median of x. Memory and time grow with
    the square of the number of points.
    """
    first, second = np.triu_indices(len(x), 1)
    slopes = np.sort((y[second] - y[first]) / (x[second] - x[first]))
    n, pairs = len(x), len(slopes)
    ties = np.unique(y, return_counts=True)[1]
    spread = sqrt((n * (n - 1) * (2 * n + 5) - float((ties * (ties - 1) * (2 * ties + 5)).sum())) / 18)
    upper = min(round((pairs + _Z * spread) / 2), pairs - 1)
    lower = max(round((pairs - _Z * spread) / 2) - 1, 0)
    slope = float(np.median(slopes))
    return FittedLine(slope, float(slopes[lower]), float(slopes[upper]), float(np.median(y) - slope * np.median(x)))


def least_squares(x: Values, y: Values) -> FittedLine:
    """Return the line of least squares, with an interval from HC3 (MacKinnon and White 1985) and Student's t.

    No `leverage` may be 1. The degrees of freedom are Bell and McCaffrey's (2002; Imbens and Kolesár 2016,
    doi 10.1162/REST_a_00552), rounded down: with n - 2, intervals of ten to twenty yes-or-no answers are too narrow.
    """
    # The first y is subtracted, so that constant answers give a slope of exactly 0, without rounding errors.
    away, above = x - x.mean(), y - y[0]
    square = float(away @ away)
    slope = float(away @ above) / square
    intercept = float(above.mean() - slope * x.mean())
    rest = (above - intercept - slope * x) / (1 - leverage(x))
    error = sqrt(float((away**2) @ (rest**2))) / square
    half = student(max(1, int(freedom(away)))) * error
    return FittedLine(slope, slope - half, slope + half, intercept + float(y[0]))


def leverage(x: Values) -> Values:
    """Return the leverage of each `x`, 1 / n … 1. At 1 the line goes through that point, whatever the others are."""
    away = x - x.mean()
    share: Values = 1 / len(x) + away**2 / float(away @ away)
    return share


def freedom(away: Values) -> float:
    """Return Bell and McCaffrey's degrees of freedom for the slope over `away`, which is x less its mean.

    They are trace(G)² / trace(G²) with G = diag(a) M diag(a), where M = I - H takes the line out, S is the sum of
    away² and a_i = away_i / (S √(1 - H_ii)). The traces are written out, so that time grows with n and not with n².
    """
    n, square = len(away), float(away @ away)
    share = leverage(away)
    weight = (away / square) ** 2 / (1 - share)  # a²
    trace = float((weight * (1 - share)).sum())
    alone = float((weight**2 * ((1 - share) ** 2 - share**2)).sum())
    once, twice, thrice = float(weight.sum()), float(weight @ away), float(weight @ away**2)
    return trace**2 / (alone + once**2 / n**2 + 2 * twice**2 / (n * square) + thrice**2 / square**2)


def student(degrees: int) -> float:
    """Return the 97.5 % point of Student's t for a whole number of `degrees` of freedom, 1 or more.

    It is found by bisection of the distribution function, a finite sum (Abramowitz and Stegun 1964, 26.7.3, 26.7.4).
    """
    low, high = 1.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, degrees) < 0.95 else (low, middle)
    return low


def _within(t: float, degrees: int) -> float:
    """Return the probability of a value between -t and t."""
    angle = np.arctan(t / sqrt(degrees))
    cosine, sine = float(np.cos(angle)), float(np.sin(angle))
    odd = degrees % 2
    term = cosine if odd else 1.0
    total = term if degrees > 1 else 0.0
    for k in range(3 - (not odd), degrees - 1, 2):
        term *= cosine**2 * (k - 1) / k
        total += term
    return float(2 / np.pi * (angle + sine * total)) if odd else sine * total
