"""`python -m proof.nightly [--part kills]`: every proof with its large count, one after the other; hours. Each prints its figures.

The 10,000 kills come a thousand at a time, the 1,000 cuts by 250, each with a server, a database and a seed of its own.
"""

import argparse
import subprocess
import sys

PARTS = {
    "canaries": [["proof", "canaries", "--night"]],
    "leaks": [["proof", "leaks", "--night"]],
    "matrix": [["proof", "matrix", "--night"]],
    "fuzz": [["proof", "fuzz", "--night"]],
    "doors": [["proof", "doors", "--night"]],
    "interruptions": [["proof.interruptions", "--points", "600"]],
    "powercuts": [["proof.powercuts", "--cuts", "250", "--seed", str(seed)] for seed in range(1, 5)],
    "controls": [["proof.powercuts", "--cuts", "20", "--synchronous", setting] for setting in ("NORMAL", "OFF")],
    "kills": [["proof.kills", "--kills", "1000", "--seed", str(seed)] for seed in range(1, 11)],
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=PARTS, action="append", help="only this one; may be given again")
    failed = 0
    for part in parser.parse_args().part or PARTS:
        for command in PARTS[part]:
            print("python -m", " ".join(command), flush=True)
            failed += subprocess.run([sys.executable, "-m", *command], check=False).returncode != 0
    print(f"{failed} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
