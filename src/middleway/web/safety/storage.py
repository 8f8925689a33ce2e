"""Where the ledger is kept: one sealed row for each account."""

from uuid import UUID

from django.utils import timezone

from middleway.vault import NotOpened, Vault
from middleway.web.accounts import locking
from middleway.web.records import store
from middleway.web.records.models import derived_id
from middleway.web.safety import ledger
from middleway.web.safety.models import Ledger


def book_of(vault: Vault) -> ledger.Book:
    """Return the ledger, without what lies in the future. What does not open counts as empty (`is_whole` tells).

    Whoever adds to it takes the time afterwards, so that what is said now comes after all that is in it.
    """
    found = ledger.joined(content for content in _contents(vault) if content is not None)
    return ledger.believed(found, timezone.now().isoformat())


def is_whole(vault: Vault) -> bool:
    return all(content is not None for content in _contents(vault))


def keep(vault: Vault, book: ledger.Book) -> None:
    """Keep a ledger in place of what was there. Others, from archives, go: they are part of it by now."""
    account = locking.locked(vault)
    own = derived_id("ledger", account.pk, UUID(int=0))
    rows = {row.pk: row for row in Ledger.objects.filter(account=account)}
    row = rows.pop(own, None) or Ledger(id=own)
    store.write(row, {**book, "changed": timezone.now().isoformat()}, vault)
    if rows:
        store.erase(rows.values(), vault, everywhere=False)


def _contents(vault: Vault) -> list[store.Content | None]:
    return [_content(row, vault) for row in Ledger.objects.filter(account_id=vault.record.owner)]


def _content(row: Ledger, vault: Vault) -> store.Content | None:
    try:
        return store.content_of(row, vault)
    except NotOpened:
        return None
