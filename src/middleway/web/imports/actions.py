"""Bring an archive in, in stages (`models.Stage`), so that nobody waits for it, and nothing half done is ever seen.

Taking: the file is checked as a whole, then cut into sealed parts. Reading: each time that its owner's page asks, some
parts are read for signs, before any lock is taken, and their rows are written where nobody sees them. Then one short
write shows all of them. Wherever it stops, the next step goes on, or undoes it.
"""

import threading
from time import monotonic
from typing import Final
from uuid import UUID, uuid4

from django.db import transaction

from middleway.vault import Archive, Vault
from middleway.web import database
from middleway.web.accounts import actions as accounts
from middleway.web.accounts.browser_kinds import BrowserKind
from middleway.web.imports import parts, queries
from middleway.web.imports.content import ImportPartContent
from middleway.web.imports.incoming import rows
from middleway.web.imports.models import Import, Part, Stage
from middleway.web.imports.names import names
from middleway.web.imports.steps import STEPS, UnderWay, locked_import
from middleway.web.records import arriving, store
from middleway.web.records.writing import writing

# However many ask at once, a process reads one part at a time: other people's pages come first.
_one_at_a_time: Final = threading.Lock()


def take(vault: Vault, archive: Archive, browser: BrowserKind) -> None:
    """Check an archive, and cut it into parts. When this raises anything, nothing comes in, or stays.

    Raises NotAnExport, TooMuch, Unknown, UnderWay, KeysChanged.
    """
    found, here = names(vault, rows(archive))
    file, count = _begin(vault), 0
    try:
        while _without_some_parts(vault):
            pass
        for number, cut in enumerate(parts.parts(archive, found, here)):
            _keep_part(vault, file, number, cut)
            count += len(cut.rows) + len(cut.late)
        _taken(vault, file, count, len(here), browser)
    except BaseException:
        while _undo_some(vault.record.owner, file):
            pass
        raise


def go_on(vault: Vault, *, seconds: float) -> Import | None:
    """Do as much of the import under way as fits into `seconds`. Return its progress. Raises KeysChanged, NotOpened."""
    until = monotonic() + seconds
    if not _one_at_a_time.acquire(blocking=False):
        return queries.current(vault)
    try:
        while (found := queries.current(vault)) and found.stage in STEPS and monotonic() < until:
            STEPS[found.stage](vault, until)
    finally:
        _one_at_a_time.release()
    return queries.current(vault)


def stop(vault: Vault) -> None:
    """Begin to undo the import under way. One that has come in as a whole stays."""
    with writing(vault):
        found = queries.current(vault)
        if found and found.stage != Stage.DONE:
            found.stage = Stage.LEAVING
            found.save(update_fields=["stage"])


def _begin(vault: Vault) -> UUID:
    """Begin an import, in place of one whose file never came in whole. Return its mark. Raises UnderWay."""
    with writing(vault) as batch:
        found = queries.current(vault) or Import(account=batch.account)
        if found.stage in STEPS:
            raise UnderWay
        found.file, found.stage, found.done = uuid4(), Stage.TAKING, 0
        found.save()
    return found.file


def _without_some_parts(vault: Vault) -> bool:
    """Delete some of the parts. Return whether there may be more."""
    with writing(vault) as batch:
        return arriving.take_away_passing(batch.account.pk)


def _keep_part(vault: Vault, file: UUID, number: int, content: ImportPartContent) -> None:
    with writing(vault) as batch:
        locked_import(batch, Stage.TAKING, file)
        part = Part(number=number)
        store.seal(part, content, vault)
        part.save(force_insert=True)


def _taken(vault: Vault, file: UUID, count: int, here: int, browser: BrowserKind) -> None:
    """Let the rows come in from here on, and tell their owner so in the same write."""
    with writing(vault) as batch:
        found = locked_import(batch, Stage.TAKING, file)
        found.stage, found.rows, found.here = Stage.READING, count, here
        found.save()
        accounts.notify(batch.account, "import", browser)


@transaction.atomic
def _undo_some(owner: UUID, file: UUID) -> bool:
    """Delete some parts of a file that does not come in, and at last its import. Return whether there may be more.

    It needs no vault, whose keys may be what changed. Where another file has taken this one's place, its parts are gone
    already.
    """
    found = Import.of(owner, locked=True)
    if found is None or (found.stage, found.file) != (Stage.TAKING, file):
        return False
    if not arriving.take_away_passing(owner):
        found.delete()
        database.forget_deleted()
        return False
    return True
