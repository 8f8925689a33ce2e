"""A text cut where marks begin and end, so that overlapping marks become plain neighbours in HTML."""

from dataclasses import dataclass
from itertools import pairwise

from middleway.reading import Span


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text. `numbers`: the notes it shows; `ends`: those whose mark ends with this stretch."""

    text: str
    numbers: tuple[int, ...]
    ends: tuple[int, ...]


def segments(text: str, marks: list[tuple[int, Span]]) -> list[Segment]:
    """Cut `text` at every edge of a mark. `marks` are (number of the note, span). Nothing of the text is lost."""
    edges = sorted({0, len(text), *(s.start for _, s in marks), *(s.end for _, s in marks)})
    out: list[Segment] = []
    for start, end in pairwise(edges):
        over = tuple(number for number, span in marks if span.start <= start and end <= span.end)
        out.append(Segment(text[start:end], over, tuple(number for number, span in marks if span.end == end)))
    return out
