"""Bringing an archive back in."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from middleway.vault import Vault
from middleway.web.belongings.lines import Row
from middleway.web.shell import store
from middleway.web.shell.models import SealedRow, derived_id


@transaction.atomic
def bring_in(vault: Vault, rows: Iterable[Row]) -> tuple[int, int]:
    """Add what is in an archive and not here yet; return (added, here already).

    What is new gets an id that comes from the archive's and its new owner, here and wherever a row names it: an import overwrites nobody's
    row, and does not tell whether somebody else has one with that id.
    """
    new: list[tuple[SealedRow, store.Content]] = []
    renamed: dict[str, str] = {}
    here = 0
    for kind, row_id, content in rows:
        derived = derived_id("import", vault.record.owner, row_id)
        found = kind._default_manager.filter(pk__in=[row_id, derived], account_id=vault.record.owner).first()
        here += found is not None
        row = found or kind(id=derived)
        renamed[str(row_id)] = str(row.pk)
        if found is None:
            new.append((row, content))
    store.write_new([(row, _renamed(content, renamed)) for row, content in new], vault)
    return len(new), here


def _renamed(value: Any, ids: dict[str, str]) -> Any:
    """Return a value with ids in the place of those they had in the archive. An id stands alone in its text."""
    if isinstance(value, dict):
        return {name: _renamed(one, ids) for name, one in value.items()}
    if isinstance(value, list):
        return [_renamed(one, ids) for one in value]
    return ids.get(value, value) if isinstance(value, str) else value
