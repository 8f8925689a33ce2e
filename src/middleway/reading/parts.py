"""Which parts a sentence holds: what plain words settle, and what the network is sure enough of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from middleway.reading.labels import PARTS
from middleway.reading.plain import AS_SURE_AS, plainly


@dataclass(frozen=True, slots=True)
class Held:
    """A part, how sure it is, and where in the sentence the plain words begin that settle it; None where the network
    alone says so.
    """

    part: str
    share: float
    place: int | None


def held(sentence: str, shares: Sequence[float], thresholds: Mapping[str, float]) -> list[Held]:
    """Return the parts of one sentence in the codebook's order.

    `shares`: the network's, one for each of `labels.PARTS`.
    """
    guessed = dict(zip(PARTS, shares, strict=True))
    settled: dict[str, int] = {}
    for one, place in plainly(sentence):
        if guessed[one.part] >= one.least:
            settled.setdefault(one.part, place)
    out = []
    for part, share in guessed.items():
        if part in settled:
            out.append(Held(part, max(share, AS_SURE_AS), settled[part]))
        elif share >= thresholds[part]:
            out.append(Held(part, share, None))
    return out
