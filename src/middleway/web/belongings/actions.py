"""Bringing an archive back in."""

from collections.abc import Iterable
from uuid import uuid4

from django.db import transaction

from middleway.vault import Vault
from middleway.web.belongings.lines import Row
from middleway.web.shell import store
from middleway.web.shell.models import SealedRow


@transaction.atomic
def bring_in(vault: Vault, rows: Iterable[Row]) -> tuple[int, int]:
    """Add what is in an archive and not here yet; return (added, here already).

    An id that is taken by somebody else's row is given anew: an import neither overwrites nor tells.
    """
    new: list[tuple[SealedRow, store.Content]] = []
    here = 0
    for kind, row_id, content in rows:
        found = kind._default_manager.filter(pk=row_id).first()
        if found is not None and found.account_id == vault.record.owner:
            here += 1
            continue
        new.append((kind(id=row_id if found is None else uuid4()), content))
    store.write_new(new, vault)
    return len(new), here
