"""The fields of a content, and what was said beside each of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated, NamedTuple, get_args, get_origin

import msgspec

from middleway.web.records.marks import Mark, Marked, Meaning, Names, ShapedBy
from middleway.web.records.values import Misshapen

StructType = type[msgspec.Struct]


@dataclass(frozen=True, slots=True)
class Shape:
    """The type of a field, and what was said beside it.

    `struct`: what it holds, or may hold, with fields of its own; `each`: the shape of what a list or a dict holds.
    """

    type: object
    mark: Mark | None = None
    struct: StructType | None = None
    each: "Shape | None" = None
    names: Names | None = None
    shaped_by: ShapedBy | None = None

    @property
    def has_words(self) -> bool:
        """Whether anything in it is in the owner's own words."""
        if self.shaped_by:
            return any(map(holds_words, self.shaped_by.shapes.values()))
        if self.struct:
            return holds_words(self.struct)
        return self.each.has_words if self.each else self.mark is not None and self.mark.meaning is Meaning.WORDS

    @property
    def is_reading(self) -> bool:
        """Whether it holds what was found in the words."""
        return self.mark is not None and self.mark.meaning is Meaning.READING


class Field(NamedTuple):
    """`name`: as JSON has it; `attribute`: as the content has it."""

    name: str
    attribute: str
    shape: Shape
    required: bool
    default: object

    def of(self, content: object) -> object:
        """Return the value in a content, or in its JSON; None where it lacks it."""
        return content.get(self.name) if isinstance(content, dict) else getattr(content, self.attribute)


@cache
def fields(kind: StructType) -> dict[str, Field]:
    """Return the fields of a content by their names."""
    found = msgspec.structs.fields(kind)
    return {
        one.encode_name: Field(one.encode_name, one.name, _shape(one.type, None), one.required, one.default)
        for one in found
    }


def _shape(hint: object, above: Mark | None) -> Shape:
    of, *beside = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    found = Shape(
        of,
        mark=next((one.mark for one in beside if isinstance(one, Marked)), above),
        names=next((one for one in beside if isinstance(one, Names)), None),
        shaped_by=next((one for one in beside if isinstance(one, ShapedBy)), None),
    )
    if get_origin(of) in (list, dict):
        return replace(found, each=_shape(get_args(of)[-1], found.mark))
    structs = (one for one in (of, *get_args(of)) if isinstance(one, type) and issubclass(one, msgspec.Struct))
    return replace(found, struct=next(structs, None))


@cache
def with_words(kind: StructType) -> tuple[Field, ...]:
    """Return the fields in which anything is in the owner's own words."""
    return tuple(one for one in fields(kind).values() if one.shape.has_words)


def holds_words(kind: StructType) -> bool:
    return bool(with_words(kind))


def resolved(shape: Shape, content: object) -> Shape:
    """Return the shape of a field that another field chooses; Raises Misshapen when that one is not known."""
    if shape.shaped_by is None:
        return shape
    field, shapes = shape.shaped_by.field, shape.shaped_by.shapes
    chosen = content.get(field) if isinstance(content, dict) else getattr(content, field)
    if not isinstance(chosen, str) or chosen not in shapes:
        raise Misshapen
    return Shape(dict, struct=shapes[chosen])


def places(kind: StructType) -> Iterator[tuple[tuple[str, ...], Shape]]:
    """Yield every place of a content that holds single values, with its shape; "*" stands for any name."""
    for one in fields(kind).values():
        yield from _places(one.shape, (one.name,))


def _places(shape: Shape, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Shape]]:
    if shape.is_reading:
        yield path, shape
    elif shape.shaped_by:
        for chosen, kind in shape.shaped_by.shapes.items():
            yield from (((*path, f"({chosen})", *rest), found) for rest, found in places(kind))
    elif shape.struct:
        yield from (((*path, *rest), found) for rest, found in places(shape.struct))
    elif shape.each:
        yield from _places(shape.each, (*path, "*") if get_origin(shape.type) is dict else path)
    else:
        yield path, shape


def unmarked(kind: StructType) -> list[str]:
    """Return the places of which nothing says what they hold."""
    return [".".join(path) for path, shape in places(kind) if shape.mark is None]
