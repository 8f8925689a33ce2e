"""The statistics are those that others compute: against statsmodels 0.15 and SciPy, to a millionth."""

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.contingency_tables import Table

from middleway.loops import transitions
from middleway.loops.lag import tail
from middleway.loops.slopes import freedom, least_squares, student, theil_sen

CLOSE = {"rel": 1e-6, "abs": 1e-9}
CHANCE = np.random.default_rng(20261123)


def pairs_of_codes(moments):
    """Return pairs of one code each, with some dependence between the two."""
    first = CHANCE.choice(list("abcd"), moments)
    second = np.where(CHANCE.random(moments) < 0.4, first, CHANCE.choice(list("abcd"), moments))
    return [({one}, {other}) for one, other in zip(first, second, strict=True)]


@pytest.mark.parametrize("moments", [12, 40, 300])
def test_counts_and_adjusted_residuals_are_those_of_statsmodels(moments):
    pairs = pairs_of_codes(moments)
    rows, columns = (sorted({next(iter(pair[side])) for pair in pairs}) for side in (0, 1))
    table = np.array([[sum(pair == ({r}, {c}) for pair in pairs) for c in columns] for r in rows])
    theirs = Table(table, shift_zeros=False)
    ours = {(one.given, one.then): one for one in transitions(pairs)}

    for i, row in enumerate(rows):
        for j, column in enumerate(columns):
            assert ours[row, column].count == table[i, j]
            assert ours[row, column].expected == pytest.approx(theirs.fittedvalues[i, j], **CLOSE)
            assert ours[row, column].residual == pytest.approx(theirs.standardized_resids[i, j], **CLOSE)


@pytest.mark.parametrize("moments", [12, 40, 300])
def test_the_permutation_p_is_that_of_fishers_exact_test(moments):
    for one in transitions(pairs_of_codes(moments)):
        table = [
            [one.count, one.given_count - one.count],
            [one.then_count - one.count, one.of - one.given_count - one.then_count + one.count],
        ]
        assert one.p == pytest.approx(stats.fisher_exact(table, alternative="greater").pvalue, **CLOSE)


def test_the_permutation_p_is_what_shuffling_comes_to():
    first, second = np.arange(15) < 6, np.arange(15) < 7
    shuffles = np.array([(CHANCE.permutation(second) & first).sum() for _ in range(20_000)])

    for count in range(7):
        assert tail(count, 6, 7, 15) == pytest.approx((shuffles >= count).mean(), abs=0.015)


@pytest.mark.parametrize("days", [10, 11, 25, 90])
@pytest.mark.parametrize("steps", [1, 4])
def test_theil_sen_and_its_interval_are_those_of_scipy(days, steps):
    x = np.sort(CHANCE.choice(365, days, replace=False)).astype(float)
    y = np.round((0.01 * x + CHANCE.normal(size=days)) * steps) / steps  # with ties
    ours, theirs = theil_sen(x, y), stats.theilslopes(y, x)

    assert (ours.slope, ours.low, ours.high) == pytest.approx((theirs.slope, theirs.low_slope, theirs.high_slope))
    assert ours.intercept == pytest.approx(theirs.intercept, **CLOSE)


@pytest.mark.parametrize("days", [10, 11, 25, 90])
def test_least_squares_and_hc3_are_those_of_statsmodels(days):
    x = np.sort(CHANCE.choice(365, days, replace=False)).astype(float)
    y = CHANCE.choice([0, 0.5, 1], days)
    ours, theirs = least_squares(x, y), sm.OLS(y, sm.add_constant(x)).fit()
    degrees = int(freedom(x - x.mean()))

    assert (ours.intercept, ours.slope) == pytest.approx(tuple(theirs.params), **CLOSE)
    assert (ours.high - ours.slope) / student(degrees) == pytest.approx(theirs.HC3_se[1], **CLOSE)


@pytest.mark.parametrize("days", [10, 25, 90])
def test_the_degrees_of_freedom_are_those_of_their_definition(days):
    x = np.sort(CHANCE.choice(365, days, replace=False)).astype(float)
    line = sm.add_constant(x - x.mean())
    hat = line @ np.linalg.inv(line.T @ line) @ line.T
    weight = (x - x.mean()) / ((x - x.mean()) ** 2).sum() / np.sqrt(1 - np.diag(hat))
    matrix = np.diag(weight) @ (np.eye(days) - hat) @ np.diag(weight)

    assert freedom(x - x.mean()) == pytest.approx(np.trace(matrix) ** 2 / (matrix**2).sum(), **CLOSE)


@pytest.mark.parametrize("degrees", [1, 2, 3, 4, 5, 10, 29, 98, 363])
def test_students_t_is_that_of_scipy(degrees):
    assert student(degrees) == pytest.approx(stats.t.ppf(0.975, degrees), **CLOSE)
