"""Writes what the owner says of a picture: sealed, and each in one batch. Its words are read before that is opened."""

from collections.abc import Callable

from django.utils import timezone

from middleway.vault import NotOpened, Vault
from middleway.web import meanwhile
from middleway.web.drafts.addresses import mark_of
from middleway.web.patterns.models import Correction, row_id
from middleway.web.patterns.picture import said_of
from middleway.web.records import store
from middleway.web.records.owned import of
from middleway.web.records.writing import change, writing


def put(vault: Vault, whose: str, stage: str, *, code: str, words: str, seen: str) -> None:
    """Say what belongs at a stage: a code of its list, or the owner's own words; neither takes back what was said.

    If both are given, new words win; over words that were there already, the code wins, because only it was changed.
    Raises ChangedMeanwhile.
    """

    def say(content: store.Content) -> None:
        is_new = words.strip() and words != content["nodes"].get(stage, {}).get("words", "")
        said = {"words": words} if is_new or (words.strip() and not code) else {"code": code} if code else None
        _check(content["nodes"].get(stage), said, seen)
        _set(content["nodes"], stage, said)

    _correct(vault, whose, say)


def turn(vault: Vault, whose: str, arrow: str, *, gone: bool, words: str, seen: str) -> None:
    """Say that an arrow is not so, or what it is in the owner's own words; neither takes back what was said.

    Raises ChangedMeanwhile.
    """
    said = {**({"gone": True} if gone else {}), **({"words": words} if words.strip() else {})}

    def say(content: store.Content) -> None:
        _check(content["arrows"].get(arrow), said, seen)
        _set(content["arrows"], arrow, said or None)

    _correct(vault, whose, say)


def take_back_one(vault: Vault, whose: str, at: str, *, seen: str) -> None:
    """Take back what was said of one stage or of one arrow. Raises ChangedMeanwhile."""

    def take(content: store.Content) -> None:
        for part in ("nodes", "arrows"):
            _check(content[part].get(at), None, seen)
            content[part].pop(at, None)

    _correct(vault, whose, take)


def take_back(vault: Vault, whose: str, *, seen: str) -> None:
    """Take back everything that was said of the picture with one person. Raises ChangedMeanwhile."""
    with writing(vault) as batch:
        rows = list(of(vault, Correction).where(pk=row_id(vault, whose)))
        for row in rows:
            meanwhile.check(str(row.revision), seen)
        batch.erase(rows)


def _correct(vault: Vault, whose: str, say: Callable[[store.Content], None]) -> None:
    def changed() -> tuple[Correction, store.Content]:
        row, content = _content(vault, whose)
        say(content)
        return row, content

    change(vault, changed)


def _content(vault: Vault, whose: str) -> tuple[Correction, store.Content]:
    own = row_id(vault, whose)
    row = of(vault, Correction).get(own) or Correction(id=own)
    new: store.Content = {"person": whose, "nodes": {}, "arrows": {}}
    try:
        before = store.content_of(row, vault) if row.revision else new
    except NotOpened:
        # The row was damaged from outside, which the overview reports. What is said now replaces it.
        before = new
    return row, {**before, "changed": timezone.now().isoformat()}


def _check(before: store.Content | None, wanted: store.Content | None, seen: str) -> None:
    if (before or None) != (wanted or None):  # the same, sent twice, replaces nothing
        meanwhile.check(mark_of(said_of(before or {})), seen)


def _set(said: store.Content, name: str, what: store.Content | None) -> None:
    said.pop(name, None)
    if what:
        said[name] = what
