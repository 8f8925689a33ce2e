"""Imports rows by the thousand: they are written hidden, a few at a time, and then shown all at once, or deleted.

Until they are shown their revision is 0: no page, export or search finds them (`models.Shown`), and the owner's sealed
list does not name them. A crash in the middle leaves them hidden.
"""

from collections.abc import Iterable
from typing import Final

from django.apps import apps

from middleway.vault import Vault
from middleway.web.accounts.models import Account
from middleway.web.records import manifest, store
from middleway.web.records.models import SealedRow
from middleway.web.records.owned import R
from middleway.web.records.writing import Batch

AT_ONCE: Final = 200  # rows deleted in one transaction


def tables() -> list[type[SealedRow]]:
    """Return every model whose rows are sealed, including those that only hold work under way."""
    return [model for model in apps.get_models() if issubclass(model, SealedRow)]


def hidden(vault: Vault, kind: type[R]) -> list[R]:
    """Return the owner's rows of a kind that are not shown yet."""
    return list(kind.every.filter(account_id=vault.record.owner, revision=0))


def sealed(row: SealedRow, content: store.Content, vault: Vault) -> SealedRow:
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
        kind.every.bulk_create(found)


def show(batch: Batch) -> None:
    """Show all hidden rows of the owner."""
    for kind in manifest.kinds():
        hidden = kind.every.filter(account=batch.account, revision=0)
        batch.show(hidden.values_list("pk", flat=True))
        hidden.update(revision=1)


def take_away(account: Account) -> bool:
    """Delete some hidden rows of the owner, whose account is locked; return whether there may be more."""
    for kind in manifest.kinds():
        hidden = kind.every.filter(account=account, revision=0).values_list("pk", flat=True)
        if some := list(hidden[:AT_ONCE]):
            kind.every.filter(pk__in=some).delete()
            return True
    return False
