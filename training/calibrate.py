"""Fit temperatures, shifts, thresholds and levels: `python -m training.calibrate --fold 0 [--bulk] [--parts]`.

The public passages come from a fold that the model in `src/middleway/reading/model` was not trained on; the written
ones are by two hands that it never learned from (`training.passages.LEVELS`), since of the hands that it knows it is
right far more often than of others. gold_dev, far_dev and the held-out sentences are never seen. Each field gets the
temperature and the shifts that minimise the log loss (Guo et al. 2017). Of these shifts it keeps the share, 0 … 1, that
gives the best macro-F1, since a full shift would undo the weight of rare values.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from middleway.reading.labels import FIELDS, VALUES
from middleway.reading.network import COLUMNS, Network
from middleway.reading.student import student
from training.distil import teach
from training.levels import levels
from training.parts import reaches, thresholds
from training.passages import Passage
from training.scores import macro_f1
from training.train import unseen

MODEL = Path("src/middleway/reading/model")
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
RISK_SURE_FROM = 0.6  # below it, a sign is asked about and not told as found


def fitted(z: torch.Tensor, target: torch.Tensor) -> tuple[float, torch.Tensor]:
    """Return the temperature and the shifts (mean 0) with the least log loss. Unseen values keep small shifts."""
    log_t = torch.zeros((), requires_grad=True)
    shift = torch.zeros(z.shape[1], requires_grad=True)
    optimizer = torch.optim.LBFGS([log_t, shift], max_iter=200)

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        value = functional.cross_entropy((z + shift) / log_t.exp(), target) + 0.01 * shift.pow(2).mean()
        value.backward()
        return value

    optimizer.step(loss)
    return float(log_t.exp().detach()), (shift - shift.mean()).detach()


def field_scale(logits: np.ndarray, passages: list[Passage], field: str) -> tuple[float, dict[str, float]]:
    known = [i for i, p in enumerate(passages) if p.fields[field] is not None]
    gold = [str(passages[i].fields[field]) for i in known]
    z = torch.tensor(logits[known][:, COLUMNS[field]])
    _, full_shift = fitted(z, torch.tensor([VALUES[field].index(g) for g in gold]))

    # Rare values have other shares in public passages than in our own sentences, so each half counts the same.
    ours = [passages[i].source.startswith("own") for i in known]
    halves = [[at for at, own in enumerate(ours) if own == wanted] for wanted in (False, True)]

    def score(share: float) -> float:
        said = [VALUES[field][i] for i in (z + share * full_shift).argmax(1)]
        return float(np.mean([macro_f1([gold[i] for i in half], [said[i] for i in half], rare=8) for half in halves]))

    # A difference below one point is chance: then the larger share wins, which is the more truthful one.
    share = max(SHARES, key=lambda s: (round(score(s), 2), s))
    shift = share * full_shift
    target = torch.tensor([VALUES[field].index(g) for g in gold])
    candidates = torch.linspace(0.5, 3.0, 126)
    losses = torch.stack([functional.cross_entropy((z + shift) / t, target) for t in candidates])
    print(
        f"{field:13s} share of shift {share:.2f}, temperature {float(candidates[losses.argmin()]):.2f}, "
        f"macro-F1 {score(0):.3f} -> {score(share):.3f}"
    )
    return float(candidates[losses.argmin()]), dict(zip(VALUES[field], shift.tolist(), strict=True))


def lean_to_notice(logits: np.ndarray, passages: list[Passage], shift: dict[str, float]) -> dict[str, float]:
    """Raise `crisis` and `danger` equally, as far as the false alarms on harmless public passages allow.

    Missing someone who is not safe is worse than asking once too often, so this shift is not the most truthful one.
    """
    harmless = [i for i, p in enumerate(passages) if p.fields["risk"] == "none" and not p.source.startswith("own")]
    z = logits[harmless][:, COLUMNS["risk"]] + np.array([shift[value] for value in VALUES["risk"]])
    margin = np.sort(z[:, 0] - z[:, 1:].max(1))
    # One in forty may fall below the line: a little under the three in a hundred that are asked for.
    raise_by = max(0.0, float(margin[int(len(margin) * 0.025)]))
    print(f"risk          crisis and danger raised by {raise_by:.2f}")
    return {value: shift[value] + (raise_by if value != "none" else 0.0) for value in VALUES["risk"]}


def risk_alone(logits: np.ndarray, passages: list[Passage], temperature: float, shift: dict[str, float]) -> float:
    """Return the share at which one passage of a long text decides the risk of the whole text.

    One in two hundred harmless public passages reaches it, so a letter of twenty passages is wrongly flagged one time
    in ten at most.
    """
    harmless = [i for i, p in enumerate(passages) if p.fields["risk"] == "none" and not p.source.startswith("own")]
    z = (logits[harmless][:, COLUMNS["risk"]] + np.array([shift[value] for value in VALUES["risk"]])) / temperature
    shares = np.exp(z - z.max(1, keepdims=True))
    at_risk = np.sort(1 - shares[:, 0] / shares.sum(1))
    limit = max(0.5, float(at_risk[int(len(at_risk) * 0.995)]))
    print(f"risk          alone from {limit:.3f} on")
    return limit


def sure_from(logits: np.ndarray, passages: list[Passage], scale: dict) -> dict[str, dict[str, float]]:
    """Return each value's level, and print how often the value was right there.

    Risk has scales of its own (`training/risk.py`).
    """
    out = {"risk": dict.fromkeys(VALUES["risk"], RISK_SURE_FROM)}
    for field in (field for field in FIELDS if field != "risk"):
        known = [i for i, p in enumerate(passages) if p.fields[field] is not None]
        shift = np.array([scale["shift"][field][value] for value in VALUES[field]])
        z = (logits[known][:, COLUMNS[field]] + shift) / scale["temperature"][field]
        shares = np.exp(z - z.max(1, keepdims=True))
        gold = [VALUES[field].index(str(passages[i].fields[field])) for i in known]
        ours = [passages[i].source.startswith("own") for i in known]
        found = levels(shares / shares.sum(1, keepdims=True), gold, ours)
        out[field] = {value: one.sure_from for value, one in zip(VALUES[field], found, strict=True)}
        for value, one in zip(VALUES[field], found, strict=True):
            print(
                f"{field:13s} {value:14s} sure from {one.sure_from:.3f}: {one.shown} shown, "
                f"true {one.precision:.3f}, of its passages {one.found:.3f}"
            )
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fold", type=int, required=True)
    parser.add_argument("--bulk", action="store_true")
    parser.add_argument("--parts", action="store_true", help="only the thresholds of the parts, anew")
    options = parser.parse_args()
    passages = unseen(options.fold)
    path = MODEL / ("bulk_calibration.json" if options.bulk else "calibration.json")
    if options.parts:
        scale = json.loads(path.read_text("utf-8"))
    else:
        texts = [p.text for p in passages]
        logits = student().logits(texts) if options.bulk else teach(texts, Network())
        scale = fitted_scale(logits, passages)
        scale["sure_from"] = sure_from(logits, passages, scale)
    scale["part_threshold"] = thresholds(passages, reaches(passages, bulk=options.bulk))
    path.write_text(json.dumps(scale, indent=1) + "\n", "utf-8")
    print(f"{path}: fitted on {len(passages)} passages")


def fitted_scale(logits: np.ndarray, passages: list[Passage]) -> dict[str, Any]:
    """Return what is fitted to whole passages: temperatures, shifts, and the share from which a risk counts alone."""
    scale: dict[str, Any] = {"temperature": {"parts": 1.0}, "shift": {}}
    for field in FIELDS:
        scale["temperature"][field], scale["shift"][field] = field_scale(logits, passages, field)
    scale["shift"]["risk"] = lean_to_notice(logits, passages, scale["shift"]["risk"])
    scale["risk_alone"] = risk_alone(logits, passages, scale["temperature"]["risk"], scale["shift"]["risk"])
    return scale


if __name__ == "__main__":
    main()
