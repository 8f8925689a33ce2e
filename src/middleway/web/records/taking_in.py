"""From an object of an archive to a row's content: checked by what its fields say, then by its kind of row."""

from collections.abc import Container, Mapping
from typing import Final, get_origin

import msgspec

from middleway.web.records.content import Content
from middleway.web.records.fields import Shape, StructType, fields, resolved
from middleway.web.records.marks import Mark, Names
from middleway.web.records.models import SealedRow
from middleway.web.records.values import Misshapen, Unknown, text

_GONE: Final = object()


def taken_in(kind: type[SealedRow], value: object) -> Content:
    """Return a content as it may come in. Raises Misshapen (or Unknown, for a name), and ValueError."""
    try:
        return msgspec.convert(accepted(kind.holds, value), kind.holds).brought_in()
    except msgspec.ValidationError:
        raise Misshapen from None


def accepted(kind: StructType, value: object) -> dict[str, object]:
    """Return an object of an archive as it may come in. Raises Misshapen (or Unknown, for a name), and ValueError."""
    if not isinstance(value, dict):
        raise Misshapen
    known = fields(kind)
    refuse_unknown(value, known)
    if any(one.required and name not in value for name, one in known.items()):
        raise Misshapen
    found = {name: _at(name, resolved(known[name].shape, value), one) for name, one in value.items()}
    return {name: one for name, one in found.items() if one is not _GONE}


def _at(name: str, shape: Shape, value: object) -> object:
    try:
        return _accepted(shape, value)
    except Unknown as fault:
        raise Unknown(name, *fault.where) from None


def _accepted(shape: Shape, value: object) -> object:
    if shape.is_reading:
        return _dropped(shape, value)
    if shape.struct:
        return accepted(shape.struct, value)
    if shape.each is None:
        return _mark(shape).check(value)
    if get_origin(shape.type) is list:
        if not isinstance(value, list):
            raise Misshapen
        return [_accepted(shape.each, one) for one in value]
    return _named(shape.each, shape.names, value)


def _mark(shape: Shape) -> Mark:
    if shape.mark is None:
        raise TypeError("a field says nothing of itself: see marks.py")
    return shape.mark


def _named(each: Shape, names: Names | None, value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise Misshapen
    if names:
        refuse_unknown(value, names.known)
    return {text(name): _at(name, each, one) for name, one in value.items()}


def _dropped(shape: Shape, value: object) -> object:
    """Refuse what is not well formed; what is stays outside all the same."""
    if shape.struct and isinstance(value, dict):
        refuse_unknown(value, fields(shape.struct))
    try:
        msgspec.convert(value, shape.type)
    except msgspec.ValidationError:
        raise Misshapen from None
    return _GONE


def refuse_unknown(value: Mapping[str, object], known: Container[str]) -> None:
    for name in value:
        if name not in known:
            raise Unknown(name)
