"""Writes: each sealed, and in one batch. Words are read before it is opened, so that nobody waits for that."""

from base64 import b64encode
from uuid import UUID, uuid4

from django.utils import timezone
from msgspec.structs import replace

from middleway.vault import NotOpened, Vault
from middleway.web import meanwhile
from middleway.web.comfort.content import CardContent, RecordingContent
from middleway.web.comfort.models import Card, Recording, Wanted, row_id
from middleway.web.comfort.queries import has_room, recordings_of
from middleway.web.comfort.sounds import kind_of
from middleway.web.records import store
from middleway.web.records.owned import is_taken, of
from middleway.web.records.writing import Batch, writing
from middleway.web.safety import scan

_NOTHING = CardContent(text="", written="", changed="")


class NoRoom(Exception):
    """There are as many recordings as may be kept. Nothing was written."""


def keep(vault: Vault, wanted: Wanted, card_id: UUID | None = None) -> None:
    """Keep a card and its recording: in the card with that id, the one that its page made before, or a new one.

    Raises ChangedMeanwhile when the card says something newer than the page has seen, and NoRoom when there is none for
    the recording. Then nothing was kept.
    """
    ahead = read_ahead(vault, card_id or _made(vault, wanted), wanted.text)
    with writing(vault) as batch:  # both the words and the recording, or neither
        card_id = _put(batch, card_id, wanted, ahead)
        if wanted.sound:
            _record(batch, card_id, wanted.sound)
        elif wanted.without:
            _silence(batch, card_id)


def read_ahead(vault: Vault, card_id: UUID | None, text: str) -> CardContent:
    """Return what a card, or a new one, will hold, its words read already, for whoever writes it in a batch."""
    card, before = _stands(vault, card_id)
    return scan.read_ahead(card or Card(), replace(before, text=text))


def follow(batch: Batch, card_id: UUID | None, *, before: str, text: str, ahead: CardContent | None) -> UUID:
    """Keep words that changed elsewhere: in their card if it still says the old ones, else in a new one; return its id.

    `ahead`: those words, read before the batch that this belongs to.
    """
    own = same(batch.vault, card_id, before)
    seen = _stands(batch.vault, own)[1].page
    return _put(batch, own, Wanted(text, seen=seen), ahead)


def same(vault: Vault, card_id: UUID | None, text: str) -> UUID | None:
    """Return the id if the card says just this; None if it says something else, is gone, or does not open."""
    card, content = _stands(vault, card_id)
    return card_id if card and content.text == text else None


def _put(batch: Batch, card_id: UUID | None, wanted: Wanted, ahead: CardContent | None) -> UUID:
    """Write a card. If it does not open, it stays, and the words get a new one. Raises ChangedMeanwhile."""
    made = _made(batch.vault, wanted)
    card, before = _stands(batch.vault, card_id or made)
    page, now = str(wanted.page or uuid4()), timezone.now().isoformat()
    meanwhile.check(before.page, wanted.seen, page)
    free = made and not is_taken(Card, made)
    row = card or Card(**({"id": made} if free else {}))
    batch.save(row, replace(before, written=before.written or now, text=wanted.text, page=page, changed=now), ahead)
    return row.pk


def _made(vault: Vault, wanted: Wanted) -> UUID | None:
    """Return the id of the card that its page makes."""
    return row_id(vault, wanted.page) if wanted.page else None


def _stands(vault: Vault, card_id: UUID | None) -> tuple[Card | None, CardContent]:
    """Return one's own card and its content; None and nothing if there is none, or it does not open."""
    card = of(vault, Card).get(card_id)
    try:
        return (card, store.opened(card, vault)) if card else (None, _NOTHING)
    except NotOpened:
        return None, _NOTHING


def _record(batch: Batch, card_id: UUID, sound: bytes) -> None:
    """Keep a recording for a card, in place of the one before. Raises NoRoom."""
    vault = batch.vault
    card = of(vault, Card).get_or_404(card_id)
    content = store.opened(card, vault)
    row = recordings_of(content, vault).first()
    if not has_room(vault, besides=row):
        raise NoRoom
    row, now = row or Recording(), timezone.now().isoformat()
    kind, file = kind_of(sound), b64encode(sound).decode()
    batch.save(row, RecordingContent(card=str(card_id), type=kind, sound=file, changed=now, sample=content.sample))
    batch.save(card, replace(content, recording=str(row.pk), changed=now))


def _silence(batch: Batch, card_id: UUID) -> None:
    """Delete the recording of a card."""
    vault = batch.vault
    card = of(vault, Card).get_or_404(card_id)
    content = store.opened(card, vault)
    batch.erase(recordings_of(content, vault))
    batch.save(card, replace(content, recording=""))


def erase(card: Card, vault: Vault) -> None:
    """Delete a card and its recording."""
    with writing(vault) as batch:
        try:
            recordings = list(recordings_of(store.opened(card, vault), vault))
        except NotOpened:
            recordings = []  # a card that does not open does not say which recording is its own
        batch.erase([card, *recordings])
