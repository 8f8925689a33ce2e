"""How many guesses a door allows."""

import pytest
import time_machine

from middleway.web.accounts import budget
from middleway.web.accounts.models import Budget
from middleway.web.accounts.opening import WrongGuess, open_with_passphrase
from tests.web.conftest import signed_in

MINUTE, HOUR, DAY = 60, 3600, 86_400
DOOR = "some door"


@pytest.fixture
def clock(db):
    with time_machine.travel("2026-11-23 22:00:00Z", tick=False) as clock:
        yield clock


def guesses(clock, seconds, every=MINUTE):
    """Guess as often as the door allows, once in `every` seconds; return when."""
    at = []
    for second in range(0, seconds, every):
        try:
            budget.spend(DOOR)
            at.append(second)
        except budget.Closed:
            pass
        clock.shift(every)
    return at


def test_three_guesses_are_free_and_then_each_waits_longer(clock):
    for _ in range(3):
        budget.spend(DOOR)
    waits = []
    for _ in range(4):
        with pytest.raises(budget.Closed) as closed:
            budget.spend(DOOR)
        waits.append(closed.value.minutes)
        clock.shift(closed.value.minutes * MINUTE)
        budget.spend(DOOR)

    assert waits == [1, 2, 4, 8]


def test_never_more_than_ten_an_hour_twenty_a_day_and_a_hundred_in_a_row(clock):
    at = guesses(clock, 10 * DAY)

    assert len(at) == 100
    assert max(sum(start <= t < start + HOUR for t in at) for start in at) <= 10
    assert max(sum(start <= t < start + DAY for t in at) for start in at) <= 20
    with pytest.raises(budget.Closed) as closed:
        budget.spend(DOOR)
    assert closed.value.minutes is None


def test_a_right_guess_does_not_count_but_the_wrong_ones_of_the_day_stay(clock):
    for _ in range(3):
        budget.spend(DOOR)
    budget.give_back(DOOR)

    row = Budget.objects.get()
    assert row.in_a_row == 0
    assert len(row.minutes) == 2


def test_the_owner_never_runs_out_by_being_right(clock):
    signed_in("alice")
    for _ in range(60):
        open_with_passphrase("alice", "squeak anvil trodden mulberry oxford pillow")


def test_a_closed_door_tries_nothing(clock, monkeypatch):
    signed_in("alice")
    for _ in range(3):
        with pytest.raises(WrongGuess):
            open_with_passphrase("alice", "wrong")
    tried = []
    monkeypatch.setattr("middleway.vault.primitives.hash_secret_raw", lambda *_: tried.append(1))

    with pytest.raises(budget.Closed):
        open_with_passphrase("alice", "squeak anvil trodden mulberry oxford pillow")
    assert tried == []


def test_a_door_does_not_tell_whose_it_is_and_no_two_are_one(clock):
    doors = {budget.door(kind, name) for kind in ("passphrase", "code") for name in ("alice", "bob")}

    assert len(doors) == 4
    assert all(len(door) == 64 for door in doors)


def test_what_was_forgotten_for_a_month_is_deleted(clock):
    budget.spend(DOOR)
    clock.shift(29 * DAY)
    assert budget.forget_old() == 0
    clock.shift(2 * DAY)
    assert budget.forget_old() == 1
