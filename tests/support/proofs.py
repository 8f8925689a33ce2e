"""A proof as its user runs it, and what it prints."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def ran(*command: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m` with that command. It takes the database that the tests take."""
    return subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
