"""The lines of an export: one JSON object each, a header first. An import reads the same lines."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from django.utils import timezone

from middleway import __version__
from middleway.vault import NotOpened, Vault
from middleway.web.records import store
from middleway.web.records.models import SealedRow
from middleway.web.records.values import JsonObject

FORMAT = 1


def written(vault: Vault) -> Iterator[dict[str, Any]]:
    """Yield the header, then every row that opens, and at the end a list of those that do not."""
    yield {"kind": "header", "format": FORMAT, "version": __version__, "made": timezone.now().isoformat()}
    closed = []
    for row in store.rows_of(vault):
        try:
            content = store.content_of(row, vault)
        except NotOpened:
            closed.append(str(row.pk))
            continue
        if not _is_over(row, content):
            yield {"kind": row.table_name(), "id": str(row.pk), "content": content}
    yield {"kind": "end", "not_opened": closed}


def _is_over(row: SealedRow, content: JsonObject) -> bool:
    try:
        return msgspec.convert(content, row.holds).is_over
    except msgspec.ValidationError:
        return False  # a content that this version does not know goes out as it is


def in_bytes(lines: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """Yield each line as an archive holds it."""
    for line in lines:
        yield (json.dumps(line, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass")
