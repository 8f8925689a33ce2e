"""Writes: each sealed, and in one transaction."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from middleway.vault import Vault
from middleway.web.drafts import queries
from middleway.web.drafts.models import FormDraft
from middleway.web.drafts.places import Place
from middleway.web.shell import store
from middleway.web.shell.models import SealedRow

MOST: Final = 20  # of one account


class TypedElsewhere(Exception):
    """Another window typed newer words into the same form. Nothing was written."""


@transaction.atomic
def save(vault: Vault, place: Place, typed: store.Content, *, pages: list[str]) -> bool:
    """Save what stands in a form. `pages`: the page that it is typed on, and the one whose words that page began from.

    Return whether there is a draft then: without any words there is nothing to bring back, and so none. Raises TypedElsewhere.
    """
    store.locked(vault)
    drafts = queries.every(vault)
    before = queries.at(place, drafts)
    if before and not before.is_old and before.content["page"] not in pages:
        raise TypedElsewhere
    if not any(text.strip() for text in FormDraft.words_in(typed)):
        _erase([before] if before else [], vault)
        return False
    if before is None:
        _make_room(drafts, vault)
    content = {**typed, "address": list(place.parts), "box": place.box, "page": pages[0]}
    store.write(before.row if before else FormDraft(), {**content, "changed": timezone.now().isoformat()}, vault)
    return True


@transaction.atomic
def end(vault: Vault, place: Place, *, pages: list[str]) -> None:
    """A draft is over once its words are kept. One that another window typed stays."""
    store.locked(vault)
    before = queries.at(place, queries.every(vault))
    if before and before.content["page"] in pages:
        _erase([before], vault)


@transaction.atomic
def let_go(vault: Vault, place: Place) -> None:
    store.locked(vault)
    store.erase([one.row for one in queries.every(vault) if one.place == place], vault)


@transaction.atomic
def let_old_ones_go(vault: Vault) -> None:
    """At each sign-in; the month outside tells whether there can be one."""
    if FormDraft.objects.filter(account_id=vault.record.owner, month__lt=timezone.localdate().replace(day=1)).exists():
        store.locked(vault)
        store.erase([one.row for one in queries.every(vault) if one.is_old], vault)


class Following:
    """What was typed about a row goes with that row."""

    def before(self, row: SealedRow, content: store.Content) -> store.Content:
        return content

    def after(self, vault: Vault, written: object, gone: frozenset[UUID]) -> None:
        ids = set(map(str, gone))
        if ids:
            _erase([one for one in queries.every(vault) if ids & set(one.place.parts)], vault)


def _make_room(drafts: list[queries.Typed], vault: Vault) -> None:
    """Take away what is too old, and of the others the oldest, so that one more is not too many."""
    current = [one for one in drafts if not one.is_old]
    _erase([one for one in drafts if one.is_old] + current[: max(0, len(current) + 1 - MOST)], vault)


def _erase(drafts: Iterable[queries.Typed], vault: Vault) -> None:
    if rows := [one.row for one in drafts]:
        store.erase(rows, vault, everywhere=False)
