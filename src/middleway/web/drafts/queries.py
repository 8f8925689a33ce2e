"""What was typed and is not kept yet. Where it belongs is sealed too, so each answer opens all of these few rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.urls import Resolver404, resolve

from middleway.vault import Vault
from middleway.web.drafts.addresses import Address
from middleway.web.drafts.content import FormDraftContent
from middleway.web.drafts.models import FormDraft
from middleway.web.records.owned import of

MOST: Final = 20  # of one account


@dataclass(frozen=True, slots=True)
class Typed:
    """A draft that opens."""

    row: FormDraft
    content: FormDraftContent

    @property
    def id(self) -> UUID:
        return self.row.pk

    @property
    def address(self) -> Address:
        return self.content.form

    @property
    def changed(self) -> datetime:
        return datetime.fromisoformat(self.content.changed)

    @property
    def is_over(self) -> bool:
        return self.content.is_over

    @property
    def words(self) -> list[str]:
        return [text for text in FormDraft.words_in(self.content) if text.strip()]

    @property
    def page(self) -> str:
        """Return the address of the page that it stands on; "" when that page is no longer there."""
        path = self.content.page_address.path
        try:
            resolve(path)
        except Resolver404:
            return ""
        return path


def all_of(vault: Vault, known: Sequence[Typed] = ()) -> list[Typed]:
    """Return every draft that opens, the oldest first, those that are over among them.

    `known`: what was opened before, so that under a lock only what has changed since is opened.
    """
    rows = of(vault, FormDraft)
    there = set(rows.revisions()) if known else set()
    found = [one for one in known if (one.id, one.row.revision) in there]
    found += [
        Typed(row, content) for row, content in rows.but(pk__in=[one.id for one in found]).opened(FormDraftContent)
    ]
    return sorted(found, key=lambda one: one.changed)


def current(vault: Vault) -> list[Typed]:
    drafts = all_of(vault)
    return without(drafts, surplus(drafts, MOST))


def surplus(drafts: Sequence[Typed], most: int) -> list[Typed]:
    """Return the drafts that must go: those that are over, and the oldest others, until no more than `most` stay."""
    going_on = [one for one in drafts if not one.is_over]
    return [one for one in drafts if one.is_over] + going_on[: max(0, len(going_on) - most)]


def without(drafts: Sequence[Typed], gone: Sequence[Typed]) -> list[Typed]:
    ids = {one.id for one in gone}
    return [one for one in drafts if one.id not in ids]


def at(address: Address, drafts: Sequence[Typed]) -> Typed | None:
    """Return the draft of a form; the newest, where an archive brought a second one."""
    return next((one for one in reversed(drafts) if one.address == address), None)


def beside(address: Address, drafts: Sequence[Typed]) -> list[Typed]:
    """Return what was typed into the same form while something else was kept there: it must not replace that unseen."""
    return [one for one in drafts if one.address.form == address.form and one.address != address]
