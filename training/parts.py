"""How often a shown part is right: `python -m training.parts --fold 0 [--bulk]`; and the thresholds for calibration.

Uses passages that the model did not learn from (`training.train.unseen`), and both readings of those that were read
twice. A part
that is wrong more often than one time in five is not shown: it helps nobody to hear of blame that is not there.
"""

import argparse

import numpy as np

from middleway.reading.calibration import bulk_calibration, calibration
from middleway.reading.folding import seen
from middleway.reading.labels import PARTS
from middleway.reading.network import COLUMNS, Network, Phrases, windows
from middleway.reading.phrases import ranges
from middleway.reading.plain import plainly
from middleway.reading.sentences import sentences
from middleway.reading.student import student
from middleway.reading.tokens import tokens
from training.passages import Passage
from training.train import unseen

# How much of what is shown must be right; how many must be shown to judge it; and a threshold above every share.
RIGHT, ENOUGH, NEVER = 0.8, 20, 1.01

Reach = dict[str, float]  # per part, the highest threshold at which a text still shows it


def reach(text: str, network: Network) -> Reach:
    """Return the full reader's reach of each part in a text: infinity, where plain words settle the part."""
    plain = seen(text)
    cut = tokens(plain, network.pieces)
    stretches = ranges(cut, sentences(plain))
    words = [of for _, _, of in stretches]
    pool = Phrases.of(network.weigh(cut.ids, windows(words)), words, network.bias)
    out = dict.fromkeys(PARTS, 0.0)
    for (start, end, _), logits in zip(
        stretches, pool.logits([range(i, i + 1) for i in range(len(words))]), strict=True
    ):
        shares = _shares(logits)
        settled = {one.part for one, _ in plainly(plain[start:end]) if shares[one.part] >= one.least}
        for part in PARTS:
            out[part] = float("inf") if part in settled else max(out[part], shares[part])
    return out


def reaches(passages: list[Passage], *, bulk: bool) -> list[Reach]:
    """Return each passage's reach with the installed model. The bulk reader has neither sentences nor plain words."""
    if bulk:
        return [_shares(row) for row in student().logits([seen(p.text) for p in passages])]
    network = Network()
    return [reach(p.text, network) for p in passages]


def _shares(logits: np.ndarray) -> dict[str, float]:
    return {part: float(1 / (1 + np.exp(-logits[COLUMNS[part]][0]))) for part in PARTS}


def _known(passages: list[Passage], found: list[Reach], part: str) -> tuple[np.ndarray, np.ndarray]:
    """Return, for the passages whose readers agree on a part, whether it is there, and its reach."""
    known = [i for i, p in enumerate(passages) if p.parts is not None and part not in p.split]
    return np.array([part in (passages[i].parts or ()) for i in known]), np.array([found[i][part] for i in known])


def thresholds(passages: list[Passage], found: list[Reach]) -> dict[str, float]:
    """Return, per part, the least threshold (0.5 … 0.99) at which what is shown is right often enough, or NEVER.

    The search goes down from the strictest until one fails. With fewer than ENOUGH shown, a threshold cannot be judged.
    """
    out = {}
    for part in PARTS:
        there, reached = _known(passages, found, part)
        out[part] = NEVER
        for limit in np.arange(0.99, 0.495, -0.01).round(2):
            shown = reached >= limit
            if shown.sum() >= ENOUGH and there[shown].mean() < RIGHT:
                break
            if shown.sum() >= ENOUGH:
                out[part] = float(limit)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fold", type=int, required=True)
    parser.add_argument("--bulk", action="store_true")
    options = parser.parse_args()
    passages = unseen(options.fold)
    found = reaches(passages, bulk=options.bulk)
    limits = (bulk_calibration() if options.bulk else calibration()).part_threshold
    print("| part | from | there | shown | precision | recall |\n| --- | --- | --- | --- | --- | --- |")
    for part in PARTS:
        there, reached = _known(passages, found, part)
        shown = reached >= limits[part]
        right = there[shown].mean() if shown.any() else float("nan")
        limit = f"{limits[part]:.2f}" if limits[part] < 1 else "plain words alone" if shown.any() else "not shown"
        print(
            f"| {part} | {limit} | {there.sum()} | {shown.sum()} | {right:.3f} | "
            f"{(there & shown).sum() / there.sum():.3f} |"
        )


if __name__ == "__main__":
    main()
