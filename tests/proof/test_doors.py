"""B-01, B-02, B-03, C-08, C-11, W-06, Z-04; `python -m proof doors --night` guesses twenty times as often."""

import re

from tests.support.proofs import ran

NUMBER = r"(\d[\d,]*)"


def numbers(pattern, printed):
    """Return the numbers that stand where the pattern says NUMBER, in the line that it describes."""
    found = re.search("^" + pattern.replace("NUMBER", NUMBER), printed, re.MULTILINE)
    assert found, printed
    return [int(number.replace(",", "")) for number in found.groups()]


# One test, since the siege takes its time: what it shows is asked of one run.
def test_the_doors_hold_against_guessers_thieves_and_an_unlocked_device():
    done = ran("proof", "doors", warnings="error")
    printed = done.stdout

    assert done.returncode == 0, printed + done.stderr
    guesses, hour, day, inside_hour, inside_day, open_again, doors = numbers(
        "B-01: NUMBER wrong guesses; .* at most NUMBER in an hour, NUMBER in a day; "
        "in one session at most NUMBER and NUMBER; NUMBER of NUMBER doors open a day later",
        printed,
    )
    assert guesses >= 2_000
    assert 0 < hour <= 10
    assert 10 < day <= 20
    assert 0 < inside_hour <= 10
    assert 0 < inside_day <= 20
    assert open_again == doors == 3  # however long somebody guessed
    assert numbers("B-02: .* came in NUMBER of NUMBER times", printed) == [100, 100]
    pairs, told_apart = numbers("B-03: NUMBER pairs .*: NUMBER differ", printed)
    assert pairs >= 100
    assert told_apart == 0
    assert numbers(r"C-08: NUMBER of NUMBER .* \(NUMBER with it\)", printed) == [0, 100, 100]
    stolen = ("the table of sessions and the signing key", "__Host-s alone", "__Host-k alone")
    assert f"C-11: opened by {', '.join(f'{what}: nothing' for what in stolen)}\n" in printed
    accepted, replays = numbers("W-06: NUMBER of NUMBER replays accepted", printed)
    assert accepted == 0
    assert replays >= 1_000
    assert numbers("Z-04: NUMBER actions went without", printed) == [0]
