"""Lets apps see all that is written and deleted, in the same transaction, so that no kind of row is forgotten."""

from typing import Any, Protocol
from uuid import UUID

from middleway.vault import Vault
from middleway.web.shell.models import SealedRow

Content = dict[str, Any]  # a JSON object


class Looker(Protocol):
    """An app that must see what is written adds one to `everybody` when it is ready."""

    def before(self, row: SealedRow, content: Content) -> Content:
        """Return what is to be sealed: the content with what was found in it."""

    def carried(self, content: Content, ahead: Content) -> Content:
        """Return `content`, made under the lock, with what was found in `ahead` before, if the words are the same."""

    def after(self, vault: Vault, written: list[tuple[SealedRow, Content]], gone: frozenset[UUID]) -> None:
        """Take note of what was written and deleted."""


everybody: list[Looker] = []


def seen(row: SealedRow, content: Content) -> Content:
    for looker in everybody:
        content = looker.before(row, content)
    return content


def with_seen(content: Content, ahead: Content) -> Content:
    """Return the content with what `seen` found before the lock was taken: nobody must wait while words are read."""
    for looker in everybody:
        content = looker.carried(content, ahead)
    return content


def noted(vault: Vault, written: list[tuple[SealedRow, Content]], gone: frozenset[UUID] = frozenset()) -> None:
    for looker in everybody:
        looker.after(vault, written, gone)
