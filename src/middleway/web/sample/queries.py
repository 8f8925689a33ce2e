"""What there is of the sample."""

from collections.abc import Iterator

from middleway.vault import NotOpened, Vault
from middleway.web.shell import store
from middleway.web.shell.models import SealedRow


def sample_rows(vault: Vault) -> Iterator[SealedRow]:
    """Yield every row that is marked. One that does not open is nobody's to take away here."""
    return (row for row in store.rows_of(vault) if is_sample(row, vault))


def is_here(vault: Vault) -> bool:
    return any(True for _ in sample_rows(vault))


def is_sample(row: SealedRow, vault: Vault) -> bool:
    try:
        return store.is_sample(store.content_of(row, vault))
    except NotOpened:
        return False
