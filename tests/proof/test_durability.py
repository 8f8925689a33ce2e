"""Nothing that was answered as saved is lost: by kill -9, by a power cut, in the middle of a change of keys.

The counts are those of every day; `python -m proof.nightly` has the large ones.
"""

import os
import re

import pytest

from middleway.web.comfort.models import Recording
from middleway.web.records import manifest
from middleway.web.way.models import Return
from tests.support.proofs import ran

on_sqlite = pytest.mark.skipif(bool(os.environ.get("MIDDLEWAY_DATABASE_URL")), reason="of SQLite's files")

# The writers type; a recording and a promise to come back are no words.
KEPT_BY_WRITING = set(manifest.kinds()) - {Recording, Return}


def figures(module, *arguments):
    """Run a proof as its user does; return its exit status and the numbers that it printed."""
    done = ran(f"proof.{module}", *arguments)
    assert done.stdout, done.stderr
    return done.returncode, {name: float(value) for name, value in re.findall(r"(\w+)=([\d.]+)", done.stdout)}


def nothing_is_wrong(found):
    wrong = {
        "lost",
        "half_written",
        "listed_wrong",
        "ledger_wrong",
        "integrity_errors",
        "neither",
        "both",
        "unreadable",
    }
    return not any(found[name] for name in wrong & found.keys())


def test_40_kills_of_all_workers_under_16_writers_lose_nothing():
    status, found = figures("kills", "--kills", "40")

    assert status == 0, found
    assert found["kills"] == 40
    assert found["acknowledged"] > 150
    assert found["kinds"] == len(KEPT_BY_WRITING)
    assert found["findings"] > 0
    assert nothing_is_wrong(found)


@on_sqlite
def test_20_power_cuts_lose_nothing():
    status, found = figures("powercuts", "--cuts", "20")

    assert status == 0, found
    assert found["kills"] == 20
    assert found["acknowledged"] > 80
    assert found["kinds"] == len(KEPT_BY_WRITING)
    assert found["findings"] > 0
    assert nothing_is_wrong(found)


@on_sqlite
@pytest.mark.parametrize("synchronous", ["NORMAL", "OFF"])
def test_with_a_setting_that_loses_the_same_cuts_report_loss(synchronous):
    status, found = figures("powercuts", "--cuts", "2", "--writers", "4", "--synchronous", synchronous)

    assert status == 0, found
    assert found["lost"] > 0


def test_30_kills_in_the_middle_of_a_change_of_keys_leave_everything_readable():
    status, found = figures("interruptions", "--points", "30")

    assert status == 0, found
    assert 0 < found["before"] < 30  # some came before the one write, some after
    assert found["kinds"] == len(manifest.kinds())
    assert nothing_is_wrong(found)
