"""Out of a real server: a short run; `python -m proof.leaving` measures on a quiet machine."""

import re

from tests.support.proofs import ran


def test_while_others_write_and_while_the_database_is_held_whoever_leaves_is_out():
    done = ran("proof.leaving", "--times", "4")

    found = re.findall(
        r": 4 times out, .*; (cookies kept 0, copies that opened 0, rows left 0)$", done.stdout, re.MULTILINE
    )
    assert len(found) == 2, done.stdout + done.stderr
