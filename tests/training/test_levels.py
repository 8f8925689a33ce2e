"""A value is told as sure from the share on from which it is right often enough, and not before."""

import numpy as np

from training.levels import NEVER, TRUE_ENOUGH, levels


def shares_of(second):
    """Return shares of two values for each passage, given those of the second."""
    return np.stack([1 - np.asarray(second), np.asarray(second)], axis=1)


def of_second(second, right, ours=None):
    return levels(shares_of(second), [int(one) for one in right], ours or [False] * len(second))[1]


def test_a_value_is_sure_from_where_it_is_right_often_enough():
    found = of_second([0.9] * 40 + [0.6] * 40, [True] * 38 + [False] * 2 + [False] * 40)

    assert 0.6 < found.sure_from <= 0.9
    assert found.precision >= TRUE_ENOUGH
    assert found.found == 1


def test_a_value_that_is_wrong_even_where_it_is_certain_is_never_sure():
    assert of_second([0.99] * 40, [True] * 30 + [False] * 10).sure_from == NEVER


def test_a_value_that_was_hardly_seen_is_never_sure():
    assert of_second([0.99] * 5, [True] * 5).sure_from == NEVER


def test_a_value_that_is_not_the_likeliest_is_never_sure():
    assert of_second([0.4] * 40, [True] * 40).sure_from == NEVER


def test_public_and_our_own_passages_count_the_same_however_many_there_are():
    right_in_ours = [True] * 1000 + [False] * 20
    found = of_second([0.9] * 1020, right_in_ours, [True] * 1000 + [False] * 20)

    assert found.sure_from == NEVER  # right for 98 of 100, but in one half for none
