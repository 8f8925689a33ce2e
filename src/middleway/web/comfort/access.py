"""From an id in an address to one's own row. Somebody else's is "not found": an id must not tell whether it exists."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from middleway.vault import Vault
from middleway.web.accounts.models import Account
from middleway.web.comfort.models import Card, row_id


def card_of(account: Account, card_id: UUID) -> Card:
    return get_object_or_404(Card, pk=card_id, account=account)


def made_on(page: UUID | None, vault: Vault) -> Card:
    """Return the card that a page made."""
    return get_object_or_404(Card, pk=row_id(vault, page) if page else None, account=vault.record.owner)
