"""Z-01, W-03, W-04, W-07, P-04; `python -m proof matrix --night` asks six worlds."""

import re

from tests.support.addresses import every
from tests.support.proofs import ran


def test_every_address_answers_everybody_as_the_table_says_and_shows_no_others_words():
    done = ran("proof", "matrix", warnings="error")

    assert done.returncode == 0, done.stdout + done.stderr
    found = re.search(r": ([\d,]+) probes of (\d+) addresses .*: (\d+) wrong", done.stdout).groups()
    probes, addresses, wrong = (int(number.replace(",", "")) for number in found)
    assert probes >= 4_000
    assert addresses == len(list(every()))  # one that has no row in the table would be wrong
    assert wrong == 0
