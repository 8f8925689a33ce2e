"""Signs of danger in a text: what the reading's own head for them sees.

    >>> from middleway.reading import signs
    >>> [sign.kind for sign in signs("He said he would find me if I left.")]
    ['danger']

It misses some, and sees some where there are none (docs/model-card.md). No sign is never a sign of safety.
"""

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np

from middleway.reading.calibration import risk_scale
from middleway.reading.direction import direction, outright
from middleway.reading.errors import NotText
from middleway.reading.evidence import carrying, spans
from middleway.reading.folding import folded
from middleway.reading.labels import RISKS
from middleway.reading.language import language
from middleway.reading.network import SIGNS, Phrases, network, windows
from middleway.reading.phrases import phrases, ranges
from middleway.reading.places import placed_spans
from middleway.reading.result import Span
from middleway.reading.sentences import sentences
from middleway.reading.tokens import tokens

Kind = Literal["crisis", "danger", "threat"]
LEAST: Final = 0.5  # a share from which on there is a sign
# One sentence by itself makes it clear only where its passage is still at this share: in a film, or in what is long
# over, other words take it back.
AROUND: Final = 0.7


@dataclass(frozen=True, slots=True)
class Sign:
    """What some passage of a text speaks of.

    `crisis`: the writer may harm themselves; `danger`: the writer is hurt, afraid or not free with somebody; `threat`:
    somebody is hurt by the writer, or afraid of them. `share`, 0 … 1: how likely that passage speaks of any of the
    three. `is_clear`: that share is so high that three in a hundred harmless texts of a hard kind reach it at most, or
    nearly so (docs/model-card.md). `evidence`: the words that carry it.
    """

    kind: Kind
    share: float
    is_clear: bool
    evidence: tuple[Span, ...]
    is_theirs: bool = (
        False  # somebody else's: of whoever sent the message, or of the one the text is about (`sides.py`)
    )


def signs(text: str) -> tuple[Sign, ...]:
    """Return the strongest sign of each kind: those that are clear first, each the strongest first.

    Of any length; the time it takes grows with it (about 8 ms for 30 words). Raises NotText, ModelDamaged.
    """
    if not isinstance(text, str):
        raise NotText(type(text).__name__)
    whole = folded(text)
    return tuple(replace(sign, evidence=placed_spans(sign.evidence, whole)) for sign in _signs(whole.text))


def _signs(text: str) -> tuple[Sign, ...]:
    """Return the signs in what is seen of a text."""
    model, scale = network(), risk_scale()
    cut = tokens(text, model.pieces)
    if not cut.ids or language(text) == "other":
        return ()
    found_sentences = [words for _, _, words in ranges(cut, sentences(text))]
    passages = windows(found_sentences)
    pieces = [phrases(text, cut, words) for words in found_sentences]
    flat = [piece for group in pieces for piece in group]
    pool = Phrases.of(model.weigh(cut.ids, passages), flat, model.bias)
    # Passages as the network saw them; and each sentence by itself, which counts when it is clear: others around it
    # must not water it down much.
    looked_at = [*passages, *found_sentences]
    groups = [_within(flat, words) for words in looked_at]
    found: dict[int, tuple[bool, float, range]] = {}
    shares = scale.probabilities(pool.logits(groups)[:, SIGNS])
    around = [1.0 - float(row[0]) for row in shares[: len(passages)]]
    for place, (row, group) in enumerate(zip(shares, groups, strict=True)):
        words = looked_at[place]
        kind, share, is_outright = _kind(row, text[cut.starts[words.start] : cut.ends[words.stop - 1]])
        if share < LEAST:
            continue
        enough, plenty = LEAST, scale.clear_from(kind)
        if place >= len(passages):
            here = max(whole for whole, passage in zip(around, passages, strict=True) if _overlap(passage, words))
            plenty = scale.clear_from(kind, by_itself=True) if here >= AROUND or RISKS[kind] == "crisis" else 1.0
            enough = LEAST if is_outright else plenty
        if share >= enough and (share >= plenty, share) > found.get(kind, (False, 0.0))[:2]:
            found[kind] = (share >= plenty, share, group)

    def sign(kind: int, is_clear: bool, share: float, group: range) -> Sign:
        carriers = carrying(pool, group, SIGNS, lambda logits: scale.probabilities(logits)[:, kind])
        evidence = spans(text, cut, [flat[at] for at in carriers])
        return Sign(RISKS[kind], share, is_clear, evidence)  # type: ignore[arg-type]

    return tuple(
        sorted((sign(kind, *of) for kind, of in found.items()), key=lambda one: (not one.is_clear, -one.share))
    )


def _kind(row: np.ndarray, words: str) -> tuple[int, float, bool]:
    """Return which of RISKS but "none", its share, and whether the words say outright that somebody was hurt: then it
    is a sign, whatever the network saw.

    Of danger and threat it is the one that the words say, where they do.
    """
    kind, share, is_outright = 1 + int(row[1:].argmax()), 1.0 - float(row[0]), outright(words)
    if is_outright and share < LEAST:
        return RISKS.index(direction(words) or "danger"), LEAST, True
    said = direction(words) if share >= LEAST and RISKS[kind] != "crisis" else None
    return RISKS.index(said) if said else kind, share, is_outright


def _overlap(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop


def _within(pieces: list[range], words: range) -> range:
    """Return which of the phrases, in order, have their first word among these."""
    starts = [piece.start for piece in pieces]
    return range(bisect_left(starts, words.start), bisect_left(starts, words.stop))
