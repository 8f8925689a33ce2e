"""The last step of a reading: each finding is told why, from its words and from all else that was found."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import replace

from middleway.reading.labels import FIELDS, QUIET
from middleway.reading.reasons import reason
from middleway.reading.result import Choice, Fields, Part, Reading, Span, fields_of
from middleway.reading.rules import Facts


def reasoned(reading: Reading, text: str) -> Reading:
    """Return the same reading, with a reason for each finding, of the whole and of each sentence.

    `text` is what was read.
    """
    sentences = tuple(
        replace(one, fields=_reasoned(one.fields, one.unsure, parts, text))
        for one, parts in zip(reading.sentences, by_sentence(reading), strict=True)
    )
    return replace(reading, fields=_reasoned(reading.fields, reading.unsure, reading.parts, text), sentences=sentences)


def by_sentence(reading: Reading) -> list[list[Part]]:
    """Return the parts of each sentence.

    Each part is in one sentence, and a letter has thousands: every one is looked up once.
    """
    starts = [one.start for one in reading.sentences]
    out: list[list[Part]] = [[] for _ in starts]
    for part in reading.parts:
        out[max(bisect_right(starts, part.start) - 1, 0)].append(part)
    return out


def _reasoned(fields: Fields, unsure: tuple[str, ...], parts: Iterable[Part], text: str) -> Fields:
    values = {name: fields.field(name).value for name in FIELDS if name not in unsure}
    return fields_of({name: _with_reason(name, fields.field(name), values, parts, text) for name in FIELDS})


def _with_reason(name: str, choice: Choice, values: Mapping[str, str], parts: Iterable[Part], text: str) -> Choice:
    if not choice.evidence or choice.value == QUIET[name]:
        return choice
    words = " … ".join(text[span.start : span.end] for span in choice.evidence)
    there = frozenset(part.value for part in parts if any(_overlap(part, span) for span in choice.evidence))
    return replace(choice, reason=reason(name, choice.value, Facts(words, there, values)))


def _overlap(part: Part, span: Span) -> bool:
    return part.start < span.end and span.start < part.end
