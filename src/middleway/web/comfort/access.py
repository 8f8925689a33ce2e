"""From an id in an address to one's own row. Somebody else's is "not found": an id must not tell whether it exists."""

from uuid import UUID

from middleway.vault import Vault
from middleway.web.comfort.models import Card, row_id
from middleway.web.records.owned import of


def card_of(vault: Vault, card_id: UUID) -> Card:
    return of(vault, Card).get_or_404(card_id)


def made_on(page: UUID | None, vault: Vault) -> Card:
    """Return the card that a page made."""
    return of(vault, Card).get_or_404(row_id(vault, page) if page else None)
