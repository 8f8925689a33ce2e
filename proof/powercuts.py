"""`python -m proof.powercuts --cuts 60`: simulated power cuts under 16 writers; with `--synchronous NORMAL` or `OFF`, the control that must lose."""

import argparse
import sys

from proof import kills
from proof.kills import Figures


def run(cuts: int, writers: int = 16, synchronous: str = "FULL", seed: int = 1) -> Figures:
    return kills.run(cuts, writers, power=True, synchronous=synchronous, seed=seed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cuts", type=int, default=60)
    parser.add_argument("--writers", type=int, default=16)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--synchronous", choices=["FULL", "NORMAL", "OFF"], default="FULL")
    options = parser.parse_args()
    figures = run(**vars(options))
    print(figures)
    sys.exit(figures.is_good() != (options.synchronous == "FULL"))


if __name__ == "__main__":
    main()
