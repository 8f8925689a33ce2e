"""What can be trusted, on pairs whose loops and trends are known (`simulated.py`)."""

import numpy as np
import pytest
from simulated import LOOPS, START, pair, seeded, shuffled

from middleway.loops import MEASURES, Moment, loop, trend

KINDS = (*LOOPS, "")
PAIRS = 1_400


@pytest.fixture(scope="module")
def pairs_named():
    """Return, for each pair, what it is, what it is called after twenty moments, and what with their moves shuffled."""
    found = []
    for number in range(PAIRS):
        kind, rng = KINDS[number % len(KINDS)], seeded(number)
        moments = pair(kind, 20, rng)
        found.append((kind, loop(moments).name, loop(shuffled(moments, rng)).name))
    return found


def test_after_twenty_moments_the_right_loop_is_named_in_95_of_100_pairs(pairs_named):
    assert np.mean([kind == name for kind, name, _ in pairs_named]) >= 0.95


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_pair_is_much_harder_than_the_others(pairs_named, kind):
    assert np.mean([name == kind for of, name, _ in pairs_named if of == kind]) >= 0.90


def test_where_nothing_follows_from_anything_at_most_5_of_100_get_a_loop(pairs_named):
    assert np.mean([name != "" for _, _, name in pairs_named]) <= 0.05


@pytest.mark.parametrize("days", [12, 20, 60])
@pytest.mark.parametrize("field", ["heat_before", "belonging", "heard", "voice"])
def test_intervals_hold_the_truth_in_93_to_97_of_100(field, days):
    measure = next(one for one in MEASURES if one.field == field)
    rng = np.random.default_rng([days, len(field)])
    held = 0
    for _ in range(1_000):
        moments, slope = course(field, days, rng)
        found = trend(moments, measure)
        held += found.low <= slope <= found.high

    assert 0.93 <= held / 1_000 <= 0.97


def course(field, days, rng):
    """Return moments on so many days, spread over three times as many, and the slope per month that made them."""
    x = np.sort(rng.choice(3 * days, days, replace=False))
    share = (x - x[0]) / (x[-1] - x[0])
    change, values = {
        "heat_before": (-2.0, 7 - 2 * share + rng.normal(0, 1.5, days)),
        "belonging": (0.3, -0.4 + 0.3 * share + rng.normal(0, 0.2, days)),
        # No, in part, yes: none, one or both of two tries, each of which succeeds as often as the share says.
        "heard": (0.4, (rng.random((2, days)) < 0.3 + 0.4 * share).mean(0)),
        "voice": (0.3, (rng.random(days) < 0.4 + 0.3 * share).astype(float)),
    }[field]
    from datetime import timedelta

    moments = [
        Moment(at=START + timedelta(days=int(day)), **{field: float(value)})
        for day, value in zip(x, values, strict=True)
    ]
    return moments, change / (x[-1] - x[0]) * 30
