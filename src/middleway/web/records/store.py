"""Seals rows and opens them: the only way between what a person wrote and the database.

Every write raises the row's revision and saves the owner's sealed list of rows, in one transaction (`writing.py`). So a
row that was put back, removed or added by somebody else shows at the next comparison (`manifest.differing`).
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from itertools import islice
from typing import cast

from django.db.models import QuerySet
from django.utils import timezone

from middleway.vault import Context, NotOpened, Vault
from middleway.web.records import manifest
from middleway.web.records.content import C, Content, Holding, decoded, encoded
from middleway.web.records.models import SealedRow
from middleway.web.records.values import JsonObject

SCHEMA = 1
AT_ONCE = 50  # rows that are taken together when there are many


def place(row: SealedRow, vault: Vault) -> Context:
    """Return the place to which a row's content is bound; moved anywhere else, it does not open."""
    revision = row.revision or 1  # a hidden row is sealed as its first revision
    return Context(vault.record.instance, row.table_name(), row.pk, row.account_id, "content", SCHEMA, revision)


def content_of(row: SealedRow, vault: Vault) -> JsonObject:
    """Return the JSON object that was sealed, as it stands. Raises NotOpened."""
    plain = vault.open(bytes(row.sealed), place(row, vault))
    content: JsonObject = json.loads(plain.decode("utf-8", "surrogatepass"))
    return content


def opened(row: Holding[C], vault: Vault) -> C:
    """Return a row's content as its kind of row declares it. Raises NotOpened."""
    stored = cast("SealedRow", row)  # only sealed rows hold anything
    return decoded(vault.open(bytes(stored.sealed), place(stored, vault)), row.holds)


def contents(rows: QuerySet[SealedRow], holds: type[C], vault: Vault) -> Iterator[C]:
    """Yield the content of each of the owner's rows that opens; the overview of what is kept reports the others.

    It makes no model for each row, because pages may look at ten thousand.
    """
    for plain in _opened(rows, vault):
        if plain is not None:
            with suppress(NotOpened):
                yield decoded(plain, holds)


def unopened(vault: Vault, most: int) -> tuple[int, bool]:
    """Try to open at most `most` of the owner's rows; return how many do not open, and whether all were tried."""
    kinds = (kind._default_manager.filter(account_id=vault.record.owner) for kind in manifest.kinds())
    every = (plain is None for rows in kinds for plain in _opened(rows, vault))
    return sum(islice(every, most)), next(every, None) is None


def _opened(rows: QuerySet[SealedRow], vault: Vault) -> Iterator[bytes | None]:
    """Yield the opened bytes of each row; None for one that does not open."""
    record, table = vault.record, rows.model.table_name()
    for pk, revision, sealed in rows.values_list("pk", "revision", "sealed").iterator():
        at = Context(record.instance, table, pk, record.owner, "content", SCHEMA, revision)
        try:
            plain = vault.open(bytes(sealed), at)
        except NotOpened:
            plain = None
        yield plain


def seal(row: SealedRow, content: Content, vault: Vault) -> None:
    """Seal the content into the row as its next revision, without saving it."""
    row.account_id = vault.record.owner
    row.revision += 1
    row.month = _month(content)
    row.sealed = vault.seal(encoded(content), place(row, vault))


def rows_of(vault: Vault) -> Iterator[SealedRow]:
    """Yield every sealed row of the owner. However slowly they are taken, no query stays open and few rows are held."""
    for kind in manifest.kinds():
        ids = list(kind._default_manager.filter(account_id=vault.record.owner).values_list("pk", flat=True))
        for at in range(0, len(ids), AT_ONCE):
            yield from kind._default_manager.filter(account_id=vault.record.owner, pk__in=ids[at : at + AT_ONCE])


def _month(content: Content) -> date:
    """Return the first day of the month in which something was written; no finer time is stored unsealed."""
    written = content.written
    day = timezone.localtime(datetime.fromisoformat(written)).date() if written else timezone.localdate()
    return day.replace(day=1)
