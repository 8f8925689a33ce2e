"""What the pages of comfort show."""

from base64 import b64decode
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from middleway.vault import NotOpened, Vault
from middleway.web.comfort.content import CardContent
from middleway.web.comfort.models import Card, Recording
from middleway.web.records import store
from middleway.web.records.owned import Owned, of

# Once all recordings together have so many sealed bytes, no other begins. An export with them can still be brought back
# in (imports/incoming.py, LARGEST), with as much again left for words.
ROOM = 16_000_000


@dataclass(frozen=True, slots=True)
class ShownCard:
    """One card. `text`: None when it does not open. `spoken`: there is a recording. `sample`: from the sample story."""

    id: UUID
    text: str | None
    changed: str
    spoken: bool = False
    sample: bool = False


def cards_of(vault: Vault) -> list[ShownCard]:
    """Return every card, the last changed first."""
    return sorted((_words(row, vault) for row in of(vault, Card)), key=_changed, reverse=True)


def newest(vault: Vault) -> ShownCard | None:
    """Return the card that was changed last; None when none opens."""
    return next((card for card in cards_of(vault) if card.text is not None), None)


def sound_of(card: Card, vault: Vault) -> tuple[bytes, str] | None:
    """Return a card's recording and its media type; None when it has none. Raises NotOpened."""
    row = recording_of(card, vault)
    if row is None:
        return None
    content = store.opened(row, vault)
    return b64decode(content.sound), content.type


def recording_of(card: Card, vault: Vault) -> Recording | None:
    """Return a card's recording, still sealed: if it does not open, it can be replaced or deleted. Raises NotOpened."""
    return recordings_of(store.opened(card, vault), vault).first()


def has_room(vault: Vault, *, besides: Recording | None = None) -> bool:
    """Whether there is room for another recording, or for one in place of `besides`.

    It asks what is there, and not how long the new one is, so that a page can tell before anybody has spoken.
    """
    every = of(vault, Recording)
    return (every.but(pk=besides.pk) if besides else every).size() < ROOM


def recordings_of(content: CardContent, vault: Vault) -> Owned[Recording]:
    """Return the recording that a card's content names: one, or none."""
    named = [UUID(content.recording)] if content.recording else []
    return of(vault, Recording).where(pk__in=named)


def text_of(card: Card, vault: Vault) -> str:
    """Return the words of a card. Raises NotOpened."""
    return store.opened(card, vault).text


def page_of(card: Card, vault: Vault) -> str:
    """Return which page kept a card; "" when that is not known. Raises NotOpened."""
    return store.opened(card, vault).page


def _words(row: Card, vault: Vault) -> ShownCard:
    try:
        content = store.opened(row, vault)
    except NotOpened:
        return ShownCard(row.pk, None, "")
    return ShownCard(row.pk, content.text, content.changed, bool(content.recording), content.sample)


def _changed(words: ShownCard) -> float:
    return datetime.fromisoformat(words.changed).timestamp() if words.changed else 0.0
