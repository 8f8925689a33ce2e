"""Does the time of an answer tell which names exist? `python -m proof.timing` asks ten times as often."""

import pytest

from proof import timing


@pytest.mark.django_db(transaction=True)
def test_the_time_of_an_answer_does_not_tell_which_names_exist():
    figures = timing.run(timing.CI)

    assert len(figures.of) == 10
    assert [str(figure) for figure in figures.of if not figure.is_good()] == []


def test_times_that_differ_a_little_would_be_noticed():
    quick = [10 + number % 7 / 10 for number in range(400)]
    slow = [time + 0.1 for time in quick]

    assert timing.z_of(slow, quick) > timing.BOUND
    assert timing.z_of(quick, quick) == 0
    assert timing.z_of([*range(10)], [*range(10, 20)]) == pytest.approx(-3.78, abs=0.01)
