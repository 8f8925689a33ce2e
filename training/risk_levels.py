"""Set from which share on a sign of the network is clear, on texts of other hands: `python -m training.risk_levels`.

`training.risk` sets these levels on the few texts that it holds out, written by the hands that it learned from. Other
hands' harmless texts showed what that hides: of a single sentence it said "crisis" where nothing of the kind was
meant. So each level is where no more than a small part of the harmless texts by other hands reaches it: of two
hands that the model never learns from, and of the look-alikes of a third, the half that the layer of plain statements
was made with.
"""

import argparse
import json
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

from middleway.content import library
from middleway.reading.calibration import RiskScale, risk_scale
from middleway.reading.labels import RISKS
from middleway.reading.looks import Look, looks
from training.evaluate_outright import half_of
from training.passages import HERE, LEVELS, rows, written

MODEL = Path("src/middleway/reading/model")
# So many harmless texts may reach each level. A single sentence of crisis costs most if it is missed.
AT_MOST = {"clear": 0.015, "crisis": 0.0125, "alone": 0.0075, "crisis_alone": 0.02}


def level_of(look: Look) -> str:
    """Return by which level this is clear or not."""
    if RISKS[look.kind] == "crisis":
        return "crisis_alone" if look.is_alone else "crisis"
    return "alone" if look.is_alone else "clear"


def strongest(text: str) -> dict[str, float]:
    """Return, for each level, the greatest share of a text that is held to it."""
    out = dict.fromkeys(AT_MOST, 0.0)
    for look in looks(text):
        if look.is_held:
            out[level_of(look)] = max(out[level_of(look)], look.share)
    return out


def levels(texts: list[str]) -> dict[str, float]:
    """Return each level, rounded up, so that no further text reaches it."""
    found = [strongest(text) for text in texts]
    out = {}
    for name, part in AT_MOST.items():
        first_out = sorted((one[name] for one in found), reverse=True)[int(len(texts) * part)]
        out[name] = above(first_out)
    return out


def above(share: float) -> float:
    """Return the next level of four digits, which a share does not reach."""
    return float(np.ceil(share * 10_000 + 1e-6) / 10_000)


def harmless() -> list[str]:
    """Return the harmless texts that the levels are set on."""
    alike = [row for row in rows(HERE / "risks" / "plain_dev.jsonl") if half_of(row["idea"]) == "worked"]
    own = [passage.text for passage in written(*LEVELS) if passage.fields["risk"] == "none"]
    return own + [row["text"] for row in alike if row["kind"] == "none"]


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    texts = harmless()
    wanted = levels(texts)
    # The moments of our own story are ordinary quarrels, of which none may be clear.
    for moment in map(strongest, (scene.text for scene in library("en").story.scenes)):
        wanted = {name: max(level, above(moment[name])) for name, level in wanted.items()}
    scale: RiskScale = replace(risk_scale(), **wanted)
    print(f"{len(texts)} harmless texts: {asdict(scale)}")
    (MODEL / "risk_calibration.json").write_text(json.dumps(asdict(scale), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
