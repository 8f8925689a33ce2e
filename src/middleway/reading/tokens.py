"""Text to the ids that the model reads, each with its offsets in the original string."""

from dataclasses import dataclass

from middleway.reading.canonical import canonical
from middleway.reading.wordpiece import WordPiece
from middleway.reading.words import words


@dataclass(frozen=True, slots=True)
class Tokens:
    """`text[starts[i]:ends[i]]` is what `ids[i]` was made from. Start and stop marks are not among them."""

    ids: list[int]
    starts: list[int]
    ends: list[int]


def tokens(text: str, pieces: WordPiece) -> Tokens:
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    for word in canonical(text, words(text)):
        cut = pieces.pieces(word.text)
        if cut == (pieces.unknown,) and ids and ids[-1] == pieces.unknown:
            ends[-1] = word.end  # a run of unknown signs says no more than one, and must not cost more
            continue
        ids.extend(cut)
        starts.extend([word.start] * len(cut))
        ends.extend([word.end] * len(cut))
    return Tokens(ids, starts, ends)
