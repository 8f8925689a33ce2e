"""Writes and deletes rows: all that belongs together in one batch, which is kept whole or not at all.

    with writing(vault) as batch:
        batch.save(row, content)

A batch locks its owner's account, and at its end it lets `RECORD_OBSERVERS` see everything that was written or deleted
in it, and saves the owner's sealed list of rows: each once, in one transaction. Texts are read before, with `seen`: no
other write of the owner may wait while words are read.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from middleway.vault import Vault
from middleway.web import database
from middleway.web.accounts.locking import locked
from middleway.web.accounts.models import Account
from middleway.web.records import manifest, store
from middleway.web.records.content import C, Content
from middleway.web.records.models import SealedRow

Row = tuple[SealedRow, Content]


class Batch:
    """What is written and deleted together. `written`: rows with what they hold now; `gone`: rows that were deleted."""

    def __init__(self, vault: Vault, account: Account) -> None:
        self.vault, self.account = vault, account
        self.written: dict[UUID, Row] = {}
        self.gone: dict[UUID, SealedRow] = {}
        self._revisions: dict[bytes, int] = {}  # as the owner's list will have them
        self._forgets = False

    def save(self, row: SealedRow, content: Content, ahead: Content | None = None) -> None:
        """Seal `content` as the row's next revision and save it. `ahead`: what `seen` returned before the lock."""
        content = seen(row, _carried(content, ahead) if ahead else content)
        store.seal(row, content, self.vault)
        is_new = row.revision == 1
        row.save(force_insert=is_new, force_update=not is_new)
        self.written[row.pk] = (row, content)
        self._revisions[row.pk.bytes] = row.revision

    def show(self, rows: Iterable[UUID]) -> None:
        """Put rows on the list that were written hidden (`arriving.py`): observers saw their words as they came in."""
        self._revisions |= {row.bytes: 1 for row in rows}

    def erase(self, rows: Iterable[SealedRow], *, everywhere: bool = True) -> None:
        """Delete rows and, if `everywhere`, what the database's journal still holds of them."""
        by_kind: dict[type[SealedRow], list[UUID]] = {}
        for row in rows:
            by_kind.setdefault(type(row), []).append(row.pk)
            self.written.pop(row.pk, None)
            self._revisions.pop(row.pk.bytes, None)
            self.gone[row.pk] = row
            self._forgets |= everywhere
        for kind, ids in by_kind.items():
            for at in range(0, len(ids), store.AT_ONCE):
                kind.with_hidden.filter(account=self.account, pk__in=ids[at : at + store.AT_ONCE]).delete()

    def finish(self) -> None:
        """Let the observers see the whole batch, in their order, and save the owner's list of rows."""
        if not (self._revisions or self.gone):
            return
        for observer in _observers():
            observer.after(self)
        gone = frozenset(pk.bytes for pk in self.gone)
        manifest.save(self.account, self.vault, changed=self._revisions, gone=gone)
        if self._forgets:
            database.forget_deleted()


class Observer(Protocol):
    """What `RECORD_OBSERVERS` in the settings names, in the order in which they are asked."""

    def before(self, row: SealedRow, content: C) -> C:
        """Return what is to be sealed: the content with what was found in it."""

    def carried(self, content: C, ahead: Content) -> C:
        """Return `content`, made under the lock, with what was found in `ahead` before, if the words are the same."""

    def after(self, batch: Batch) -> None:
        """Take note of what was written and deleted. What this writes itself is seen only by those that follow."""


@contextmanager
def writing(
    vault: Vault, transaction_of: Callable[[], AbstractContextManager[object]] | None = None
) -> Iterator[Batch]:
    """Open the one batch of a write. Raises KeysChanged, NotOpened. Whatever is raised within it, nothing is kept then.

    `transaction_of`: in place of the usual transaction, such as one that hardly waits. None is part of another: a batch
    is whole only if nobody outside it can take it back.
    """
    with transaction_of() if transaction_of else transaction.atomic(durable=True):
        batch = Batch(vault, locked(vault))
        yield batch
        batch.finish()


def write(vault: Vault, *rows: Row) -> None:
    """Read rows, then save them in a batch of their own. Raises KeysChanged, NotOpened."""
    ready = [(row, seen(row, content)) for row, content in rows]
    with writing(vault) as batch:
        for row, content in ready:
            batch.save(row, content)


def change(vault: Vault, changed: Callable[[], Row]) -> None:
    """Write what `changed` makes of the stored row. Raises KeysChanged, NotOpened, and what `changed` raises.

    `changed` is called twice: first, so that the words are read before anything is locked; then under the lock, so that
    what is written is made of what is stored at that time.
    """
    ahead = seen(*changed())
    with writing(vault) as batch:
        batch.save(*changed(), ahead)


def seen(row: SealedRow, content: C) -> C:
    """Return the content with what the observers find in it. Words that were read before are not read again."""
    for observer in _observers():
        content = observer.before(row, content)
    return content


def _carried(content: C, ahead: Content) -> C:
    for observer in _observers():
        content = observer.carried(content, ahead)
    return content


def _observers() -> Iterator[Observer]:
    return (import_string(name)() for name in settings.RECORD_OBSERVERS)
