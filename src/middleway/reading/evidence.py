"""Which words carry a finding: leave each phrase out, and see how far the finding falls.

Not a word list. The pool makes a logit a sum over words, so a phrase is left out exactly, without another pass;
`training/evaluate.py` checks the spans against the whole network run on the text without them.
"""

from collections.abc import Callable
from typing import Final

from middleway.reading.folding import whole
from middleway.reading.network import Phrases, Reals
from middleway.reading.result import Span
from middleway.reading.tokens import Tokens

MOST_PHRASES: Final = 3
ENOUGH: Final = 0.5  # stop when what is left of the finding is this share of what it was
_EDGES: Final = frozenset(".,;:!?…–—-")


def carrying(pool: Phrases, within: range, columns: slice, certainty: Callable[[Reals], Reals]) -> list[int]:
    """Return the phrases (positions in `pool`) that carry a finding, the strongest first.

    `certainty` turns logits of shape (n, columns) into the n probabilities of the finding. Phrases of `within` are left
    out one after another, each time the one whose loss lowers it most, until half of it is gone.
    """
    left = list(within)
    if len(left) == 1:
        return left
    goal = float(certainty(pool.logits([within])[:, columns])[0]) * ENOUGH
    found: list[int] = []
    while left and len(found) < MOST_PHRASES:
        without = certainty(pool.without_each(left, columns))
        best = int(without.argmin())
        found.append(left.pop(best))
        if without[best] <= goal:
            break
    return found


def _is_edge(character: str) -> bool:
    return character in _EDGES or character.isspace()


def spans(text: str, cut: Tokens, pieces: list[range]) -> tuple[Span, ...]:
    """Turn ranges of words into spans of `text`, in reading order, neighbours joined, marks at their edges dropped."""
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
        if out and (start <= out[-1].end or not text[out[-1].end : start].strip(" ,")):
            out[-1] = Span(out[-1].start, max(end, out[-1].end))
        else:
            out.append(Span(start, end))
    if not out and pieces:  # what carries it is only marks: better to show them than nothing
        out.append(Span(*whole(text, cut.starts[pieces[0].start], cut.ends[pieces[0].stop - 1])))
    return tuple(out)
