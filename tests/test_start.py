"""The set-up script: what it says when something is missing."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

START = Path(__file__).parent.parent / "start.py"


@pytest.fixture
def start(monkeypatch):
    monkeypatch.syspath_prepend(START.parent)
    import start

    return start


def test_it_needs_nothing_but_the_standard_library():
    done = subprocess.run([sys.executable, "-I", "-S", START, "--help"], capture_output=True, text=True, check=False)

    assert done.returncode == 0
    assert "run" in done.stdout
    assert "test" in done.stdout


def test_without_root_a_missing_package_ends_with_the_command_to_run(start, monkeypatch, capsys):
    monkeypatch.setattr(start.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)

    with pytest.raises(SystemExit) as stopped:
        start.chromium()

    assert stopped.value.code == 1
    assert "sudo apt-get install --no-install-recommends chromium" in capsys.readouterr().err


def test_away_from_debian_it_names_what_is_missing(start, monkeypatch, capsys):
    monkeypatch.setattr(shutil, "which", lambda _: None)

    with pytest.raises(SystemExit):
        start.chromium()

    assert "Install chromium with your own package manager." in capsys.readouterr().err


def test_nothing_is_done_when_everything_is_in_place(start, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(start.subprocess, "run", lambda *_, **__: pytest.fail("ran something"))

    start.chromium()
