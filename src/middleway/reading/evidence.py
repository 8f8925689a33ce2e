"""Which words carry a finding: leave each clause out, and see how far the finding falls.

Not a word list. The pool makes a logit a sum over words, so a clause is left out exactly, without another pass;
`training/evaluate.py` checks the spans against the whole network run on the text without them.
"""

from collections.abc import Callable
from typing import Final

from middleway.reading.folding import whole
from middleway.reading.network import Phrases, Reals
from middleway.reading.result import Span
from middleway.reading.tokens import Tokens

MOST_CLAUSES: Final = 3
ENOUGH: Final = 0.5  # stop when what is left of the finding is this share of what it was
BY_ITSELF: Final = 0.5  # a clause is shown if, read alone, it has this share of the finding
_EDGES: Final = frozenset('.,;:!?…–—-()[]"“”„«»')
_ENDS: Final = frozenset(".!?…\n\r")


def carrying(pool: Phrases, within: range, columns: slice, certainty: Callable[[Reals], Reals]) -> list[int]:
    """Return the clauses (positions in `pool`) that carry a finding, the strongest first; at most `MOST_CLAUSES`, and
    at least one of what is not empty.

    `certainty` turns logits of shape (n, columns) into the n probabilities of the finding. Clauses of `within` are left
    out one after another, each time the one whose loss lowers it most, until half of it is gone. Of these, the ones
    that do not show it when they stand alone are dropped: whoever sees only the marked words has to see it in them.
    """
    left = list(within)
    if len(left) < 2:
        return left
    whole_text = float(certainty(pool.logits([within])[:, columns])[0])
    found: list[int] = []
    while left and len(found) < MOST_CLAUSES:
        without = certainty(pool.without_each(left, columns))
        best = int(without.argmin())
        found.append(left.pop(best))
        if without[best] <= whole_text * ENOUGH:
            break
    alone = certainty(pool.logits([range(place, place + 1) for place in found])[:, columns])
    shown = [place for place, share in zip(found, alone, strict=True) if share >= whole_text * BY_ITSELF]
    return shown or [found[int(alone.argmax())]]


def _is_edge(character: str) -> bool:
    return character in _EDGES or character.isspace()


def _are_neighbours(text: str, end: int, start: int) -> bool:
    """Whether nothing but marks inside a sentence stands between two stretches."""
    return start <= end or all(_is_edge(c) and c not in _ENDS for c in text[end:start])


def spans(text: str, cut: Tokens, pieces: list[range]) -> tuple[Span, ...]:
    """Turn ranges of words into spans of `text`, in reading order, neighbours of one sentence joined, marks at their
    edges dropped.
    """
    out: list[Span] = []
    for piece in sorted(pieces, key=lambda p: p.start):
        start, end = cut.starts[piece.start], cut.ends[piece.stop - 1]
        while end > start and _is_edge(text[end - 1]):
            end -= 1
        while start < end and _is_edge(text[start]):
            start += 1
        if start == end:
            continue
        start, end = whole(text, start, end)
        if out and _are_neighbours(text, out[-1].end, start):
            out[-1] = Span(out[-1].start, max(end, out[-1].end))
        else:
            out.append(Span(start, end))
    if not out and pieces:  # what carries it is only marks: better to show them than nothing
        out.append(Span(*whole(text, cut.starts[pieces[0].start], cut.ends[pieces[0].stop - 1])))
    return tuple(out)
