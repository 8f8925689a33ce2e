"""From places in what is seen of a text back to places in the text that the caller gave."""

from collections.abc import Iterable
from dataclasses import replace

from middleway.reading.folding import Folded
from middleway.reading.labels import FIELDS
from middleway.reading.result import Choice, Fields, Part, Reading, Sentence, Span, fields_of


def placed(reading: Reading, text: Folded) -> Reading:
    """Return the same reading, its places counted in the original."""
    if text.places is None:
        return reading
    parts = tuple(_part(part, text) for part in reading.parts)
    sentences = tuple(_sentence(sentence, text) for sentence in reading.sentences)
    return replace(reading, fields=_fields(reading.fields, text), parts=parts, sentences=sentences)


def placed_spans(spans: Iterable[Span], text: Folded) -> tuple[Span, ...]:
    """Return the same spans in the original; those that a joined sign brings together are one."""
    out: list[Span] = []
    for span in spans:
        start, end = text.place(span.start, span.end)
        if out and start < out[-1].end:
            out[-1] = Span(out[-1].start, max(end, out[-1].end))
        else:
            out.append(Span(start, end))
    return tuple(out)


def _part(part: Part, text: Folded) -> Part:
    start, end = text.place(part.start, part.end)
    return replace(part, start=start, end=end)


def _sentence(sentence: Sentence, text: Folded) -> Sentence:
    start, end = text.place(sentence.start, sentence.end)
    return replace(sentence, start=start, end=end, fields=_fields(sentence.fields, text))


def _fields(fields: Fields, text: Folded) -> Fields:
    return fields_of({name: _choice(fields.field(name), text) for name in FIELDS})


def _choice(choice: Choice, text: Folded) -> Choice:
    return replace(choice, evidence=placed_spans(choice.evidence, text)) if choice.evidence else choice
