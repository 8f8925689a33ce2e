"""Strangers at the door: a short run, with bounds that a busy machine keeps too; `python -m proof.flood` measures on a quiet one."""

import re

from tests.support.proofs import ran


def test_while_strangers_flood_the_door_everybody_inside_is_answered_and_the_owner_comes_in():
    done = ran("proof.flood", "--seconds", "8")

    found = {
        kind: (int(times), int(failed))
        for kind, times, failed in re.findall(r"^([\w ]+): (\d+) times.* failed (\d+)$", done.stdout, re.MULTILINE)
    }
    assert set(found) == {"settle", "leave", "autosave", "confirm", "new browser", "remembered"}, done.stderr
    assert all(times > 0 and failed == 0 for times, failed in found.values()), done.stdout
    assert int(re.findall(r"503: (\d+)", done.stdout)[0]) > 100  # it was a flood, and it was turned away
    # Three derivations at most, 128 MiB each, beside what the pages take.
    before, most = map(int, re.findall(r"memory: (\d+) MiB before, (\d+) MiB", done.stdout)[0])
    assert most - before < 3 * 128 + 150, done.stdout
