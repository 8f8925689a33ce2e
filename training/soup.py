"""Average the weights of runs that started alike (Wortsman et al. 2022): `python -m training.soup a.pt b.pt --out full.pt`.

Costs nothing at run time, and reads better than either run where their mistakes differ.
"""

import argparse
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    states = [torch.load(path, weights_only=True) for path in options.weights]
    torch.save({name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}, options.out)


if __name__ == "__main__":
    main()
