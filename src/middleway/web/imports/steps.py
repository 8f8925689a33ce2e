"""The steps of an import once its file is taken: read it part by part, then show it; or take it away again.

Each goes on where the last one stopped.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Final
from uuid import UUID

from django.db import DatabaseError
from django.utils import timezone
from msgspec.structs import replace

from middleway.vault import Vault
from middleway.web import database
from middleway.web.drafts import actions as drafts
from middleway.web.imports import parts
from middleway.web.imports.content import ImportPartContent
from middleway.web.imports.models import Import, Part, Stage
from middleway.web.people.queries import people_arriving, people_of
from middleway.web.records import arriving, store
from middleway.web.records.models import SealedRow
from middleway.web.records.owned import of
from middleway.web.records.writing import Batch, writing
from middleway.web.safety import ledger, scan
from middleway.web.safety.storage import amend


class UnderWay(Exception):
    """Another import of this account is under way, or this one was stopped in another window."""


def _read(vault: Vault, until: float) -> None:
    """Read one part, as far as there is time, and write its rows; after the last part, show them all."""
    part = of(vault, Part).where(read=False).sorted_by("number").first()
    if part is None:
        _show(vault)
        return
    content = store.opened(part, vault)
    rows, are_read = parts.read(content.rows, until)
    late, is_whole = parts.read(content.late, until) if are_read else (content.late, False)
    if not is_whole:
        _write(vault, part, replace(content, rows=rows, late=late), [])
        return
    written = parts.prepared(rows)
    close = [*people_of(vault), *people_arriving(vault)]
    found = [entry for row, one in written for entry in scan.entries(row, one, close)]
    new = [arriving.sealed(row, one, vault) for row, one in written]
    part.read = True
    _write(vault, part, replace(content, found=found, late=late, rows=[]), new)


def _write(vault: Vault, part: Part, content: ImportPartContent, new: list[SealedRow]) -> None:
    """Write how far a part is, and its rows; nothing if another window has read it meanwhile."""
    with writing(vault) as batch:
        found = locked_import(batch, Stage.READING)
        if not of(vault, Part).where(pk=part.pk, revision=part.revision).exists():
            return
        arriving.put(new)
        store.seal(part, content, vault)
        part.save(force_update=True)
        found.done += len(new)
        found.save(update_fields=["done"])


def _show(vault: Vault) -> None:
    """Show all of it, once it is read and written, in one write."""
    read = [store.opened(part, vault) for part in of(vault, Part).where(read=True)]
    found = [entry for one in read for entry in one.found]
    raised = ledger.joined(one.raised for one in read)
    new_late = parts.prepared([line for one in read for line in one.late])
    with writing(vault) as batch:
        mine = locked_import(batch, Stage.READING)
        if of(vault, Part).where(read=False).exists():
            return
        arriving.show(batch)
        for row, content in new_late:
            if not of(vault, type(row)).get(row.pk):
                batch.save(row, content)
        amend(batch, lambda book: ledger.brought(book, found, raised, timezone.now().isoformat()))
        while arriving.take_away_passing(batch.account.pk):
            pass
        mine.stage = Stage.DONE
        mine.save(update_fields=["stage"])
    # With the drafts that were here there may be too many now. If this fails, the next saved draft removes them.
    with suppress(DatabaseError):
        drafts.tidy(vault)


def _leave(vault: Vault, until: float) -> None:
    """Take away some of what came in; in the end, the import itself."""
    with writing(vault) as batch:
        found, owner = locked_import(batch, Stage.LEAVING), batch.account.pk
        if not arriving.take_away(owner) and not arriving.take_away_passing(owner):
            found.delete()
            database.forget_deleted()


def locked_import(batch: Batch, stage: str, file: UUID | None = None) -> Import:
    """Return the import under way, locked. Raises UnderWay when it is at another stage by now."""
    found = Import.of(batch.account.pk, locked=True)
    if found is None or found.stage != stage or (file and found.file != file):
        raise UnderWay
    return found


STEPS: Final[dict[str, Callable[[Vault, float], None]]] = {Stage.READING: _read, Stage.LEAVING: _leave}
