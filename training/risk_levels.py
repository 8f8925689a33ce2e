"""Set from which share on a sign of the network is clear, on texts that came after its head: `python -m training.risk_levels`.

`training.risk` sets these levels on the few texts that it holds out, written by the hands that it learned from. Other
hands' harmless texts showed what that hides: of a single sentence it said "crisis" where nothing of the kind was
meant. So each level is raised until no more than a small part of the harmless texts by later hands reaches it. The head stays. A head
that has learned from them needs others here.
"""

import argparse
import json
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

from middleway.reading.calibration import RiskScale, risk_scale
from middleway.reading.labels import RISKS
from middleway.reading.looks import Look, looks
from training.passages import written

MODEL = Path("src/middleway/reading/model")
# Written after the head was made, by eight hands; harm_a holds what looks like danger most of all.
LATER = ("harm_a", "giving_a", "dodging_a", "voices_a", "far_ends_e", "everyday_b", "paragraphs_b", "voices_b")
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
        out[name] = float(np.ceil(first_out * 10_000 + 1e-6) / 10_000)
    return out


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    texts = [passage.text for passage in written(*LATER) if passage.fields["risk"] == "none"]
    before = risk_scale()
    # No level falls: at a lower one, ordinary quarrels of our own story were clear.
    scale: RiskScale = replace(
        before, **{name: max(level, getattr(before, name)) for name, level in levels(texts).items()}
    )
    print(f"{len(texts)} harmless texts: {asdict(scale)}")
    (MODEL / "risk_calibration.json").write_text(json.dumps(asdict(scale), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
