"""Adds and deletes the sample story: sealed, and each in one batch."""

from django.utils import timezone

from middleway.vault import Vault
from middleway.web.records.writing import seen, writing
from middleway.web.sample import queries, summary


def begin(vault: Vault) -> None:
    """Add Hanna's story, unless any of it is there already: two clicks do the same as one."""
    rows = [(row, seen(row, content)) for row, content in summary.rows(timezone.now())]
    with writing(vault) as batch:
        if not queries.is_here(vault):
            for row, content in rows:
                batch.save(row, content)


def take_away(vault: Vault) -> None:
    """Delete every row marked as sample, changed or not, and nothing else."""
    with writing(vault) as batch:
        batch.erase(list(queries.sample_rows(vault)))
