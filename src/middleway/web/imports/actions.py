"""Bringing an archive in, in stages (`models.Stage`), so that nobody waits for it and nothing half done is ever seen.

Taking: the file is checked as a whole, then cut into sealed parts. Reading: part by part, as often as its owner's page asks; texts are read for
signs before any lock is taken, and the rows are written where nobody sees them. Then one short write shows all of them. Whatever moment it stops
at, the next step goes on, or undoes it.
"""

import threading
from time import monotonic
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from middleway.vault import Archive, Vault
from middleway.web import database
from middleway.web.accounts import actions as accounts
from middleway.web.accounts.browser_kinds import UNKNOWN, Kind
from middleway.web.accounts.models import Account
from middleway.web.care import ledger, watch
from middleway.web.care.keeping import book_of, keep
from middleway.web.imports import parts, queries
from middleway.web.imports.incoming import rows
from middleway.web.imports.models import Import, Part, Stage
from middleway.web.imports.names import names
from middleway.web.people.queries import arriving as arriving_people
from middleway.web.people.queries import people_of
from middleway.web.shell import arriving, store
from middleway.web.shell.models import SealedRow

# However many ask at once, a process reads one part at a time: the others' pages come first.
_one_at_a_time: Final = threading.Lock()


class UnderWay(Exception):
    """Another import of this account is under way, or this one was stopped in another window."""


def take(vault: Vault, archive: Archive, browser: Kind = UNKNOWN) -> None:
    """Check an archive, and cut it into parts. Raises NotAnExport, TooMuch, Unknown, UnderWay, KeysChanged; then nothing comes in, or stays."""
    found, here = names(vault, rows(archive))
    file, count = _begin(vault), 0
    try:
        while _forget_parts(vault):
            pass
        for number, cut in enumerate(parts.parts(archive, found, here)):
            _keep_part(vault, file, number, cut._asdict())
            count += len(cut.rows) + len(cut.late)
        _taken(vault, file, count, len(here), browser)
    except BaseException:
        while _drop(vault.record.owner, file):
            pass
        raise


def go_on(vault: Vault, account: Account, *, seconds: float) -> Import | None:
    """Do as much of the import under way as fits into a time, in seconds; return how far it is. Raises KeysChanged, NotOpened."""
    until = monotonic() + seconds
    if not _one_at_a_time.acquire(blocking=False):
        return queries.of(account)
    try:
        while (found := queries.of(account)) and found.stage in _STEPS and monotonic() < until:
            _STEPS[found.stage](vault, account, until)
    finally:
        _one_at_a_time.release()
    return queries.of(account)


@transaction.atomic
def stop(vault: Vault) -> None:
    """Begin to undo the import under way. What has come in as a whole stays."""
    store.locked(vault)
    Import.objects.filter(account_id=vault.record.owner).exclude(stage=Stage.DONE).update(stage=Stage.LEAVING)


def _begin(vault: Vault) -> UUID:
    """Begin an import in the place of one whose file never came in whole; return its mark. Raises UnderWay."""
    with transaction.atomic():
        account = store.locked(vault)
        found = queries.of(account)
        if found and found.stage in _STEPS:
            raise UnderWay
        file = uuid4()
        Import.objects.update_or_create(account=account, defaults={"file": file, "stage": Stage.TAKING, "done": 0})
    return file


@transaction.atomic
def _keep_part(vault: Vault, file: UUID, number: int, content: store.Content) -> None:
    _locked(vault, Stage.TAKING, file)
    part = Part(number=number)
    store.seal(part, content, vault)
    part.save(force_insert=True)


@transaction.atomic
def _taken(vault: Vault, file: UUID, count: int, here: int, browser: Kind) -> None:
    """From here on it comes in, and its owner is told so in the same write."""
    found = _locked(vault, Stage.TAKING, file)
    found.stage, found.rows, found.here = Stage.READING, count, here
    found.save()
    accounts.notify(found.account, "import", browser)


@transaction.atomic
def _drop(owner: UUID, file: UUID) -> bool:
    """Delete some of the parts of a file that does not come in, in the end its import; return whether there may be more.

    Without the vault: its keys may be what changed. Where another file has taken this one's place, its parts are gone already.
    """
    found = Import.objects.select_for_update().filter(account=owner, stage=Stage.TAKING, file=file).first()
    if found is None:
        return False
    if not _forget_some(owner):
        found.delete()
        database.forget_deleted()
        return False
    return True


def _read(vault: Vault, account: Account, until: float) -> None:
    """Read one part, as far as there is time, and write its rows; after the last one, show them all."""
    part = Part.objects.filter(account=account, read=False).order_by("number").first()
    if part is None:
        _show(vault, account)
        return
    content = store.content_of(part, vault)
    is_whole = parts.read(content["rows"], until) and parts.read(content["late"], until)
    if not is_whole:
        _write(vault, part, content, [])
        return
    written = parts.prepared(content["rows"])
    close = [*people_of(account, vault), *arriving_people(account, vault)]
    found = [entry for row, one in written for entry in watch.entries(row, one, close)]
    new = [arriving.sealed(row, one, vault) for row, one in written]
    part.read = True
    _write(vault, part, {"found": found, "late": content["late"], "raised": content["raised"]}, new)


@transaction.atomic
def _write(vault: Vault, part: Part, content: store.Content, new: list[SealedRow]) -> None:
    """Write how far a part is, and its rows; nothing, when another window has read it meanwhile."""
    found = _locked(vault, Stage.READING)
    if not Part.objects.filter(pk=part.pk, revision=part.revision).exists():
        return
    arriving.put(new)
    store.seal(part, content, vault)
    part.save(force_update=True)
    found.done += len(new)
    found.save(update_fields=["done"])


def _show(vault: Vault, account: Account) -> None:
    """All is read and written: show it, in one write."""
    read = [store.content_of(part, vault) for part in Part.objects.filter(account=account, read=True)]
    found = [entry for one in read for entry in one["found"]]
    raised = ledger.joined(one["raised"] for one in read)
    late = [line for one in read for line in one["late"]]
    with transaction.atomic():
        mine = _locked(vault, Stage.READING)
        if Part.objects.filter(account=account, read=False).exists():
            return
        arriving.show(vault)
        new_late = [one for one in parts.prepared(late) if not type(one[0]).objects.filter(pk=one[0].pk).exists()]
        store.write_new(new_late, vault)
        book = book_of(vault)
        if (new := ledger.brought(book, found, raised, timezone.now().isoformat())) != book:
            keep(vault, new)
        Part.objects.filter(account=account).delete()
        mine.stage = Stage.DONE
        mine.save(update_fields=["stage"])


@transaction.atomic
def _leave(vault: Vault, account: Account, until: float) -> None:
    """Take away some of what came in; in the end, the import itself."""
    _locked(vault, Stage.LEAVING)
    if not arriving.take_away(vault) and not _forget_parts(vault):
        Import.objects.filter(account=account).delete()
        database.forget_deleted()


@transaction.atomic
def _forget_parts(vault: Vault) -> bool:
    """Delete some of the parts; return whether there may be more."""
    return _forget_some(store.locked(vault).pk)


def _forget_some(owner: UUID) -> bool:
    some = list(Part.objects.filter(account=owner).values_list("pk", flat=True)[: arriving.AT_ONCE])
    Part.objects.filter(pk__in=some).delete()
    return bool(some)


def _locked(vault: Vault, stage: str, file: UUID | None = None) -> Import:
    """Return the import under way, locked. Raises UnderWay when it is at another stage by now, KeysChanged."""
    account = store.locked(vault)
    found = Import.objects.select_for_update().filter(account=account, stage=stage).first()
    if found is None or (file and found.file != file):
        raise UnderWay
    return found


_STEPS: Final[dict[str, Any]] = {Stage.READING: _read, Stage.LEAVING: _leave}
