"""The lines of an export: one JSON object each, a header first. An import reads the same lines."""

import json
from collections.abc import Iterable, Iterator
from typing import Annotated

import msgspec
from django.utils import timezone

from middleway import __version__
from middleway.vault import NotOpened, Vault
from middleway.web.records import store
from middleway.web.records.marks import Code, Meaning, RowId, one_of
from middleway.web.records.models import SealedRow
from middleway.web.records.values import JsonObject

FORMAT = 1


class ArchiveHeader(msgspec.Struct, frozen=True):
    kind: Annotated[str, one_of("header", meaning=Meaning.CODE)] = "header"
    format: Annotated[int, one_of(FORMAT, meaning=Meaning.CODE)] = FORMAT
    version: Code = ""
    made: Code = ""


class ArchiveLine(msgspec.Struct, frozen=True):
    """A row, with the JSON object that was sealed, as it stands."""

    kind: str
    id: str
    content: JsonObject


class ArchiveEnd(msgspec.Struct, frozen=True):
    """The last line. `not_opened`: the rows that are not among the others."""

    kind: Annotated[str, one_of("end", meaning=Meaning.CODE)] = "end"
    not_opened: list[RowId] = []


Line = ArchiveHeader | ArchiveLine | ArchiveEnd


def written(vault: Vault) -> Iterator[Line]:
    """Yield the header, then every row that opens, and at the end a list of those that do not."""
    yield ArchiveHeader(version=__version__, made=timezone.now().isoformat())
    closed = []
    for row in store.rows_of(vault):
        try:
            content = store.content_of(row, vault)
        except NotOpened:
            closed.append(str(row.pk))
            continue
        if not _is_over(row, content):
            yield ArchiveLine(row.table_name(), str(row.pk), content)
    yield ArchiveEnd(not_opened=closed)


def _is_over(row: SealedRow, content: JsonObject) -> bool:
    try:
        return msgspec.convert(content, row.holds).is_over
    except msgspec.ValidationError:
        return False  # a content that this version does not know goes out as it is


def in_json(line: Line, indent: int | None = None) -> bytes:
    text = json.dumps(msgspec.to_builtins(line), ensure_ascii=False, indent=indent)
    return text.encode("utf-8", "surrogatepass")


def in_bytes(lines: Iterable[Line]) -> Iterator[bytes]:
    """Yield each line as an archive holds it."""
    for line in lines:
        yield in_json(line) + b"\n"
