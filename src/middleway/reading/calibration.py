"""Logits to honest probabilities, and when to say "unsure".

Per field one temperature (Guo et al. 2017) and one shift per value, and per value the share from which on it is told as
sure; fitted on passages that the model was not trained on (`training/calibrate.py`, `training/levels.py`), and stored
beside it.
"""

import json
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from middleway.reading import modelfiles
from middleway.reading.labels import FIELDS, PARTS, RISKS, VALUES
from middleway.reading.network import Reals


@dataclass(frozen=True, slots=True)
class Calibration:
    temperature: dict[str, float]
    shift: dict[str, Reals]
    sure_from: dict[str, list[float]]  # per value, in the order of `labels.VALUES`; above 1: never sure
    part_threshold: dict[str, float]
    risk_alone: float  # bulk reader: from this share on, one passage of a long text makes the whole text's risk

    def probabilities(self, logits: Reals, field: str) -> Reals:
        """Return the shares of the field's values, in the order of `labels.VALUES`; the last axis sums to 1."""
        z = (logits + self.shift[field]) / self.temperature[field]
        e = np.exp(z - z.max(-1, keepdims=True))
        shares: Reals = e / e.sum(-1, keepdims=True)
        return shares

    def parts(self, logits: Reals) -> Reals:
        """Return the probability, 0 … 1, that a part is there, for any shape of its logits."""
        shares: Reals = 1 / (1 + np.exp(-np.clip(logits / self.temperature["parts"], -60, 60)))
        return shares


@dataclass(frozen=True, slots=True)
class RiskScale:
    """How the head for signs of risk is read.

    `lean`: added to every value but `none`, since to miss someone is worse than to ask once too often.

    From one half on there is a sign; from `clear` on it is a clear one, from `crisis` on where it is one of crisis. In
    one sentence of several, by itself: from `alone` on, unless its passage takes it back, and from `crisis_alone` on
    (`training/risk_levels.py` says how they were chosen).
    """

    temperature: float
    lean: float
    clear: float
    crisis: float
    alone: float
    crisis_alone: float

    def clear_from(self, kind: int, *, by_itself: bool = False) -> float:
        """Return the share from which on a sign of that kind, a place in `labels.RISKS`, is a clear one."""
        if RISKS[kind] == "crisis":
            return self.crisis_alone if by_itself else self.crisis
        return self.alone if by_itself else self.clear

    def probabilities(self, logits: Reals) -> Reals:
        """Return the shares of `labels.RISKS`, for logits of shape (n, 4)."""
        z = (logits + self.lean * (np.arange(len(RISKS)) > 0)) / self.temperature
        e = np.exp(z - z.max(-1, keepdims=True))
        shares: Reals = e / e.sum(-1, keepdims=True)
        return shares

    def in_the_codebook(self, logits: Reals) -> Reals:
        """Return the shares of the field `risk`: none, crisis, and danger whoever is in it."""
        shares = self.probabilities(logits)
        return np.stack([shares[:, 0], shares[:, 1], shares[:, 2] + shares[:, 3]], axis=1)


@lru_cache(maxsize=1)
def risk_scale() -> RiskScale:
    stored = json.loads(modelfiles.text("risk_calibration.json"))
    return RiskScale(**stored)


@lru_cache(maxsize=1)
def calibration() -> Calibration:
    """Return the full model's calibration."""
    return _stored("calibration.json")


@lru_cache(maxsize=1)
def bulk_calibration() -> Calibration:
    """Return the bulk reader's calibration."""
    return _stored("bulk_calibration.json")


def _stored(name: str) -> Calibration:
    stored = json.loads(modelfiles.text(name))
    return Calibration(
        temperature={name: float(stored["temperature"][name]) for name in (*FIELDS, "parts")},
        sure_from={f: [float(stored["sure_from"][f][v]) for v in VALUES[f]] for f in FIELDS},
        shift={f: np.array([stored["shift"][f][v] for v in VALUES[f]], dtype=np.float32) for f in FIELDS},
        part_threshold={part: float(stored["part_threshold"][part]) for part in PARTS},
        risk_alone=float(stored["risk_alone"]),
    )
