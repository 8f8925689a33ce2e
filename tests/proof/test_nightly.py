"""The long run of the proofs survives an interruption."""

import json
import re
from pathlib import Path

import pytest

from proof import nightly

MODULE = """
import os, sys
with open(sys.argv[1], "a") as ran: ran.write(sys.argv[2])
print("figures of", sys.argv[2])
if sys.argv[2] == "c": os.kill(os.getpid(), 9)
sys.exit(sys.argv[2] == "b")
"""


@pytest.fixture
def night(tmp_path, monkeypatch):
    """Three pieces: one that holds, one that fails, one that is killed. Each notes that it ran."""
    (tmp_path / "noted.py").write_text(MODULE)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return {f"{name}-01": ["noted", str(tmp_path / "ran"), name] for name in "abc"}


def test_what_is_recorded_is_not_run_again_and_what_was_killed_is(night, tmp_path, capsys):
    folder = tmp_path / "record"

    assert nightly.run(night, folder) == 2
    assert sorted(path.name for path in folder.iterdir()) == ["a-01.json", "b-01.json"]
    assert json.loads((folder / "a-01.json").read_text())["printed"] == "figures of a"
    capsys.readouterr()

    assert nightly.run(night, folder) == 2  # a failure stays one
    assert (tmp_path / "ran").read_text() == "abcc"
    assert "figures of a" in capsys.readouterr().out


def test_without_a_record_everything_is_run(night, tmp_path):
    nightly.run(night, None)
    nightly.run(night, None)

    assert (tmp_path / "ran").read_text() == "abcabc"


def test_the_shares_of_a_night_are_the_whole_night():
    parts = list(nightly.PARTS)
    first, second = (nightly.pieces(parts, share=(number, 2)) for number in (1, 2))

    assert not first.keys() & second.keys()
    assert first | second == nightly.pieces(parts)


def test_every_proof_that_the_threat_model_names_is_part_of_a_night():
    text = (Path(__file__).parents[2] / "docs/threat-model.md").read_text("utf-8")
    named = set(re.findall(r"python -m (proof(?:\.\w+| \w+))", text)) - {"proof.nightly"}
    commands = [command for part in nightly.PARTS.values() for command in part]

    assert "proof.leaving" in named
    assert named <= {command[0] for command in commands} | {" ".join(command[:2]) for command in commands}


def test_every_mode_of_a_proof_that_the_threat_model_names_is_part_of_a_night():
    text = (Path(__file__).parents[2] / "docs/threat-model.md").read_text("utf-8")
    named = re.findall(r"python -m (proof(?:\.\w+| \w+))([^`]*)`", text)
    # How many is the night's own affair; how a proof goes about it is not.
    modes = {(proof, mode) for proof, options in named for mode in re.findall(r"(--[a-z]+)\b(?! \d)", options)}
    modes = {(proof, mode) for proof, mode in modes if proof != "proof.nightly" and mode not in {"--night", "--slow"}}
    commands = [command for part in nightly.PARTS.values() for command in part]

    assert ("proof.flood", "--patient") in modes
    assert modes <= {(command[0], option) for command in commands for option in command}


def test_the_counts_of_a_night_are_those_that_the_threat_model_names():
    def count(part):
        return sum(int(command[command.index(counted) + 1]) for command in nightly.PARTS[part] for counted in command
                   if counted in {"--count", "--kills", "--cuts"})  # fmt: skip

    assert [count(part) for part in ("kills", "powercuts", "canaries", "fuzz", "doors")] == [10_000, 1_000, 1_000, 200_000, 40_000]  # fmt: skip
