"""The cards there are."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from middleway.vault import NotOpened, Vault
from middleway.web.accounts.models import Account
from middleway.web.comfort.models import Card
from middleway.web.shell import store


@dataclass(frozen=True, slots=True)
class Words:
    """One card. `text` is None when the row does not open."""

    id: UUID
    text: str | None
    changed: str


def cards_of(account: Account, vault: Vault) -> list[Words]:
    """Return every card, the one touched last first."""
    return sorted((_words(row, vault) for row in Card.objects.filter(account=account)), key=_changed, reverse=True)


def text_of(card: Card, vault: Vault) -> str:
    """Raises NotOpened."""
    text: str = store.content_of(card, vault)["text"]
    return text


def _words(row: Card, vault: Vault) -> Words:
    try:
        content = store.content_of(row, vault)
    except NotOpened:
        return Words(row.pk, None, "")
    return Words(row.pk, content["text"], content["changed"])


def _changed(words: Words) -> float:
    return datetime.fromisoformat(words.changed).timestamp() if words.changed else 0.0
