"""Writes: each sealed, and in one transaction."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from middleway.vault import Vault
from middleway.web.comfort.models import Card
from middleway.web.shell import store


@transaction.atomic
def keep(vault: Vault, *, text: str, card_id: UUID | None = None) -> UUID:
    """Keep a card, and return its id; a card of theirs with that id is written anew."""
    store.locked(vault)
    card = Card.objects.filter(pk=card_id, account_id=vault.record.owner).first() if card_id else None
    now = timezone.now().isoformat()
    written = store.content_of(card, vault)["written"] if card else now
    card = card or Card()
    store.write(card, {"text": text, "written": written, "changed": now}, vault)
    return card.pk


def erase(card: Card, vault: Vault) -> None:
    store.erase([card], vault)
