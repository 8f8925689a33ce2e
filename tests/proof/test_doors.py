"""B-01, B-02, B-03, C-08, C-11, W-06, Z-04; `python -m proof doors --night` guesses four times as often."""

import pytest

from proof import doors


# One test, since the siege takes its time: what it shows is asked of one run.
@pytest.mark.django_db(transaction=True)
def test_the_doors_hold_against_guessers_thieves_and_whoever_sits_at_an_unlocked_device():
    figures = doors.run(doors.CI)

    hour, day = figures.most()
    inside_hour, inside_day = figures.most_inside()
    assert figures.guesses >= 10_000
    assert 0 < hour <= 10
    assert 10 < day <= 20
    assert 0 < inside_hour <= 10
    assert 0 < inside_day <= 20
    assert figures.opens_again() == 3  # however long somebody guessed
    assert figures.entered() == (100, 100)
    assert figures.told_apart == []
    assert figures.pairs >= 100
    assert len(figures.stolen) == 3
    assert not any(figures.stolen.values())
    assert (figures.without_pepper, figures.with_pepper) == (0, 100)
    assert figures.accepted == []
    assert figures.replays >= 1_000
    assert figures.unasked == []
