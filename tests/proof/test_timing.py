"""Does the time of an answer tell which names exist? `python -m proof.timing` asks ten times as often."""

import re

import pytest

from tests.support.proofs import ran
from tests.support.ranks import z_of

BOUND = 4.0  # as proof/timing.py has it


def test_the_time_of_an_answer_does_not_tell_which_names_exist():
    done = ran("proof.timing", "--tries", "40", warnings="error")

    assert done.returncode == 0, done.stdout + done.stderr
    found = [float(z) for z in re.findall(r"z = ([+-][\d.]+), .* \(40 tries each\)$", done.stdout, re.MULTILINE)]
    assert len(found) == 10
    assert max(map(abs, found)) < BOUND


def test_times_that_differ_a_little_would_be_noticed():
    quick = [10 + number % 7 / 10 for number in range(400)]
    slow = [time + 0.1 for time in quick]

    assert z_of(slow, quick) > BOUND
    assert z_of(quick, quick) == 0
    assert z_of([*range(10)], [*range(10, 20)]) == pytest.approx(-3.78, abs=0.01)
