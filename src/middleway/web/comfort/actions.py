"""Writes: each sealed, and in one transaction."""

from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from middleway.vault import Vault
from middleway.web.comfort.models import Card
from middleway.web.shell import store


@transaction.atomic
def keep(vault: Vault, *, text: str, card_id: UUID | None = None) -> None:
    """Keep a card; one with that id is written anew."""
    store.locked(vault)
    card = Card.objects.filter(pk=card_id, account_id=vault.record.owner).first() if card_id else None
    now = timezone.now().isoformat()
    written = store.content_of(card, vault)["written"] if card else now
    store.write(card or Card(id=_free(card_id)), {"text": text, "written": written, "changed": now}, vault)


def erase(card: Card, vault: Vault) -> None:
    store.erase([card], vault)


def _free(card_id: UUID | None) -> UUID:
    """Return the id, unless it is somebody else's: that must not be told."""
    return card_id if card_id and not Card.objects.filter(pk=card_id).exists() else uuid4()
