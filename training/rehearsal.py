"""Run every command of training/README.md in its order, on a few hundred passages: `python -m training.rehearsal`.

So an evening's training does not fail at its last command. The commands run on a copy of the code in `build/rehearsal`,
and everything that they write stays there: what ships is left alone, and so are the figures. The public texts in the
copy are deleted at the end.
"""

import argparse
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from training.encoders import assembled_mpnet
from training.passages import HERE, NoData, data_folder, rows

AT = HERE.parent / "build" / "rehearsal"
PASSAGES, SENTENCES = 24, 8  # from each file of public texts, and from each of our own
# Commands that take long get less to do.
SHORTER = (
    (r"--epochs \d+", "--epochs 1"),
    (r"--minutes \d+", "--minutes 0.5"),
    (r"--limit \d+", "--limit 40"),
    (r"(training\.curve) .*", r"\1 40 80"),
    (r"(training\.students)", r"\1 --encoders 'MiniLM 6' --products word"),
)


def commands(readme: str) -> list[list[str]]:
    """Return the arguments after `python` of every command, in order; those that take long are made shorter."""
    lines = re.findall(r"^    python (-m training\.(?!rehearsal).*)$", readme, re.MULTILINE)
    for long, short in SHORTER:
        lines = [re.sub(long, short, line) for line in lines]
    return [shlex.split(line, comments=True) for line in lines]


def spread(every: list[dict], count: int) -> list[dict]:
    """Return `count` of them, evenly spread."""
    return every[:: max(1, len(every) // count)][:count]


def write(path: Path, some: Iterable[dict]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in some), "utf-8")


def prepare(data: Path) -> None:
    """Copy the code, and a little of each file of texts."""
    shutil.rmtree(AT, ignore_errors=True)
    root = HERE.parent
    for folder in ("src", "training", "bench", "tests/reading/cases"):
        shutil.copytree(root / folder, AT / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (AT / "build").mkdir()
    (AT / "build" / "all-mpnet-base-v2").symlink_to(assembled_mpnet().resolve())
    read = {row["id"] for path in (HERE / "labels").glob("*.jsonl") for row in rows(path)}
    (AT / "data").mkdir()
    for path in data.glob("*.jsonl"):
        every = list(rows(path))
        found = spread([row for row in every if row.get("id") in read], PASSAGES)
        write(AT / "data" / path.name, [*found, *spread(every, PASSAGES)])
    for path in [*(HERE / "sentences").glob("*.jsonl"), *(HERE / "risks").glob("*.jsonl")]:
        write(AT / path.relative_to(root), spread(list(rows(path)), SENTENCES))


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    data = data_folder()
    if data is None:
        raise NoData
    prepare(data)
    environment = os.environ | {
        "PYTHONPATH": f"{AT / 'src'}{os.pathsep}{AT}",
        "MIDDLEWAY_READING_DATA": str(AT / "data"),
    }
    try:
        for command in commands((HERE / "README.md").read_text("utf-8")):
            rehearse(command, environment)
    finally:
        shutil.rmtree(AT / "data", ignore_errors=True)


def rehearse(command: list[str], environment: dict[str, str]) -> None:
    """Run one command in the copy. If it fails, end everything with what it printed."""
    began, whole = time.monotonic(), [sys.executable, *command]
    done = subprocess.run(whole, cwd=AT, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    state = "well" if done.returncode == 0 else "BROKEN"
    print(f"{state} {time.monotonic() - began:4.0f} s  {shlex.join(command)}", flush=True)
    if done.returncode:
        sys.exit(done.stdout[-2_000:] + done.stderr[-4_000:])


if __name__ == "__main__":
    main()
