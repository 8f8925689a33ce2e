"""Everything that a person keeps, as files for anybody to read, each made piece by piece while it is sent.

A file is made after its request is over, so each piece brings the writer's zone and language along, and the vault is
held until the last piece.
"""

from collections.abc import Callable, Iterator
from datetime import tzinfo
from typing import Final
from zoneinfo import ZoneInfo

import msgspec
from django.template.loader import render_to_string
from django.utils import timezone, translation

from middleway import cells
from middleway.vault import Vault
from middleway.web.export import jsonl, plain_text
from middleway.web.records import manifest, schema
from middleway.web.records.content import Content

TYPES: Final = {"html": "text/html", "json": "application/json", "csv": "text/csv"}


def _html(zone: ZoneInfo | None, vault: Vault) -> Iterator[bytes]:
    """Return a page to print, oldest first, piece by piece."""
    name = str(zone or timezone.get_default_timezone()).replace("_", " ")
    return _as_asked_for(_pieces(vault, name), zone, translation.get_language())


def _as_asked_for(pieces: Iterator[bytes], zone: ZoneInfo | None, language: str) -> Iterator[bytes]:
    """Make each piece in the zone and the language of the request, whoever else is served between two of them."""
    while True:
        with timezone.override(zone), translation.override(language):
            piece = next(pieces, b"")
        if not piece:
            return
        yield piece


def _pieces(vault: Vault, zone: str) -> Iterator[bytes]:
    yield _part("head", {"zone": zone})
    not_opened = 0
    for row in plain_text.printed(vault):
        if row is None:
            not_opened += 1
        else:
            yield _part("row", {"row": row})
    yield _part("end", {"not_opened": not_opened})


def _part(name: str, context: dict[str, object]) -> bytes:
    return render_to_string(f"export/_printed_{name}.html", context).encode("utf-8", "replace")


def _json(_zone: ZoneInfo | None, vault: Vault) -> Iterator[bytes]:
    yield b"["
    for number, line in enumerate(jsonl.written(vault)):
        yield (b",\n" if number else b"\n") + jsonl.in_json(line, indent=1)
    yield b"\n]\n"


def _csv(zone: ZoneInfo | None, vault: Vault) -> Iterator[bytes]:
    theirs = zone or timezone.get_default_timezone()
    yield cells.line(["kind", "id", "written", "what", "text"]).encode()
    for line in jsonl.written(vault):
        if isinstance(line, jsonl.ArchiveLine):
            for at, what, text in _told(line, theirs):
                yield cells.line([line.kind, line.id, at, what, text]).encode("utf-8", "replace")
        for closed in line.not_opened if isinstance(line, jsonl.ArchiveEnd) else ():
            yield cells.line(["end", closed, "", "not_opened", ""]).encode()


def _told(line: jsonl.ArchiveLine, zone: tzinfo) -> Iterator[tuple[str, str, str]]:
    """Yield (when, where, text) for all that means something to people in a row."""
    at = msgspec.convert(line.content, Content).when.astimezone(zone).isoformat()
    told = schema.for_people(manifest.kind_of(line.kind).holds, line.content)
    yield from ((at, what, text) for what, text in told)


WAYS: Final[dict[str, Callable[[ZoneInfo | None, Vault], Iterator[bytes]]]] = {
    "html": _html,
    "json": _json,
    "csv": _csv,
}
