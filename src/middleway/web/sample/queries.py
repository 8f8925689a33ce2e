"""What there is of the sample."""

from collections.abc import Iterator

from middleway.vault import NotOpened, Vault
from middleway.web.comfort.models import Card
from middleway.web.people.models import Person
from middleway.web.shell import store
from middleway.web.shell.models import SealedRow


def sample_rows(vault: Vault) -> Iterator[SealedRow]:
    """Yield every row that is marked. One that does not open is nobody's to take away here."""
    return (row for row in store.rows_of(vault) if is_sample(row, vault))


def is_here(vault: Vault) -> bool:
    """Whether there is any of it; opens every row when there is none, so that a page asks `is_seen`."""
    return any(True for _ in sample_rows(vault))


def is_seen(vault: Vault) -> bool:
    """Whether some of it is among the people and cards, which are few; moments may be left of it when these have gone."""
    kinds: tuple[type[SealedRow], ...] = (Person, Card)
    few = (row for kind in kinds for row in kind._default_manager.filter(account_id=vault.record.owner))
    return any(is_sample(row, vault) for row in few)


def is_sample(row: SealedRow, vault: Vault) -> bool:
    try:
        return store.is_sample(store.content_of(row, vault))
    except NotOpened:
        return False
