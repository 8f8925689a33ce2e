"""From an archive to its rows, line by line: nothing is built before it is known to be small enough, and nothing comes in unchecked."""

import json
from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from django.apps import apps

from middleway.vault import Archive
from middleway.web.belongings.lines import FORMAT
from middleway.web.imports.outline import TooMuch, measured
from middleway.web.imports.shapes import CHECKS
from middleway.web.imports.values import Misshapen, Unknown, either, fields, identifier, listed, of_type, text
from middleway.web.shell.models import SealedRow
from middleway.web.shell.store import Content

LONGEST_LINE: Final = 8_000_000  # bytes: every box of every step of one moment, full
MOST_ROWS: Final = 100_000  # ten a day for 27 years
MOST_PARTS: Final = 12_000_000  # marks and values of all lines together
Row = tuple[type[SealedRow], UUID, Content]

_HEADER: Final = fields({"kind": either("header"), "format": either(FORMAT)}, {"version": text, "made": text})
_END: Final = fields({"kind": either("end")}, {"not_opened": listed(identifier)})


class NotAnExport(Exception):
    """The archive opened, but what is inside is not an export of ours, or is of a newer version."""


def rows(archive: Archive) -> Iterator[Row]:
    """Yield (kind, id, content) of every row, as it may come in. Raises NotAnExport, TooMuch, Unknown."""
    if archive.lines > MOST_ROWS + 2:
        raise TooMuch
    found = _objects(archive)
    try:
        _HEADER(next(found, None))
        before = next(found, None)
        for line in found:
            yield _row(before)
            before = line
        _END(before)
    except Unknown:
        raise
    except (ValueError, TypeError, LookupError, RecursionError):
        raise NotAnExport from None


def _objects(archive: Archive) -> Iterator[Any]:
    parts = 0
    for line in _lines(archive):
        parts += measured(line)
        if parts > MOST_PARTS:
            raise TooMuch
        yield json.loads(line.decode("utf-8", "surrogatepass"))


def _lines(archive: Archive) -> Iterator[bytes]:
    """Yield every line that is not empty. Raises TooMuch."""
    begun = list[bytes]()
    for piece in archive.pieces():
        first, *others = piece.split(b"\n")
        begun.append(first)
        for other in others:
            yield from _whole(begun)
            begun = [other]
        if len(begun) * len(piece) > LONGEST_LINE:
            raise TooMuch
    yield from _whole(begun)


def _whole(begun: list[bytes]) -> Iterator[bytes]:
    line = b"".join(begun)
    if len(line) > LONGEST_LINE:
        raise TooMuch
    if line:
        yield line


def _row(line: Any) -> Row:
    of_type(line, dict)
    kind = _kind(text(line.get("kind")))
    found = fields({"kind": text, "id": identifier, "content": CHECKS[kind]})(line)
    return kind, UUID(found["id"]), found["content"]


def _kind(label: str) -> type[SealedRow]:
    model = apps.get_model(label)
    if model not in CHECKS:
        raise Misshapen
    return model
