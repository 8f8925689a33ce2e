"""Finds the rows of the sample story."""

from collections.abc import Iterator

from middleway.vault import NotOpened, Vault
from middleway.web.comfort.models import Card
from middleway.web.people.models import Person
from middleway.web.records import store
from middleway.web.records.models import SealedRow
from middleway.web.records.owned import of


def sample_rows(vault: Vault) -> Iterator[SealedRow]:
    """Yield every row that is marked as sample. Rows that do not open are left alone."""
    return (row for row in store.rows_of(vault) if is_sample(row, vault))


def is_here(vault: Vault) -> bool:
    """Whether any row is of the sample. Without one this opens every row; pages use `is_seen` instead."""
    return any(True for _ in sample_rows(vault))


def is_seen(vault: Vault) -> bool:
    """Whether any person or card, of which there are few, is of the sample; moments may be left when those are gone."""
    kinds: tuple[type[SealedRow], ...] = (Person, Card)
    few = (row for kind in kinds for row in of(vault, kind))
    return any(is_sample(row, vault) for row in few)


def is_sample(row: SealedRow, vault: Vault) -> bool:
    try:
        return store.opened(row, vault).sample
    except NotOpened:
        return False
