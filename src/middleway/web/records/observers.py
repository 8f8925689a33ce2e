"""Lets apps see all that is written and deleted, in the same transaction, so that no kind of row is forgotten."""

from collections.abc import Iterator
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from middleway.vault import Vault
from middleway.web.records.models import SealedRow

Content = dict[str, Any]  # a JSON object


class Observer(Protocol):
    """What `RECORD_OBSERVERS` in the settings names, in the order in which they are asked."""

    def before(self, row: SealedRow, content: Content) -> Content:
        """Return what is to be sealed: the content with what was found in it."""

    def carried(self, content: Content, ahead: Content) -> Content:
        """Return `content`, made under the lock, with what was found in `ahead` before, if the words are the same."""

    def after(self, vault: Vault, written: list[tuple[SealedRow, Content]], gone: frozenset[UUID]) -> None:
        """Take note of what was written and deleted."""


def everybody() -> Iterator[Observer]:
    return (import_string(name)() for name in settings.RECORD_OBSERVERS)


def seen(row: SealedRow, content: Content) -> Content:
    for observer in everybody():
        content = observer.before(row, content)
    return content


def with_seen(content: Content, ahead: Content) -> Content:
    """Return the content with what `seen` found before the lock was taken: nobody must wait while words are read."""
    for observer in everybody():
        content = observer.carried(content, ahead)
    return content


def noted(vault: Vault, written: list[tuple[SealedRow, Content]], gone: frozenset[UUID] = frozenset()) -> None:
    for observer in everybody():
        observer.after(vault, written, gone)
