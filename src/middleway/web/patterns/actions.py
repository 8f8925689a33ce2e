"""Writes: each sealed, and in one transaction."""

from django.db import transaction
from django.utils import timezone

from middleway.vault import Vault
from middleway.web.patterns.models import Correction
from middleway.web.patterns.queries import row_id
from middleway.web.shell import store


@transaction.atomic
def put(vault: Vault, whose: str, stage: str, *, code: str, words: str) -> None:
    """Say what stands at a stage: a code of its list, or words of one's own, which win; neither takes it back."""
    row, content = _content(vault, whose)
    said = {"words": words} if words.strip() else {"code": code} if code else None
    _set(content["nodes"], stage, said)
    store.write(row, content, vault)


@transaction.atomic
def turn(vault: Vault, whose: str, arrow: str, *, gone: bool, words: str) -> None:
    """Say of an arrow that it is not so, or what it is in one's own words; neither takes it back."""
    row, content = _content(vault, whose)
    said = {**({"gone": True} if gone else {}), **({"words": words} if words.strip() else {})}
    _set(content["arrows"], arrow, said or None)
    store.write(row, content, vault)


@transaction.atomic
def take_back(vault: Vault, whose: str) -> None:
    """Take everything back that was said of somebody's picture."""
    store.locked(vault)
    store.erase(Correction.objects.filter(pk=row_id(vault, whose), account_id=vault.record.owner), vault)


def _content(vault: Vault, whose: str) -> tuple[Correction, store.Content]:
    store.locked(vault)
    own = row_id(vault, whose)
    row = Correction.objects.filter(pk=own, account_id=vault.record.owner).first() or Correction(id=own)
    before = store.content_of(row, vault) if row.revision else {"person": whose, "nodes": {}, "arrows": {}}
    return row, {**before, "changed": timezone.now().isoformat()}


def _set(said: store.Content, name: str, what: store.Content | None) -> None:
    said.pop(name, None)
    if what:
        said[name] = what
