"""C-01 and C-02 with the counts of every day; `python -m proof canaries --night` is the long run."""

import re

from tests.support.proofs import ran


def test_nothing_that_was_typed_is_found_in_anything_the_server_wrote():
    done = ran("proof", "canaries", "--count", "100", warnings="error")

    assert done.returncode == 0, done.stdout + done.stderr
    canaries, hits = re.search(r"^C-01: ([\d,]+) canaries .* MB: (\d+) hits;", done.stdout).groups()
    assert int(canaries.replace(",", "")) >= 100
    assert int(hits) == 0
    # The walk met every kind of answer, and the search had something to search.
    assert "never met: 0 []" in done.stdout
    read, waited = re.search(r"read ([\d,]+) times, (\d+) of them in a transaction", done.stdout).groups()
    assert int(read.replace(",", "")) > 100
    assert int(waited) == 0, "somebody else's write waited for a text to be read"


def test_the_search_finds_every_leak_that_was_planted_and_no_other():
    done = ran("proof", "leaks", warnings="error")

    assert done.returncode == 0, done.stdout + done.stderr
    found, planted, others = re.search(
        r"^C-02: (\d+) of (\d+) planted leaks found, (\d+) where none was planted", done.stdout
    ).groups()
    assert found == planted
    assert int(planted) >= 25
    assert int(others) == 0
