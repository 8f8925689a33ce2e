"""From an id in an address to one's own row. Somebody else's is "not found": an id must not tell whether it exists."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from middleway.web.accounts.models import Account
from middleway.web.comfort.models import Card


def card_of(account: Account, card_id: UUID) -> Card:
    return get_object_or_404(Card, pk=card_id, account=account)
