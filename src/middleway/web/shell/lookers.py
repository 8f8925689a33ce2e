"""Who looks at everything that is written and deleted, in the same transaction, so that no kind of row can be forgotten."""

from typing import Any, Protocol
from uuid import UUID

from middleway.vault import Vault
from middleway.web.shell.models import SealedRow

Content = dict[str, Any]  # a JSON object


class Looker(Protocol):
    """An app that wants to see what is written adds one of these when it is ready."""

    def before(self, row: SealedRow, content: Content) -> Content:
        """Return what is to be sealed: the content, and what was seen in it."""

    def carried(self, content: Content, ahead: Content) -> Content:
        """Return the content, put together under the lock, with what was seen in `ahead` before it, where that is of the same words."""

    def after(self, vault: Vault, written: list[tuple[SealedRow, Content]], gone: frozenset[UUID]) -> None:
        """Take note of what was written and deleted."""


everybody: list[Looker] = []


def seen(row: SealedRow, content: Content) -> Content:
    for looker in everybody:
        content = looker.before(row, content)
    return content


def with_seen(content: Content, ahead: Content) -> Content:
    """Return the content with what was seen ahead of the lock (`seen`): nobody is to wait while words are read."""
    for looker in everybody:
        content = looker.carried(content, ahead)
    return content


def noted(vault: Vault, written: list[tuple[SealedRow, Content]], gone: frozenset[UUID] = frozenset()) -> None:
    for looker in everybody:
        looker.after(vault, written, gone)
