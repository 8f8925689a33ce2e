"""Adds and deletes the sample story: sealed, and each in one transaction."""

from django.db import transaction
from django.utils import timezone

from middleway.vault import Vault
from middleway.web.accounts import locking
from middleway.web.records import store
from middleway.web.sample import queries, summary


@transaction.atomic
def begin(vault: Vault) -> None:
    """Add Hanna's story, unless any of it is there already: two clicks do the same as one."""
    locking.locked(vault)
    if not queries.is_here(vault):
        store.write_new(summary.rows(timezone.now()), vault)


@transaction.atomic
def take_away(vault: Vault) -> None:
    """Delete every row marked as sample, changed or not, and nothing else."""
    locking.locked(vault)
    store.erase(list(queries.sample_rows(vault)), vault)
