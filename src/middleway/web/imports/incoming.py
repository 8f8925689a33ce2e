"""From an archive to its rows, line by line. Its outline is checked as it comes, and nothing comes in unchecked."""

import json
from collections.abc import Iterable, Iterator
from typing import Final
from uuid import UUID

from middleway.vault import STANDARD, Archive, Arriving
from middleway.web.export.jsonl import ArchiveEnd, ArchiveHeader
from middleway.web.imports.outline import NotAnExport, Outline, TooMuch
from middleway.web.records import manifest
from middleway.web.records.content import Content
from middleway.web.records.models import SealedRow
from middleway.web.records.taking_in import accepted, refuse_unknown, taken_in
from middleway.web.records.values import JsonObject, Misshapen, Unknown, identifier, text

LARGEST: Final = 60_000_000  # bytes of an archive
ArchiveRow = tuple[type[SealedRow], UUID, Content]


def begun(file: Iterable[bytes]) -> Arriving:
    """Look at the first bytes of a file, and read no more of it. Raises NotOpened; reading on may raise TooMuch."""
    return Arriving(_at_most(LARGEST, file), most=STANDARD)


def whole(arriving: Arriving) -> Archive:
    """Read on, and look at what is inside before any of it is built. Raises NotOpened, NotAnExport, TooMuch."""
    return arriving.whole(Outline())


def rows(archive: Archive) -> Iterator[ArchiveRow]:
    """Yield (kind, id, content) of every row, as it may come in. Raises NotAnExport, Unknown."""
    found = _objects(archive)
    try:
        accepted(ArchiveHeader, next(found, None))
        before = next(found, None)
        for line in found:
            yield _row(before)
            before = line
        accepted(ArchiveEnd, before)
    except Unknown:
        raise
    except (ValueError, TypeError, LookupError, RecursionError):
        raise NotAnExport from None


def _objects(archive: Archive) -> Iterator[object]:
    for line in filter(None, _lines(archive)):
        yield json.loads(line.decode("utf-8", "surrogatepass"), object_pairs_hook=_object)


def _lines(archive: Archive) -> Iterator[bytes]:
    """Yield every line."""
    start = list[bytes]()
    for piece in archive.pieces():
        first, *others = piece.split(b"\n")
        start.append(first)
        for other in others:
            yield b"".join(start)
            start = [other]
    yield b"".join(start)


def _object(pairs: list[tuple[str, object]]) -> JsonObject:
    """Refuse a name that stands twice: readers differ in which of the two they take."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Misshapen
    return found


def _at_most(size: int, pieces: Iterable[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        size -= len(piece)
        if size < 0:
            raise TooMuch
        yield piece


def _row(line: object) -> ArchiveRow:
    if not isinstance(line, dict):
        raise Misshapen
    kind = _kind(text(line.get("kind")))
    refuse_unknown(line, ("kind", "id", "content"))
    try:
        return kind, UUID(identifier(line.get("id"))), taken_in(kind, line.get("content"))
    except Unknown as fault:
        raise Unknown("content", *fault.where) from None


def _kind(label: str) -> type[SealedRow]:
    try:
        return manifest.kind_of(label)
    except LookupError as unknown:
        raise Misshapen from unknown
