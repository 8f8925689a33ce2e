"""Where the ledger is kept: one sealed row for each account."""

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from middleway.vault import NotOpened, Vault
from middleway.web.records import store
from middleway.web.records.models import derived_id
from middleway.web.records.owned import of
from middleway.web.records.writing import Batch
from middleway.web.safety import ledger
from middleway.web.safety.content import content_of
from middleway.web.safety.entries import Book
from middleway.web.safety.models import Ledger

# What this request has read, by owner; None outside of requests.
_read: ContextVar[dict[UUID, tuple[Book, bool]] | None] = ContextVar("ledgers", default=None)


def read_once(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Let a page that asks several times how it stands read the ledger once, and forget it with the request."""

    def with_ledger(request: HttpRequest) -> HttpResponseBase:
        token = _read.set({})
        try:
            return answer(request)
        finally:
            _read.reset(token)

    return with_ledger


def read(vault: Vault) -> tuple[Book, bool]:
    """Return the ledger, as far as it lies in the past, and whether all of it opened; what does not counts as empty."""
    known = _read.get()
    if known is None:
        return _opened(of(vault, Ledger), vault)
    if vault.record.owner not in known:
        known[vault.record.owner] = _opened(of(vault, Ledger), vault)
    return known[vault.record.owner]


def book_of(vault: Vault) -> Book:
    """Return the ledger, as `read` does."""
    return read(vault)[0]


def amend(batch: Batch, change: Callable[[Book], Book], rows: Iterable[Ledger] | None = None) -> None:
    """Put what `change` makes of the ledger in its place. Others, from archives, go: they are part of it by then.

    Whatever `change` adds as of now comes after all that is in the ledger. `rows`: the ledger, if it was read in this
    batch already.
    """
    found = list(of(batch.vault, Ledger) if rows is None else rows)
    before, _ = _opened(found, batch.vault)
    after = change(before)
    if after == before:
        return
    own, by_id = derived_id("ledger", batch.account.pk, UUID(int=0)), {row.pk: row for row in found}
    row = by_id.pop(own, None) or Ledger(id=own)
    batch.save(row, content_of(after, timezone.now().isoformat()))
    batch.erase(by_id.values(), everywhere=False)
    (_read.get() or {}).clear()


def _opened(rows: Iterable[Ledger], vault: Vault) -> tuple[Book, bool]:
    contents = [_content(row, vault) for row in rows]
    found = ledger.joined(content for content in contents if content is not None)
    return ledger.believed(found, timezone.now().isoformat()), None not in contents


def _content(row: Ledger, vault: Vault) -> Book | None:
    try:
        return store.opened(row, vault).book
    except NotOpened:
        return None
