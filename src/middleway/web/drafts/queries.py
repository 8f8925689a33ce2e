"""What was typed and is not kept yet. There are few of these rows, so each answer opens them all: where they belong is sealed too."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.urls import Resolver404, resolve
from django.utils import timezone

from middleway.vault import NotOpened, Vault
from middleway.web.drafts.models import FormDraft
from middleway.web.drafts.places import Place
from middleway.web.shell import store

KEPT_FOR: Final = timedelta(days=30)  # after the last word


@dataclass(frozen=True, slots=True)
class Typed:
    """A draft that opens."""

    row: FormDraft
    content: store.Content

    @property
    def id(self) -> UUID:
        return self.row.pk

    @property
    def place(self) -> Place:
        return Place(tuple(self.content["address"]), self.content["box"])

    @property
    def changed(self) -> datetime:
        return datetime.fromisoformat(self.content["changed"])

    @property
    def is_old(self) -> bool:
        return self.changed < timezone.now() - KEPT_FOR

    @property
    def words(self) -> list[str]:
        return [text for text in FormDraft.words_in(self.content) if text.strip()]

    @property
    def page(self) -> str:
        """Return the address of the page that it stands on; "" when there is none any more."""
        path = Place(tuple(self.content["stands_on"])).path
        try:
            resolve(path)
        except Resolver404:
            return ""
        return path


def every(vault: Vault) -> list[Typed]:
    """Return every draft that opens, the oldest first, too old ones among them."""
    found = []
    for row in FormDraft.objects.filter(account_id=vault.record.owner):
        try:
            found.append(Typed(row, store.content_of(row, vault)))
        except NotOpened:
            continue  # it stays as it is, and the overview of what is kept says that something does not open
    return sorted(found, key=lambda one: one.changed)


def current(vault: Vault) -> list[Typed]:
    return [one for one in every(vault) if not one.is_old]


def at(place: Place, drafts: list[Typed]) -> Typed | None:
    """Return the draft of a form, the newest where an archive brought a second one."""
    return next((one for one in reversed(drafts) if one.place == place), None)


def opened(row: FormDraft, vault: Vault) -> Typed:
    """Raises NotOpened."""
    return Typed(row, store.content_of(row, vault))
