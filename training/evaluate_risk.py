"""How well signs of risk are seen, kind by kind: `python -m training.evaluate_risk [--write]`.

The texts trained nothing. `risks/heldout.jsonl` is a random half, by a hash of the words, of texts that were written
after the model before this one; `sentences/heldout_risk.jsonl` is older. `--write` stores the figures in
`training/risk_figures.json`, which the test suite holds every later model to.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from middleway.reading import signs
from training.passages import fresh, written

FIGURES = Path(__file__).parent / "risk_figures.json"
ABUSE = ("danger", "threat")
AT_RISK = ("danger", "control", "crisis", "threat")
LOOKS_SO = ("quarrel", "idiom", "fiction", "past", "ordinary")


def strongest(texts: list[str]) -> list[tuple[str, bool]]:
    """Return each text's strongest sign as (kind, is it clear), or ("none", False) where there is none."""
    found = [signs(text) for text in texts]
    return [(one[0].kind, one[0].is_clear) if one else ("none", False) for one in found]


def figures() -> dict[str, dict[str, float]]:
    """Return, per kind, how many texts there are, and the shares with a clear sign, with any, and right where clear."""
    out: dict[str, dict[str, float]] = {}
    passages = fresh("heldout")
    said = strongest([passage.text for passage, _ in passages])
    for kind in (*AT_RISK, *LOOKS_SO):
        here = [(p.fields["risk"], *one) for (p, of), one in zip(passages, said, strict=True) if of == kind]
        out[kind] = _row(here)
    every = [(p.fields["risk"], *one) for (p, _), one in zip(passages, said, strict=True)]
    out["all at risk"] = _row([one for one in every if one[0] != "none"])
    out["all that looks so"] = _row([one for one in every if one[0] == "none"])
    older = written("heldout_risk")
    said = strongest([passage.text for passage in older])
    every = [(p.fields["risk"], *one) for p, one in zip(older, said, strict=True)]
    out["older: at risk"] = _row([one for one in every if one[0] != "none"])
    out["older: looks so"] = _row([one for one in every if one[0] == "none"])
    return out


def _row(here: list[tuple[str | None, str, bool]]) -> dict[str, float]:
    right = [gold == kind for gold, kind, clear in here if clear]
    return {
        "texts": len(here),
        "clear": round(float(np.mean([clear for _, _, clear in here])), 4),
        "clear, of abuse": round(float(np.mean([clear and kind in ABUSE for _, kind, clear in here])), 4),
        "any sign": round(float(np.mean([kind != "none" for _, kind, _ in here])), 4),
        "kind right": round(float(np.mean(right)), 4) if right else 0.0,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    found = figures()
    print(
        "| texts that speak of | texts | clear sign | of danger or threat | any sign | right kind, where clear |\n"
        "| --- | --- | --- | --- | --- | --- |"
    )
    for name, row in found.items():
        print(
            f"| {name} | {row['texts']} | {row['clear']:.3f} | {row['clear, of abuse']:.3f} | {row['any sign']:.3f} | "
            f"{row['kind right']:.3f} |"
        )
    if parser.parse_args().write:
        FIGURES.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
