"""Sealing rows and opening them: the only way between what a person wrote and the database.

Every write moves the row's revision on and saves the owner's sealed list of rows, in one transaction; so a row that somebody
puts back, takes away or slips in is named at the next look (`differing`).
"""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from middleway.vault import Context, NotOpened, Vault
from middleway.web import database
from middleway.web.accounts.models import Account
from middleway.web.shell import lookers, manifest
from middleway.web.shell.models import SealedRow

Content = lookers.Content
SCHEMA = 1
AT_ONCE = 50  # rows, where many are taken in turn


class KeysChanged(Exception):
    """The vault's keys were changed in another window since this request began. Nothing was written."""


def place(row: SealedRow, vault: Vault) -> Context:
    """Return where a row's content lives; moved anywhere else, it does not open."""
    revision = row.revision or 1  # what is on its way in is sealed as its first revision
    return Context(vault.record.instance, row._meta.label_lower, row.pk, row.account_id, "content", SCHEMA, revision)


def content_of(row: SealedRow, vault: Vault) -> Content:
    """Raises NotOpened."""
    return _read(vault.open(bytes(row.sealed), place(row, vault)))


def contents(rows: QuerySet[SealedRow], vault: Vault) -> Iterator[Content]:
    """Yield the content of each of the owner's rows that opens; what does not is told by the overview of what is kept.

    For pages that look at ten thousand rows: no model is made of each.
    """
    return (_read(plain) for plain in _opened(rows, vault) if plain is not None)


def unopened(vault: Vault, most: int) -> tuple[int, bool]:
    """Try the owner's rows, `most` of them; return how many do not open, and whether these were all."""
    kinds = (kind._default_manager.filter(account_id=vault.record.owner) for kind in manifest.kinds())
    every = (plain is None for rows in kinds for plain in _opened(rows, vault))
    return sum(islice(every, most)), next(every, None) is None


def _opened(rows: QuerySet[SealedRow], vault: Vault) -> Iterator[bytes | None]:
    """Yield what is in each row, unread; None for one that does not open."""
    record, table = vault.record, rows.model._meta.label_lower
    for pk, revision, sealed in rows.values_list("pk", "revision", "sealed").iterator():
        at = Context(record.instance, table, pk, record.owner, "content", SCHEMA, revision)
        try:
            plain = vault.open(bytes(sealed), at)
        except NotOpened:
            plain = None
        yield plain


def _read(plain: bytes) -> Content:
    content: Content = json.loads(plain.decode("utf-8", "surrogatepass"))
    return content


def write(row: SealedRow, content: Content, vault: Vault) -> None:
    """Seal `content` as the row's next revision and save it. Raises KeysChanged, NotOpened.

    Its words are read before anything is locked. Whoever holds a lock already has read them ahead of it: `change`, or `lookers.with_seen`.
    """
    content = lookers.seen(row, content)
    with transaction.atomic():
        account = locked(vault)
        seal(row, content, vault)
        row.save(force_insert=row.revision == 1)
        manifest.save(account, vault, changed={row.pk.bytes: row.revision})
        lookers.noted(vault, [(row, content)])


def change(vault: Vault, changed: Callable[[], tuple[SealedRow, Content]]) -> None:
    """Write what `changed` makes of what stands there. It is asked twice, so that its words are read before anything is locked, and what
    is written is made of what stands there then. Raises KeysChanged, NotOpened, and what `changed` does.
    """
    ahead = lookers.seen(*changed())
    with transaction.atomic():
        locked(vault)
        row, content = changed()
        write(row, lookers.with_seen(content, ahead), vault)


def seal(row: SealedRow, content: Content, vault: Vault) -> None:
    """Put the next revision into the row, without saving it."""
    row.account_id = vault.record.owner
    row.revision += 1
    row.month = _month(content)
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    row.sealed = vault.seal(plain, place(row, vault))


def write_new(rows: Iterable[tuple[SealedRow, Content]], vault: Vault) -> None:
    """Seal and save many new rows at once. Raises KeysChanged, NotOpened."""
    seen = [(row, lookers.seen(row, content)) for row, content in rows]
    with transaction.atomic():
        account = locked(vault)
        for row, content in seen:
            seal(row, content, vault)
            row.save(force_insert=True)
        manifest.save(account, vault, changed={row.pk.bytes: row.revision for row, _ in seen})
        lookers.noted(vault, seen)


@transaction.atomic
def erase(rows: Iterable[SealedRow], vault: Vault, *, everywhere: bool = True) -> None:
    """Delete rows, and say so in the list. `everywhere`: from the database's journal too. Raises KeysChanged, NotOpened."""
    account = locked(vault)
    by_kind: dict[type[SealedRow], list[UUID]] = {}
    for row in rows:
        by_kind.setdefault(type(row), []).append(row.pk)
    for kind, ids in by_kind.items():
        for at in range(0, len(ids), AT_ONCE):
            kind.every.filter(account=account, pk__in=ids[at : at + AT_ONCE]).delete()
    gone = {pk for ids in by_kind.values() for pk in ids}
    manifest.save(account, vault, gone=frozenset(pk.bytes for pk in gone))
    lookers.noted(vault, [], frozenset(gone))
    if everywhere and gone:
        database.forget_deleted()


def is_sample(content: Content) -> bool:
    """Whether a row is of the sample story, and not the owner's own; it stays so when they change it."""
    return content.get("sample") is True


def rows_of(vault: Vault) -> Iterator[SealedRow]:
    """Yield every sealed row of the vault's owner, a few at a time: no query stays open, and few are held, however slowly they are taken."""
    for kind in manifest.kinds():
        ids = list(kind._default_manager.filter(account_id=vault.record.owner).values_list("pk", flat=True))
        for at in range(0, len(ids), AT_ONCE):
            yield from kind._default_manager.filter(account_id=vault.record.owner, pk__in=ids[at : at + AT_ONCE])


def locked(vault: Vault) -> Account:
    """Return the owner's row, locked until the transaction ends. Raises KeysChanged.

    A vault that was opened before its keys changed would seal under a key that is on its way out.
    """
    account = Account.objects.select_for_update().get(pk=vault.record.owner)
    if account.epoch != vault.record.epoch:
        raise KeysChanged
    return account


def _month(content: Content) -> date:
    """Return the first day of the month in which something was written, which is all that stands outside."""
    written = content.get("written")
    day = timezone.localtime(datetime.fromisoformat(written)).date() if written else timezone.localdate()
    return day.replace(day=1)
