"""Where the ledger is kept: one sealed row for each account."""

from uuid import UUID

from django.utils import timezone

from middleway.vault import NotOpened, Vault
from middleway.web.records import store
from middleway.web.records.models import derived_id
from middleway.web.records.writing import Batch
from middleway.web.safety import ledger
from middleway.web.safety.models import Ledger


def read(vault: Vault) -> tuple[ledger.Book, bool]:
    """Return the ledger, as far as it lies in the past, and whether all of it opened; what does not counts as empty.

    Whoever adds to it takes the time afterwards: what is said now comes after all that is in it.
    """
    contents = _contents(vault)
    found = ledger.joined(content for content in contents if content is not None)
    return ledger.believed(found, timezone.now().isoformat()), None not in contents


def book_of(vault: Vault) -> ledger.Book:
    """Return the ledger, as `read` does."""
    return read(vault)[0]


def keep(batch: Batch, book: ledger.Book) -> None:
    """Keep a ledger in place of what was there. Others, from archives, go: they are part of it by now."""
    own = derived_id("ledger", batch.account.pk, UUID(int=0))
    rows = {row.pk: row for row in Ledger.objects.filter(account=batch.account)}
    row = rows.pop(own, None) or Ledger(id=own)
    batch.save(row, {**book, "changed": timezone.now().isoformat()})
    batch.erase(rows.values(), everywhere=False)


def _contents(vault: Vault) -> list[store.Content | None]:
    return [_content(row, vault) for row in Ledger.objects.filter(account_id=vault.record.owner)]


def _content(row: Ledger, vault: Vault) -> store.Content | None:
    try:
        return store.content_of(row, vault)
    except NotOpened:
        return None
