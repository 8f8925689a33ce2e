"""Writes: each sealed, and in one transaction."""

from django.db import transaction
from django.utils import timezone

from middleway.vault import Vault
from middleway.web.sample import queries, told
from middleway.web.shell import store


@transaction.atomic
def begin(vault: Vault) -> None:
    """Put Hanna's story in. Where any of it is, it stays as it is: two clicks are one."""
    store.locked(vault)
    if not queries.is_here(vault):
        store.write_new(told.rows(timezone.now()), vault)


@transaction.atomic
def take_away(vault: Vault) -> None:
    """Delete every row that is marked, changed or not, and nothing else."""
    store.locked(vault)
    store.erase(list(queries.sample_rows(vault)), vault)
