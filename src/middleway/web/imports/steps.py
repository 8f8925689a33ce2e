"""The steps of an import once its file is taken: read it part by part, then show it; or take it away again.

Each goes on where the last one stopped.
"""

from contextlib import suppress
from typing import Any, Final
from uuid import UUID

from django.db import DatabaseError
from django.utils import timezone

from middleway.vault import Vault
from middleway.web import database
from middleway.web.accounts.models import Account
from middleway.web.drafts import actions as drafts
from middleway.web.imports import parts
from middleway.web.imports.models import Import, Part, Stage
from middleway.web.people.queries import people_arriving, people_of
from middleway.web.records import arriving, store
from middleway.web.records.models import SealedRow
from middleway.web.records.writing import writing
from middleway.web.safety import ledger, scan
from middleway.web.safety.storage import amend


class UnderWay(Exception):
    """Another import of this account is under way, or this one was stopped in another window."""


def _read(vault: Vault, account: Account, until: float) -> None:
    """Read one part, as far as there is time, and write its rows; after the last part, show them all."""
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
    close = [*people_of(vault), *people_arriving(vault)]
    found = [entry for row, one in written for entry in scan.entries(row, one, close)]
    new = [arriving.sealed(row, one, vault) for row, one in written]
    part.read = True
    _write(vault, part, {"found": found, "late": content["late"], "raised": content["raised"]}, new)


def _write(vault: Vault, part: Part, content: store.Content, new: list[SealedRow]) -> None:
    """Write how far a part is, and its rows; nothing if another window has read it meanwhile."""
    with writing(vault) as batch:
        found = locked_import(batch.account, Stage.READING)
        if not Part.objects.filter(pk=part.pk, revision=part.revision).exists():
            return
        arriving.put(new)
        store.seal(part, content, vault)
        part.save(force_update=True)
        found.done += len(new)
        found.save(update_fields=["done"])


def _show(vault: Vault, account: Account) -> None:
    """Show all of it, once it is read and written, in one write."""
    read = [store.content_of(part, vault) for part in Part.objects.filter(account=account, read=True)]
    found = [entry for one in read for entry in one["found"]]
    raised = ledger.joined(one["raised"] for one in read)
    new_late = parts.prepared([line for one in read for line in one["late"]])
    with writing(vault) as batch:
        mine = locked_import(batch.account, Stage.READING)
        if Part.objects.filter(account=account, read=False).exists():
            return
        arriving.show(batch)
        for row, content in new_late:
            if not type(row).objects.filter(pk=row.pk).exists():
                batch.save(row, content)
        amend(batch, lambda book: ledger.brought(book, found, raised, timezone.now().isoformat()))
        Part.objects.filter(account=account).delete()
        mine.stage = Stage.DONE
        mine.save(update_fields=["stage"])
    # With the drafts that were here there may be too many now. If this fails, the next saved draft removes them.
    with suppress(DatabaseError):
        drafts.tidy(vault)


def _leave(vault: Vault, account: Account, until: float) -> None:
    """Take away some of what came in; in the end, the import itself."""
    with writing(vault) as batch:
        locked_import(batch.account, Stage.LEAVING)
        if not arriving.take_away(batch.account) and not delete_some_parts(account.pk):
            Import.objects.filter(account=account).delete()
            database.forget_deleted()


def delete_some_parts(owner: UUID) -> bool:
    """Delete some of the parts, within the caller's write. Return whether there may be more. No vault is needed."""
    some = list(Part.objects.filter(account=owner).values_list("pk", flat=True)[: arriving.AT_ONCE])
    Part.objects.filter(pk__in=some).delete()
    return bool(some)


def locked_import(account: Account, stage: str, file: UUID | None = None) -> Import:
    """Return the import under way, locked. Raises UnderWay when it is at another stage by now."""
    found = Import.objects.select_for_update().filter(account=account, stage=stage).first()
    if found is None or (file and found.file != file):
        raise UnderWay
    return found


STEPS: Final[dict[str, Any]] = {Stage.READING: _read, Stage.LEAVING: _leave}
