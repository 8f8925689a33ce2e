"""How many guesses a door allows."""

import re
from contextlib import suppress
from functools import partial

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from middleway.vault.recovery import new_code
from middleway.web.accounts import actions, second_step, throttle
from middleway.web.accounts.models import Budget
from middleway.web.accounts.opening import WrongGuess, open_with_passphrase
from middleway.web.operations import people
from tests.web.conftest import signed_in

pytestmark = pytest.mark.database

MINUTE, HOUR, DAY = 60, 3600, 86_400
DOOR = throttle.Door("some door")


@pytest.fixture
def clock(db):
    with time_machine.travel("2026-11-23 22:00:00Z", tick=False) as clock:
        yield clock


def guesses(clock, seconds, every=MINUTE):
    """Guess as often as the door allows, once in `every` seconds; return when."""
    at = []
    for second in range(0, seconds, every):
        try:
            throttle.spend(DOOR)
            at.append(second)
        except throttle.Closed:
            pass
        clock.shift(every)
    return at


def test_three_guesses_are_free_and_then_each_waits_longer(clock):
    for _ in range(3):
        throttle.spend(DOOR)
    waits = []
    for _ in range(4):
        with pytest.raises(throttle.Closed) as closed:
            throttle.spend(DOOR)
        waits.append(closed.value.minutes)
        clock.shift(closed.value.minutes * MINUTE)
        throttle.spend(DOOR)

    assert waits == [1, 2, 4, 8]


def test_at_most_ten_an_hour_and_twenty_a_day_and_never_closed_for_good(clock):
    at = guesses(clock, 6 * DAY, every=17 * MINUTE)

    assert len(at) > 100
    assert max(sum(start <= t < start + HOUR for t in at) for start in at) <= 10
    assert max(sum(start <= t < start + DAY for t in at) for start in at) <= 20
    with pytest.raises(throttle.Closed) as closed:
        throttle.spend(DOOR)
    assert 0 < closed.value.minutes <= 24 * 60
    clock.shift(closed.value.minutes * MINUTE)
    throttle.spend(DOOR)


@pytest.mark.parametrize("jump", [365 * DAY, -365 * DAY])
def test_a_clock_that_was_a_year_off_closes_a_door_for_a_day_at_most(clock, jump):
    clock.shift(jump)
    guesses(clock, 2 * DAY, every=20 * MINUTE)
    clock.shift(-jump)

    with suppress(throttle.Closed):
        throttle.spend(DOOR)
    clock.shift(DAY)
    throttle.spend(DOOR)


def test_a_right_guess_does_not_count_but_the_wrong_ones_of_the_day_stay(clock):
    for _ in range(3):
        throttle.spend(DOOR)
    throttle.give_back(DOOR)

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

    with pytest.raises(throttle.Closed):
        open_with_passphrase("alice", "squeak anvil trodden mulberry oxford pillow")
    assert tried == []


def test_a_door_does_not_tell_whose_it_is_and_no_two_are_one(clock):
    doors = {throttle.door(kind, name) for kind in ("passphrase", "code") for name in ("alice", "bob")}

    assert len(doors) == 4
    assert all(len(door.key) == 64 for door in doors)


def test_what_no_longer_limits_is_deleted_at_anybodys_next_guess(clock):
    throttle.spend(DOOR)
    clock.shift(DAY + 2 * MINUTE)
    throttle.spend(throttle.Door("another"))

    assert [row.door for row in Budget.objects.all()] == ["another"]
    clock.shift(DAY + 2 * MINUTE)
    assert throttle.forget_old() == 1


def test_made_up_names_fill_no_disk_and_erase_no_count_of_a_guessed_name(clock, monkeypatch):
    monkeypatch.setattr(throttle, "MOST", 60)
    monkeypatch.setattr(throttle, "_AT_ONCE", 20)
    for _ in range(3):
        throttle.spend(DOOR)
    for number in range(70):
        throttle.spend(throttle.Door(f"made up {number}"))
    for number in range(30):
        for _ in range(4):
            with suppress(throttle.Closed):
                throttle.spend(throttle.Door(f"cheap {number}", cheap=True))

    assert Budget.objects.count() <= 60
    with pytest.raises(throttle.Closed):
        throttle.spend(DOOR)


def test_two_doors_are_spent_together_or_not_at_all(clock):
    narrow, wide = throttle.doors_inside("alice", "a session")
    for _ in range(3):
        throttle.spend(narrow, wide)
    with pytest.raises(throttle.Closed):
        throttle.spend(narrow, wide)

    assert Budget.objects.get(door=wide.key).in_a_row == 3


def test_one_open_page_cannot_close_what_asks_again_for_another(clock):
    mine, others = throttle.doors_inside("alice", "mine"), throttle.doors_inside("alice", "theirs")
    for _ in range(80):
        with suppress(throttle.Closed):
            throttle.spend(*others)
        clock.shift(17 * MINUTE)

    throttle.spend(*mine)


def test_all_open_pages_together_have_forty_guesses_a_day(clock):
    taken = 0
    for _ in range(80):
        for number in range(3):
            with suppress(throttle.Closed):
                throttle.spend(*throttle.doors_inside("alice", str(number)))
                taken += 1
        clock.shift(17 * MINUTE)

    assert taken == 40


def statements(do):
    """Return what was asked of the database, without the values."""
    with CaptureQueriesContext(connection) as asked:
        do()
    return [re.sub(r"'[^']*'|\b[0-9a-f]{32,}\b|\d+", "?", query["sql"]) for query in asked]


@pytest.fixture
def names(clock):
    """Everybody whom a stranger must not be able to tell from nobody."""
    for name in ("alice", "disabled", "no-code", "stepped"):
        account, vault, _ = actions.create(username=name, passphrase="squeak anvil trodden mulberry oxford pillow")
        if name == "disabled":
            people.set_active(name, active=False)
        elif name == "no-code":
            actions.drop_code(vault)
        elif name == "stepped":
            second_step.add_code(account, "JBSWY3DPEHPK3PXP")
    return ["alice", "disabled", "no-code", "stepped", "nobody"]


OFFERED = {"take_offered": "on", "offered": "gravel donut unsaid tripod mosaic lentil"}
QUESTIONS = {
    "sign in": ("/sign-in/", [{"passphrase": "wrong wrong wrong"}] * 5),
    "one-time": ("/sign-in/", [{"passphrase": "wrong wrong wrong", "one_time": "123456"}] * 9),
    "two in a row": ("/sign-in/", [{"passphrase": "wrong wrong wrong", "one_time": "123456 123456"}] * 9),
    "recovery": ("/sign-in/recover/", [{**OFFERED, "code": new_code()}] * 5),
    "mistyped": ("/sign-in/recover/", [{**OFFERED, "code": "ABCD-EFGH"}] * 5),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_same_is_asked_of_the_database_for_every_name(names, question):
    path, tries = QUESTIONS[question]
    asked = {}
    for name in names:
        client = Client()
        asked[name] = [statements(partial(client.post, path, {"username": name, **fields})) for fields in tries]

    assert asked["nobody"][0]
    for name in names:
        assert asked[name] == asked["nobody"], name


@pytest.mark.parametrize("name", ["alice", "disabled", "no-code", "nobody"])
@pytest.mark.parametrize("code", [new_code(), "ABCD-EFGH"], ids=["wrong", "mistyped"])
def test_wrong_and_mistyped_codes_are_counted_under_every_name(names, name, code):
    page = None
    for _ in range(4):
        page = Client().post("/sign-in/recover/", {"username": name, "code": code, **OFFERED})

    assert Budget.objects.get(door=throttle.door("code", name).key).in_a_row == 3
    assert "the right one opens at any time" in page.text


def test_the_owner_is_told_inside_that_many_guessed(clock):
    alice = signed_in("alice")
    stranger = Client()
    assert "tried" not in alice.get("/security/").text
    for _ in range(12):
        stranger.post("/sign-in/", {"username": "alice", "passphrase": "wrong wrong wrong"})
        stranger.post("/sign-in/", {"username": "nobody", "passphrase": "wrong wrong wrong"})
        clock.shift(HOUR + MINUTE)

    alice.browser = Client()
    alice.post("/sign-in/recover/", {"username": "alice", "code": alice.code, **OFFERED})  # which opens the door again
    for page in ("/home/", "/security/"):
        assert "Somebody tried many wrong passphrases or codes under your name." in alice.get(page).text
    clock.shift(31 * DAY)
    alice.post("/sign-in/", {"username": "alice", "passphrase": OFFERED["offered"]})
    assert "tried many" not in alice.get("/security/").text
