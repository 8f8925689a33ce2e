"""B-01, B-02, B-03, C-08, C-11, W-06, Z-04; `python -m proof doors --night` guesses four times as often."""

import pytest

from proof import doors

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def figures(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return doors.run(doors.CI)


def test_of_ten_thousand_wrong_guesses_few_reach_the_key_derivation(figures):
    hour, day, row = figures.most()

    assert figures.guesses >= 10_000
    assert 0 < hour <= 10
    assert 10 < day <= 20
    assert row == 100  # the limit was met, and held


def test_meanwhile_the_owner_comes_in_each_time(figures):
    assert figures.entered() == (100, 100)


def test_no_answer_tells_whether_a_name_exists(figures):
    assert figures.told_apart == []
    assert figures.pairs >= 100


def test_a_stolen_table_of_sessions_and_either_cookie_alone_open_nothing(figures):
    assert len(figures.stolen) == 3
    assert not any(figures.stolen.values())


def test_without_the_pepper_no_known_passphrase_is_confirmed(figures):
    assert (figures.without_pepper, figures.with_pepper) == (0, 100)


def test_a_session_that_ended_stays_ended_whoever_keeps_its_cookies(figures):
    assert figures.accepted == []
    assert figures.replays >= 1_000


def test_what_protects_an_account_or_takes_it_along_asks_for_the_passphrase_again(figures):
    assert figures.unasked == []
