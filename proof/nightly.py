"""`python -m proof.nightly [--part kills] [--record FOLDER]`: every proof with its large count, piece after piece; hours.

Each piece has a seed, a server and a database of its own, and lasts some minutes. With `--record` what a piece printed is written
down as it ends, apart for each commit and each kind of database; what is there already is not run again, so an interrupted night
goes on where it stopped. To run a piece again, delete its file. With MIDDLEWAY_DATABASE_URL: the parts that are not about
SQLite's files, each piece in a new database of that server.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

PARTS: Final = {
    "canaries": [["proof", "canaries", "--count", "250", "--seed", str(seed)] for seed in range(1, 5)],
    "leaks": [["proof", "leaks", "--night"]],
    "matrix": [["proof", "matrix", "--count", "1", "--seed", str(seed)] for seed in range(1, 7)],
    "fuzz": [["proof", "fuzz", "--count", "20000", "--seed", str(seed)] for seed in range(1, 11)],
    "doors": [["proof", "doors", "--count", "10000", "--seed", str(seed)] for seed in range(1, 5)],
    "flood": [["proof.flood", "--seconds", "60", *more] for more in (["--workers", "1"], ["--workers", "2"], ["--patient"])],
    "leaving": [["proof.leaving", "--times", "200", "--writers", writers] for writers in ("3", "16")],
    "timing": [["proof.timing"], ["proof.timing", "--tries", "1600", "--about", "recovery, a"]],
    "imports": [["proof.imports", "--rows", "10000"]],
    "import_kills": [["proof.import_kills", "--kills", "40", "--seed", str(seed)] for seed in range(1, 6)],
    "interruptions": [["proof.interruptions", "--points", "100", "--seed", str(seed)] for seed in range(1, 7)],
    "powercuts": [["proof.powercuts", "--cuts", "125", "--seed", str(seed)] for seed in range(1, 9)],
    "controls": [["proof.powercuts", "--cuts", "20", "--synchronous", setting] for setting in ("NORMAL", "OFF")],
    "kills": [["proof.kills", "--kills", "500", "--seed", str(seed)] for seed in range(1, 21)],
}  # fmt: skip
_OF_SQLITE: Final = {"leaks", "powercuts", "controls"}


def pieces(parts: list[str], *, share: tuple[int, int] = (1, 1)) -> dict[str, list[str]]:
    """Return name -> command of every piece; with a share of (2, 3), the second third of each part."""
    number, of = share
    named = {part: [(f"{part}-{at:02}", command) for at, command in enumerate(PARTS[part], 1)] for part in parts}
    return {name: command for every in named.values() for name, command in every[number - 1 :: of]}


def run(night: dict[str, list[str]], folder: Path | None) -> int:
    """Run what is not recorded in `folder`, print and record it; return how many failed, those of earlier runs among them."""
    failed = 0
    for name, command in night.items():
        file = folder and folder / f"{name}.json"
        if not file or not file.exists():
            print("python -m", *command, flush=True)
            found = _ran(command)
            if file and found["status"] >= 0:  # what was ended by a signal has proved nothing
                _keep(file, found)
        else:
            found = json.loads(file.read_text("utf-8"))
            print("recorded: python -m", *command)
        print(found["printed"], flush=True)
        failed += found["status"] != 0
    return failed


def _ran(command: list[str]) -> dict[str, object]:
    started = time.monotonic()
    done = subprocess.run([sys.executable, "-m", *command], stdout=subprocess.PIPE, text=True, check=False)
    seconds = round(time.monotonic() - started)
    return {"command": command, "status": done.returncode, "seconds": seconds, "printed": done.stdout.rstrip()}


def _keep(file: Path, found: dict[str, object]) -> None:
    """Write it whole or not at all: a file that is there is not run again."""
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_suffix(f".{os.getpid()}")
    half.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    half.rename(file)


def _place(record: Path) -> Path:
    """Return the folder of this commit and this kind of database. Figures of changed files would be no commit's."""
    here = Path(__file__).parent
    if _git(here, "status", "--porcelain", "--untracked-files=no"):
        sys.exit(
            "There are changes that are not committed. Commit them first: figures are recorded for a commit. Nothing was run."
        )
    return record / f"{_git(here, 'rev-parse', '--short=12', 'HEAD')}-{_database()}"


def _git(folder: Path, *arguments: str) -> str:
    command = [shutil.which("git") or "git", *arguments]
    return subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, text=True, check=True).stdout.strip()


def _database() -> str:
    return "postgresql" if os.environ.get("MIDDLEWAY_DATABASE_URL") else "sqlite"


def _share(value: str) -> tuple[int, int]:
    number, of = map(int, value.split("/"))
    if not 1 <= number <= of:
        raise ValueError(value)
    return number, of


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=PARTS, action="append", help="only this one; may be given again")
    parser.add_argument(
        "--share", type=_share, default=(1, 1), metavar="1/2", help="only so much of each part: 1/2, then 2/2"
    )
    parser.add_argument(
        "--record", type=Path, metavar="FOLDER", help="write down what each piece printed, and go on from there"
    )
    options = parser.parse_args()
    able = [part for part in PARTS if _database() == "sqlite" or part not in _OF_SQLITE]
    parts = [part for part in able if part in (options.part or able)]
    failed = run(pieces(parts, share=options.share), options.record and _place(options.record))
    print(f"{failed} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
