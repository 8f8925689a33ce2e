"""Writes: each sealed, and in one transaction."""

from base64 import b64encode
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from middleway.vault import NotOpened, Vault
from middleway.web.comfort.models import Card, Recording
from middleway.web.comfort.queries import has_room, recordings_of, text_of
from middleway.web.comfort.sounds import kind_of
from middleway.web.shell import store
from middleway.web.shell.models import derived_id


class NoRoom(Exception):
    """There are as many recordings as are kept. Nothing was written."""


@transaction.atomic
def keep(vault: Vault, *, text: str, card_id: UUID | None = None, page: UUID | None = None) -> UUID:
    """Keep a card, and return its id; a card of theirs with that id is written anew, and so is the one that `page` made."""
    store.locked(vault)
    made = derived_id("card", vault.record.owner, page) if page else None
    card_id = card_id or made
    card = Card.objects.filter(pk=card_id, account_id=vault.record.owner).first() if card_id else None
    now = timezone.now().isoformat()
    try:
        before = store.content_of(card, vault) if card else {"written": now}
    except NotOpened:  # it stays as it is; the words get a card of their own
        card, made, before = None, None, {"written": now}
    card = card or Card(**({"id": made} if made else {}))
    store.write(card, {**before, "text": text, "changed": now}, vault)
    return card.pk


@transaction.atomic
def follow(vault: Vault, card_id: UUID | None, *, before: str, text: str) -> UUID:
    """Keep words that changed elsewhere: in their card while it still says the old ones, else in a new one."""
    card = Card.objects.filter(pk=card_id, account_id=vault.record.owner).first() if card_id else None
    try:
        same = card is not None and text_of(card, vault) == before
    except NotOpened:
        same = False
    return keep(vault, text=text, card_id=card_id if same else None)


@transaction.atomic
def record(vault: Vault, card_id: UUID, sound: bytes) -> None:
    """Keep a recording for a card, in the place of the one before. Raises NoRoom."""
    store.locked(vault)
    card = Card.objects.get(pk=card_id, account_id=vault.record.owner)
    content = store.content_of(card, vault)
    row = recordings_of(content, vault).first()
    if not has_room(vault, besides=row):
        raise NoRoom
    row, now = row or Recording(), timezone.now().isoformat()
    sealed = {"card": str(card_id), "type": kind_of(sound), "sound": b64encode(sound).decode(), "changed": now}
    mark = {"sample": True} if store.is_sample(content) else {}
    store.write(row, sealed | mark, vault)
    store.write(card, {**content, "recording": str(row.pk), "changed": now}, vault)


@transaction.atomic
def silence(vault: Vault, card_id: UUID) -> None:
    """Delete the recording of a card."""
    store.locked(vault)
    card = Card.objects.get(pk=card_id, account_id=vault.record.owner)
    content = store.content_of(card, vault)
    store.erase(recordings_of(content, vault), vault)
    store.write(card, {name: value for name, value in content.items() if name != "recording"}, vault)


@transaction.atomic
def erase(card: Card, vault: Vault) -> None:
    """Delete a card and its recording."""
    try:
        recordings = list(recordings_of(store.content_of(card, vault), vault))
    except NotOpened:
        recordings = []  # what does not open does not say which is its own
    store.erase([card, *recordings], vault)
