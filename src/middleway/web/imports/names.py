"""The id that a row of an archive has here."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from middleway.vault import Vault
from middleway.web.imports.incoming import ArchiveRow
from middleway.web.imports.outline import NotAnExport
from middleway.web.patterns.models import Correction, row_id
from middleway.web.records.models import SealedRow, derived_id
from middleway.web.records.owned import of
from middleway.web.safety.models import Ledger
from middleway.web.way.models import Return

_AT_ONCE: Final = 400  # ids in one query
NewIds = dict[str, str]  # from ids in the archive to ids here


def names(vault: Vault, rows: Iterable[ArchiveRow]) -> tuple[NewIds, set[str]]:
    """Return the id here of every row but the ledger, and which rows are here already.

    Raises NotAnExport when an id occurs twice. A new row gets an id made from the archive's and its new owner's, here
    and wherever a row names it. So an import overwrites nobody's row, and does not tell whether somebody else has one
    with that id.
    """
    kinds: dict[type[SealedRow], dict[UUID, str]] = {}
    seen = set[UUID]()
    for kind, row, content in rows:
        if row in seen:
            raise NotAnExport
        seen.add(row)
        kinds.setdefault(kind, {})[row] = content.about
    kinds.pop(Ledger, None)
    corrections, returns = kinds.pop(Correction, {}), kinds.pop(Return, {})
    found, here = _plain(vault, kinds)
    one_each = {row: row_id(vault, found.get(person, person)) for row, person in corrections.items()}
    known = _there(vault, Correction, one_each.values())
    _once(one_each, known, found, here)
    kept = of(vault, Return).first()
    own = kept.pk if kept else None
    _once({row: own or derived_id("import", vault.record.owner, row) for row in returns}, {own}, found, here)
    return found, here


def renamed(value: object, ids: NewIds) -> object:
    """Return a value with the archive's ids replaced by those here. An id stands alone in its text."""
    if isinstance(value, dict):
        return {name: renamed(one, ids) for name, one in value.items()}
    if isinstance(value, list):
        return [renamed(one, ids) for one in value]
    return ids.get(value, value) if isinstance(value, str) else value


def _plain(vault: Vault, kinds: dict[type[SealedRow], dict[UUID, str]]) -> tuple[NewIds, set[str]]:
    found, here = NewIds(), set[str]()
    for kind, rows in kinds.items():
        new = {row: derived_id("import", vault.record.owner, row) for row in rows}
        there = _there(vault, kind, [*new, *new.values()])
        for row, derived in new.items():
            found[str(row)] = str(row if row in there else derived)
            here |= {str(row)} if there & {row, derived} else set()
    return found, here


def _once(rows: dict[UUID, UUID], known: set[UUID | None], found: NewIds, here: set[str]) -> None:
    """Where there can be only one, let the first that is there stay."""
    for row, own in rows.items():
        found[str(row)] = str(own)
        here |= {str(row)} if own in known else set()
        known.add(own)


def _there(vault: Vault, kind: type[SealedRow], ids: Iterable[UUID]) -> set[UUID | None]:
    """Return those of the ids that the owner has."""
    every, found = list(ids), set[UUID | None]()
    for at in range(0, len(every), _AT_ONCE):
        rows = of(vault, kind).where(pk__in=every[at : at + _AT_ONCE])
        found |= {row for row, _ in rows.revisions()}
    return found
