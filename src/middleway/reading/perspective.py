"""A reading from where its reader stands: whoever wrote the words, they wrote them, got them, or wrote them about
somebody.

The network reads every text as its writer's. Nothing it found is turned into something else here: a value is that of
the codebook, in which "self" is whoever wrote and "other" whom they wrote to or about. So `warmth_self` of a message
that somebody got is the sender's warmth toward themselves, `self_omitting` says that the sender is missing, and
`in_view` "self" that only the sender is there. What turns is the words: the reasons say "they" of a sender and "you" of
the reader.

Of a text about somebody one thing more: where it looks as if nobody but the one it is about is in view, what an inner
side shows may be theirs as well as the writer's. Nothing is claimed of it.
"""

from dataclasses import replace
from typing import Final

from middleway.reading.errors import UnknownWriter
from middleway.reading.labels import FIELDS, QUIET, WRITERS, WrittenBy
from middleway.reading.readers import ABOUT_REASONS, RECEIVED_PART_REASONS, RECEIVED_REASONS
from middleway.reading.result import Choice, Fields, Part, Reading, fields_of

_REASONS: Final = {"them": RECEIVED_REASONS, "about": ABOUT_REASONS}
_INNER: Final = ("awareness", "belonging", "warmth_self")  # what is told of the writer's own side


def checked(written_by: WrittenBy) -> WrittenBy:
    """Return it. Raises UnknownWriter for what is none of `labels.WRITERS`."""
    if written_by not in WRITERS:
        raise UnknownWriter(WRITERS)
    return written_by


def told(reading: Reading, written_by: WrittenBy) -> Reading:
    """Return a reading, made as if its reader had written the text, from that reader's side."""
    if written_by == "me":
        return reading
    fields, unsure = _told(reading.fields, reading.unsure, written_by)
    sentences = [(one, *_told(one.fields, one.unsure, written_by)) for one in reading.sentences]
    return replace(
        reading,
        fields=fields,
        unsure=unsure,
        sentences=tuple(replace(one, fields=of_it, unsure=doubtful) for one, of_it, doubtful in sentences),
        parts=tuple(_part(part) for part in reading.parts) if written_by == "them" else reading.parts,
        written_by=written_by,
    )


def _told(fields: Fields, unsure: tuple[str, ...], written_by: WrittenBy) -> tuple[Fields, tuple[str, ...]]:
    doubtful = {*unsure, *(_others(fields) if written_by == "about" else ())}
    found = {name: _choice(name, fields.field(name), written_by, sure=name not in doubtful) for name in FIELDS}
    return fields_of(found), tuple(name for name in FIELDS if name in doubtful)


def _others(fields: Fields) -> list[str]:
    """Return the findings about an inner side that may be that of the one the text is about."""
    if fields.in_view.value != "other":
        return []
    return [name for name in _INNER if fields.field(name).value != QUIET[name]]


def _choice(name: str, choice: Choice, written_by: WrittenBy, *, sure: bool) -> Choice:
    if not choice.reason:
        return choice
    if not sure:
        return replace(choice, evidence=(), reason="")
    return replace(choice, reason=_REASONS[written_by].get((name, choice.value), choice.reason))


def _part(part: Part) -> Part:
    return replace(part, reason=RECEIVED_PART_REASONS.get(part.value, part.reason))
