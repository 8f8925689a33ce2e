"""A content of each kind of row with every field filled, made from what the fields say of themselves."""

from collections.abc import Callable
from datetime import timedelta
from typing import get_origin
from uuid import uuid4

import msgspec
from django.utils import timezone

from middleway.web.records.content import Content
from middleway.web.records.fields import Shape, StructType, fields, resolved
from middleway.web.records.marks import Meaning
from middleway.web.records.models import SealedRow

AT = (timezone.now() - timedelta(days=1)).isoformat()
CODE = "abcdefabcdefabcd"  # a digest, a part of an address, the name of a box
OGG = "T2dnUwAgaW4gb25lJ3Mgb3duIHZvaWNl"
_VALUES = {
    Meaning.CHOICE: "chosen-one",
    Meaning.CODE: CODE,
    Meaning.TIME: AT,
    Meaning.NAMED_TIME: AT,
    Meaning.SOUND: OGG,
}


def every(kind: StructType, word: Callable[[], str]) -> list[dict[str, object]]:
    """Return contents of a kind that together fill every field; `word`: what gives words, each once."""
    choosing = next((one for one in fields(kind).values() if one.shape.shaped_by), None)
    if choosing is None:
        return [_struct(kind, word, {})]
    shaped_by = choosing.shape.shaped_by
    return [_struct(kind, word, {shaped_by.field: one}) for one in shaped_by.shapes]


def _struct(kind: StructType, word: Callable[[], str], given: dict[str, object]) -> dict[str, object]:
    found = dict(given)
    for name, one in fields(kind).items():
        shape = resolved(one.shape, given)
        if name not in given and not (shape.mark and shape.mark.meaning is Meaning.READING):
            found[name] = _filled(shape, word)
    return found


def _filled(shape: Shape, word: Callable[[], str]) -> object:
    if shape.struct:
        return _struct(shape.struct, word, {})
    if shape.each and get_origin(shape.type) is list:
        return [_filled(shape.each, word)]
    if shape.each:
        return {next(iter(shape.names.known)) if shape.names else "name": _filled(shape.each, word)}
    return _value(shape, word)


def _value(shape: Shape, word: Callable[[], str]) -> object:
    meaning, listed = shape.mark.meaning, shape.mark.listed
    if meaning is Meaning.WORDS:
        return word()
    if shape.type is bool:
        return True
    if listed:
        return "audio/ogg" if "audio/ogg" in listed else next(one for one in listed if one not in (None, ""))
    if meaning is Meaning.ID:
        return str(uuid4())
    return 3 if "int" in str(shape.type) else _VALUES[meaning]


def holding(row: SealedRow, content: dict[str, object]) -> tuple[SealedRow, Content]:
    """Return a row with the content that this JSON stands for."""
    return row, msgspec.convert(content, row.holds)
