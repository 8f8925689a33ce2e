"""The passages of a text, about three sentences each, and a clear risk in any of them."""

import numpy as np

from middleway.reading.calibration import risk_scale
from middleway.reading.network import SIGNS, Phrases


def passages(pieces: list[range], windows: list[range], owned: list[range]) -> list[range]:
    """Return the sentences that the network saw together, as ranges of clauses.

    `owned`: the clauses of each sentence.
    """
    ends = {pieces[group.stop - 1].stop: group.stop for group in owned}
    out, start = [], 0
    for window in windows:
        if window.stop in ends:  # a sentence that was cut into several windows is one passage
            out.append(range(start, ends[window.stop]))
            start = ends[window.stop]
    return out


def clear_risk(pool: Phrases, whole: list[range], owned: list[range]) -> tuple[range, list[float]] | None:
    """Return the passage (one of `whole`), or else the sentence, whose risk is the clearest, and its shares; None
    where none is clear.
    """
    scale, groups = risk_scale(), [*whole, *owned]
    shares = scale.in_the_codebook(pool.logits(groups)[:, SIGNS])
    kinds = 1 + shares[:, 1:].argmax(1)  # as in the codebook: crisis stands first there too
    enough = [scale.clear_from(int(kind), by_itself=place >= len(whole)) for place, kind in enumerate(kinds)]
    above = 1 - shares[:, 0] - np.array(enough)
    first = int(above.argmax())
    return None if above[first] < 0 else (groups[first], shares[first].tolist())
