"""A reading as numbered notes and a text cut where they begin and end: what both the page and the terminal show."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise

from middleway.reading.labels import FIELDS
from middleway.reading.result import Reading, Span


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that was found: `name` is a field or "part", `value` as the codebook spells it, and the words that
    show it.
    """

    number: int
    name: str
    value: str
    reason: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text. `numbers`: the notes it shows; `ends`: those whose words end with this stretch."""

    text: str
    numbers: tuple[int, ...]
    ends: tuple[int, ...]


def notes(reading: Reading) -> list[Note]:
    """Number the sure findings, then the parts, equal parts together.

    Who is in view is not among them: its evidence is most of the text, and it is said in a sentence of its own.
    """
    out: list[Note] = []
    for name in (n for n in FIELDS if n in reading.findings and n != "in_view"):
        field = reading.fields.field(name)
        out.append(Note(len(out) + 1, name, field.value, field.reason, field.evidence))
    for value in dict.fromkeys(part.value for part in reading.parts):
        same = [part for part in reading.parts if part.value == value]
        spans = tuple(Span(part.start, part.end) for part in same)
        out.append(Note(len(out) + 1, "part", value, same[0].reason, spans))
    return out


def segments(text: str, found: list[Note]) -> list[Segment]:
    """Cut `text` at every edge of a note, so that overlapping marks become plain neighbours. Nothing of it is lost."""
    marks = [(note.number, span) for note in found for span in note.spans]
    edges = sorted({0, len(text), *(s.start for _, s in marks), *(s.end for _, s in marks)})
    opening: dict[int, list[int]] = defaultdict(list)
    closing: dict[int, list[int]] = defaultdict(list)
    for number, span in marks:
        opening[span.start].append(number)
        closing[span.end].append(number)
    out: list[Segment] = []
    over: Counter[int] = Counter()
    for start, end in pairwise(edges):
        over.update(opening[start])
        numbers = tuple(sorted(number for number, count in over.items() if count))
        out.append(Segment(text[start:end], numbers, tuple(sorted(set(closing[end])))))
        over.subtract(closing[end])
    return out
