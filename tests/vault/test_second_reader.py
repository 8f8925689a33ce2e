"""A reader written from the specification alone opens what we write, and refuses what we refuse."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
READER = ROOT / "docs" / "spec" / "sealed_v1_reader.py"
FROZEN = json.loads((Path(__file__).parent / "vectors" / "sealed-v1.json").read_text("utf-8"))


def second_reader(kind, path, passphrase):
    done = subprocess.run(
        [sys.executable, str(READER), kind, str(path)], input=passphrase.encode(), capture_output=True, check=False
    )
    return done.returncode, done.stdout, done.stderr


def test_it_opens_an_export(tmp_path):
    path = tmp_path / "export.mway"
    path.write_bytes(bytes.fromhex(FROZEN["archive"]["bytes"]))

    status, out, err = second_reader("archive", path, FROZEN["passphrase"])

    assert (status, err) == (0, b"")
    assert out.decode() == FROZEN["archive"]["content"]


def test_it_opens_a_vault_with_its_items_grant_session_and_manifest(tmp_path):
    path = tmp_path / "vault.json"
    path.write_text(json.dumps({name: part for name, part in FROZEN.items() if name != "archive"}), "utf-8")

    status, out, err = second_reader("vault", path, FROZEN["passphrase"])

    assert (status, err) == (0, b"")
    told = json.loads(out)
    assert told["items"] == [item["content"] for item in FROZEN["items"]]
    assert told["shared"] == FROZEN["items"][-1]["content"]
    assert told["manifest"] == FROZEN["manifest"]["revisions"]


@pytest.mark.parametrize("at", [0, 7, 30, 60, 40_000, -1])
def test_it_refuses_a_changed_byte_and_gives_nothing_out(tmp_path, at):
    archive = bytearray(bytes.fromhex(FROZEN["archive"]["bytes"]))
    archive[at] ^= 1
    (tmp_path / "export.mway").write_bytes(archive)

    status, out, err = second_reader("archive", tmp_path / "export.mway", FROZEN["passphrase"])

    assert (status, out) == (1, b"")
    assert err.count(b"\n") == 1


def test_it_stands_alone_and_is_short():
    lines = READER.read_text("utf-8").splitlines()

    assert len(lines) <= 200
    assert not [line for line in lines if "middleway" in line and "import" in line]
