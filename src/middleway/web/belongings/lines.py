"""An export's lines: one JSON object each, a header first. The same lines come back in by import."""

import json
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.apps import apps
from django.utils import timezone

from middleway import __version__
from middleway.vault import NotOpened, Vault
from middleway.web.belongings.shapes import check
from middleway.web.shell import store
from middleway.web.shell.models import SealedRow

FORMAT = 1
Row = tuple[type[SealedRow], UUID, store.Content]


class NotAnExport(Exception):
    """The archive opened, but what is inside is not an export of ours, or is of a newer version."""


def written(vault: Vault) -> Iterator[dict[str, Any]]:
    """Yield the header, then every row that opens. A row that does not is named in the list at its end."""
    yield {"kind": "header", "format": FORMAT, "version": __version__, "made": timezone.now().isoformat()}
    closed = []
    for row in store.rows_of(vault):
        try:
            yield {"kind": row._meta.label_lower, "id": str(row.pk), "content": store.content_of(row, vault)}
        except NotOpened:
            closed.append(str(row.pk))
    yield {"kind": "end", "not_opened": closed}


def in_bytes(lines: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """Yield each line as it stands in an archive."""
    for line in lines:
        yield (json.dumps(line, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass")


def read(content: bytes) -> list[Row]:
    """Return (kind, id, content) of every row. Raises NotAnExport when a single line is not as it must be."""
    try:
        lines = [json.loads(line) for line in content.decode("utf-8", "surrogatepass").split("\n") if line]
        header, *rows, end = lines
        if header["kind"] != "header" or header["format"] != FORMAT or end["kind"] != "end":
            raise NotAnExport
        found = [_row(row) for row in rows]
    except (ValueError, KeyError, TypeError, LookupError, RecursionError, AttributeError):
        raise NotAnExport from None
    if len({row_id for _, row_id, _ in found}) != len(found):
        raise NotAnExport
    return found


def _row(row: dict[str, Any]) -> Row:
    kind = _kind(row["kind"])
    return kind, UUID(row["id"]), check(kind, row["content"])


def _kind(label: str) -> type[SealedRow]:
    model = apps.get_model(label)
    if not issubclass(model, SealedRow):
        raise NotAnExport
    return model
