"""The table of docs/spec/sealed-v1.md: every field of every kind of row, and what it holds."""

from collections.abc import Collection, Iterator

from middleway.web.records import fields, manifest
from middleway.web.records.content import Content
from middleway.web.records.fields import StructType
from middleway.web.records.marks import Meaning


def table() -> list[str]:
    """Return the lines of the table. What an archive must have is bold; `*` stands for any name."""
    kinds = sorted(manifest.kinds(), key=lambda kind: kind.table_name())
    return [
        "| row | what it holds | fields |",
        "|---|---|---|",
        *_of("every row", Content),
        *(line for kind in kinds for line in _of(f"`{kind.table_name()}`", kind.holds, but=fields.fields(Content))),
    ]


def _of(name: str, holds: StructType, but: Collection[str] = ()) -> Iterator[str]:
    found: dict[Meaning, list[str]] = {}
    for path, shape in fields.places(holds):
        if shape.mark and path[0] not in but:
            found.setdefault(shape.mark.meaning, []).append(_named(holds, path))
    for meaning in Meaning:
        if meaning in found:
            yield f"| {name} | {meaning.value} | {', '.join(found[meaning])} |"


def _named(holds: StructType, path: tuple[str, ...]) -> str:
    first, rest = f"`{path[0]}`", "".join(f".{name}" for name in path[1:])
    if fields.fields(holds)[path[0]].required:
        return f"**{first}**" + (f"`{rest}`" if rest else "")
    return f"`{path[0]}{rest}`"
