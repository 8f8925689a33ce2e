"""How far an import is."""

from middleway.vault import Vault
from middleway.web.imports.models import Import


def current(vault: Vault) -> Import | None:
    """Return the import under way, or what the last one brought."""
    return Import.of(vault.record.owner)
