"""Writes: each sealed, and in one transaction. Words are read before it begins, so that nobody waits for that."""

from base64 import b64encode
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from middleway.vault import NotOpened, Vault
from middleway.web.care import watch
from middleway.web.comfort.models import Card, Recording
from middleway.web.comfort.queries import has_room, recordings_of
from middleway.web.comfort.sounds import kind_of
from middleway.web.shell import lookers, store
from middleway.web.shell.models import derived_id


class NoRoom(Exception):
    """There are as many recordings as are kept. Nothing was written."""


def keep(
    vault: Vault,
    *,
    text: str,
    card_id: UUID | None = None,
    page: UUID | None = None,
    sound: bytes = b"",
    without: bool = False,
) -> None:
    """Keep a card; one of theirs with that id is written anew, and so is the one that `page` made. Raises NoRoom: then nothing was kept.

    `sound`: a recording in the place of the one before; `without`: there is to be none.
    """
    made = derived_id("card", vault.record.owner, page) if page else None
    ahead = read_ahead(vault, card_id or made, text)
    with transaction.atomic():  # the words with the recording, or neither
        card_id = _put(vault, card_id or made, text, ahead, made)
        if sound:
            record(vault, card_id, sound)
        elif without:
            silence(vault, card_id)


def read_ahead(vault: Vault, card_id: UUID | None, text: str) -> store.Content:
    """Return what the card with that id, or a new one, will hold, its words read: for whoever writes it in a transaction of their own."""
    card, before = _stands(vault, card_id)
    return watch.read_ahead(card or Card(), {**before, "text": text})


def follow(vault: Vault, card_id: UUID | None, *, before: str, text: str, ahead: store.Content) -> UUID:
    """Keep words that changed elsewhere: in their card while it still says the old ones, else in a new one; return its id.

    `ahead`: those words, read before the transaction that this is a part of.
    """
    return _put(vault, same(vault, card_id, before), text, ahead)


def same(vault: Vault, card_id: UUID | None, text: str) -> UUID | None:
    """Return the id when the card says just this; None when it says something else, is gone, or does not open."""
    return card_id if _stands(vault, card_id)[1].get("text") == text else None


@transaction.atomic
def _put(vault: Vault, card_id: UUID | None, text: str, ahead: store.Content, made: UUID | None = None) -> UUID:
    """`made`: the id of a new card, unless there is one that does not open: it stays as it is, and the words get a card of their own."""
    store.locked(vault)
    card, before = _stands(vault, card_id)
    free = made and not Card.every.filter(pk=made).exists()
    row, now = card or Card(**({"id": made} if free else {})), timezone.now().isoformat()
    content = {"written": now, **before, "text": text, "changed": now}
    store.write(row, lookers.with_seen(content, ahead), vault)
    return row.pk


def _stands(vault: Vault, card_id: UUID | None) -> tuple[Card | None, store.Content]:
    """Return one's own card and what is in it; None and nothing when there is none, or none that opens."""
    card = Card.objects.filter(pk=card_id, account_id=vault.record.owner).first() if card_id else None
    try:
        return (card, store.content_of(card, vault)) if card else (None, {})
    except NotOpened:
        return None, {}


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
