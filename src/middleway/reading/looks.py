"""What the network for signs of risk makes of a text: of each passage, and of each sentence by itself."""

from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from middleway.reading.calibration import risk_scale
from middleway.reading.labels import RISKS
from middleway.reading.language import language
from middleway.reading.network import SIGNS, Phrases, network, windows
from middleway.reading.phrases import phrases, ranges
from middleway.reading.sentences import sentences
from middleway.reading.tokens import Tokens, tokens

# One sentence by itself makes it clear only where its passage is still at this share: in a film, or in what is long
# over, other words take it back.
AROUND: Final = 0.7


@dataclass(frozen=True, slots=True)
class Look:
    """What the network makes of one passage, or of one sentence by itself.

    `around`: the share of the passage that it is in.
    """

    kind: int  # a place in `labels.RISKS`
    share: float
    is_alone: bool
    around: float

    @property
    def is_held(self) -> bool:
        """Whether a sentence by itself may make it clear: its passage does not take it back."""
        return not self.is_alone or self.around >= AROUND or RISKS[self.kind] == "crisis"


@dataclass(frozen=True, slots=True)
class Looked:
    """A text as the network looked at it: its passages as they were seen, then each sentence by itself, which counts
    when it is clear: others around it must not water it down much.
    """

    cut: Tokens
    pool: Phrases
    flat: list[range]
    words: list[range]
    groups: list[range]
    looks: list[Look]


def looks(text: str) -> list[Look]:
    """Return what the network makes of each passage of a text, and of each sentence by itself."""
    found = looked(text)
    return found.looks if found else []


def looked(text: str) -> Looked | None:
    model, scale = network(), risk_scale()
    cut = tokens(text, model.pieces)
    if not cut.ids or language(text) == "other":
        return None
    found_sentences = [words for _, _, words in ranges(cut, sentences(text))]
    passages = windows(found_sentences)
    flat = [piece for words in found_sentences for piece in phrases(text, cut, words)]
    pool = Phrases.of(model.weigh(cut.ids, passages), flat, model.bias)
    every = [*passages, *found_sentences]
    groups = [_within(flat, words) for words in every]
    shares = scale.probabilities(pool.logits(groups)[:, SIGNS])
    whole = [1.0 - float(row[0]) for row in shares[: len(passages)]]
    seen_as = [
        Look(
            1 + int(row[1:].argmax()),
            1.0 - float(row[0]),
            place >= len(passages),
            max(share for share, passage in zip(whole, passages, strict=True) if _overlap(passage, words)),
        )
        for place, (row, words) in enumerate(zip(shares, every, strict=True))
    ]
    return Looked(cut, pool, flat, every, groups, seen_as)


def _overlap(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop


def _within(pieces: list[range], words: range) -> range:
    """Return which of the phrases, in order, have their first word among these."""
    starts = [piece.start for piece in pieces]
    return range(bisect_left(starts, words.start), bisect_left(starts, words.stop))
