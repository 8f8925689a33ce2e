"""W-01; `python -m proof fuzz --night` is the long run."""

import re

from tests.support.proofs import ran


def test_nonsense_breaks_no_page_and_shows_nothing_of_anybody():
    done = ran("proof", "fuzz", warnings="error")

    assert done.returncode == 0, done.stdout + done.stderr
    requests, answers, wrong = re.search(r"^W-01: ([\d,]+) requests \((.*)\): (\d+) wrong", done.stdout).groups()
    assert int(requests.replace(",", "")) >= 5_000
    assert int(wrong) == 0
    statuses = set(re.findall(r"× (\d+)", answers))
    assert statuses >= {"200", "204", "302", "400", "403", "404", "405", "422"}  # it came far, and it was refused
