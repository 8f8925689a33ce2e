"""Words of comfort, kept for the next hard moment."""

from dataclasses import dataclass
from uuid import UUID

from middleway.vault import Vault
from middleway.web.comfort.content import CardContent, RecordingContent
from middleway.web.records.models import SealedRow, derived_id


class Card(SealedRow):
    """A comfort card."""

    holds = CardContent


class Recording(SealedRow):
    """The words of a card in a person's own voice. It is a row of its own, so that lists of cards stay quick."""

    holds = RecordingContent


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a page asks to keep. `seen`: which page kept what it showed. `page`: which page it is itself.

    `sound`: a recording in place of the one before. `without`: delete the recording.
    """

    text: str
    seen: str = ""
    page: UUID | None = None
    sound: bytes | None = None
    without: bool = False


def row_id(vault: Vault, page: UUID) -> UUID:
    """Return the id of the card that a page made."""
    return derived_id("card", vault.record.owner, page)
