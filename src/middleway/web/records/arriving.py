"""Imports rows by the thousand: they are written hidden, a few at a time, and then shown all at once, or deleted.

Until they are shown their revision is 0: no page, export or search finds them (`models.Shown`), and the owner's sealed
list does not name them. A crash in the middle leaves them hidden.
"""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet

from middleway.vault import Vault
from middleway.web.records import manifest, store
from middleway.web.records.content import Content
from middleway.web.records.models import SealedRow
from middleway.web.records.owned import R
from middleway.web.records.writing import Batch

AT_ONCE: Final = 200  # rows deleted in one transaction


def tables() -> list[type[SealedRow]]:
    """Return every model whose rows are sealed, including those that only hold work under way."""
    return [model for model in apps.get_models() if issubclass(model, SealedRow)]


def hidden(vault: Vault, kind: type[R]) -> list[R]:
    """Return the owner's rows of a kind that are not shown yet."""
    return list(kind.with_hidden.filter(account_id=vault.record.owner, revision=0))


def sealed(row: SealedRow, content: Content, vault: Vault) -> SealedRow:
    """Return a new row, sealed and hidden. This needs no lock."""
    store.seal(row, content, vault)
    row.revision = 0
    return row


def put(rows: Iterable[SealedRow]) -> None:
    """Write hidden rows, in the caller's transaction, which has locked the account."""
    by_kind: dict[type[SealedRow], list[SealedRow]] = {}
    for row in rows:
        by_kind.setdefault(type(row), []).append(row)
    for kind, found in by_kind.items():
        kind.with_hidden.bulk_create(found)


def show(batch: Batch) -> None:
    """Show all hidden rows of the owner."""
    for kind in manifest.kinds():
        hidden = kind.with_hidden.filter(account=batch.account, revision=0)
        batch.show(hidden.values_list("pk", flat=True))
        hidden.update(revision=1)


def take_away(owner: UUID) -> bool:
    """Delete some hidden rows of the owner, whose account is locked; return whether there may be more."""
    return any(_delete_some(kind.with_hidden.filter(account=owner, revision=0)) for kind in manifest.kinds())


def take_away_passing(owner: UUID) -> bool:
    """Delete some rows that only held work under way; return whether there may be more. No vault is needed."""
    return any(_delete_some(kind.with_hidden.filter(account=owner)) for kind in tables() if kind.is_passing)


def _delete_some(rows: QuerySet[Any]) -> bool:
    some = list(rows.values_list("pk", flat=True)[:AT_ONCE])
    if some:
        rows.model.with_hidden.filter(pk__in=some).delete()
    return bool(some)
