"""A proof as its user runs it, and what it prints."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def ran(*command: str, warnings: str = "default") -> subprocess.CompletedProcess[str]:
    """Run `python -m` with that command, on the database that the tests take. `warnings`: "error" makes each a failure."""
    whole = [sys.executable, "-W", warnings, "-m", *command]
    return subprocess.run(whole, cwd=ROOT, capture_output=True, text=True, check=False)
