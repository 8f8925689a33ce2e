"""Walk through a row's content by what its fields say of themselves.

A content may still be the JSON object that was sealed, or one that is not whole yet; what it lacks is passed over.
"""

from collections.abc import Iterator
from typing import NamedTuple

from middleway.web.records.fields import Shape, StructType, fields, resolved, with_words
from middleway.web.records.marks import FOR_PEOPLE, Mark


class Leaf(NamedTuple):
    """One value: the names that lead to it, what it holds, and itself."""

    path: tuple[str, ...]
    mark: Mark
    value: object


def leaves(kind: StructType, content: object) -> Iterator[Leaf]:
    """Yield every value of a content, in the order of its fields."""
    return _in_struct(kind, content, ())


def words(kind: StructType, content: object) -> list[str]:
    """Return every text in the owner's own words that is not empty."""
    # Hundreds of moments are searched for one answer: a step that nobody answered is not looked into.
    return [
        text
        for one in with_words(kind)
        if (value := one.of(content)) is not one.default
        for text in _words(resolved(one.shape, content), value)
    ]


def _words(shape: Shape, value: object) -> list[str]:
    """Return the words in one value."""
    if not value:
        return []
    if shape.struct:
        return words(shape.struct, value)
    if shape.each is None:
        return [value] if isinstance(value, str) else []
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for one in inside for text in _words(shape.each, one)]


def for_people(kind: StructType, content: object) -> Iterator[tuple[str, str]]:
    """Yield (where, text) for all that means something to people: words, choices, numbers."""
    for leaf in leaves(kind, content):
        if leaf.mark.meaning in FOR_PEOPLE and leaf.value != "" and leaf.value is not False:
            yield ".".join(leaf.path), str(leaf.value)


def _in_struct(kind: StructType, content: object, path: tuple[str, ...]) -> Iterator[Leaf]:
    for one in fields(kind).values():
        value = one.of(content)
        if value is not None:
            yield from _in(resolved(one.shape, content), value, (*path, one.name))


def _in(shape: Shape, value: object, path: tuple[str, ...]) -> Iterator[Leaf]:
    if shape.mark and shape.is_reading:
        yield Leaf(path, shape.mark, value)
    elif shape.struct:
        yield from _in_struct(shape.struct, value, path)
    elif shape.each and isinstance(value, dict):
        for name, one in value.items():
            yield from _in(shape.each, one, (*path, name))
    elif shape.each and isinstance(value, list):
        for one in value:
            yield from _in(shape.each, one, path)
    elif shape.mark:
        yield Leaf(path, shape.mark, value)
