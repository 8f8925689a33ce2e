"""Find a word again. Moments are opened and looked through in this one request; no index of words is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from middleway.vault import NotOpened, Vault
from middleway.web.accounts.models import Account
from middleway.web.comfort.models import Card
from middleway.web.drafts.queries import current
from middleway.web.moments.models import Draft, Moment
from middleway.web.moments.queries import MomentLine, line_of, names_of
from middleway.web.records import store
from middleway.web.records.models import SealedRow
from middleway.web.weeks.models import Part

AT_ONCE = 300  # moments that one answer looks through, so that it comes at once even after many years
_AROUND = 40  # characters before what was found


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What was found among the moments from number `start` on. `further`: where to look on; None after the last one.

    `others`: (words, address) of what was found elsewhere; they come with the first moments.
    """

    lines: list[MomentLine]
    others: list[tuple[str, str]]
    further: int | None


def find(account: Account, vault: Vault, wanted: str, start: int = 0) -> SearchResult:
    """Return moments with `wanted` in their words, at any step, or in a person's name, newest first. Ignores case."""
    needle, names, lines = wanted.casefold().strip(), names_of(vault), list[MomentLine]()
    rows = list(Moment.objects.filter(account=account).order_by("-month", "pk")[start : start + AT_ONCE + 1])
    for row in rows[:AT_ONCE]:
        try:
            content = store.content_of(row, vault)
        except NotOpened:
            continue
        text = _around(content, needle, names)
        if text is not None:
            lines.append(line_of(row.pk, content, names, text))
    lines.sort(key=lambda line: line.written.timestamp() if line.written else 0.0, reverse=True)
    others = [] if start else list(_elsewhere(account, vault, needle))
    return SearchResult(lines, others, start + AT_ONCE if len(rows) > AT_ONCE else None)


def _elsewhere(account: Account, vault: Vault, needle: str) -> Iterator[tuple[str, str]]:
    """Look through cards of comfort, the parts of the weeks, and what is not finished; there are few."""
    for typed in current(vault):
        if (text := _cut("\n".join(typed.words), needle)) is not None:
            yield text, reverse("drafts:show", args=[typed.id])
    for kind in (Card, Part, Draft):
        for row in kind.objects.filter(account=account):
            try:
                content = store.content_of(row, vault)
            except NotOpened:
                continue
            text = _cut(content["text"], needle)
            if text is not None:
                yield text, _address(row, content)


def _address(row: SealedRow, content: store.Content) -> str:
    if isinstance(row, Part):
        return reverse("weeks:part", args=[content["number"]])
    return reverse("comfort:change" if isinstance(row, Card) else "moments:draft", args=[row.pk])


def _around(content: store.Content, needle: str, names: dict[str, str]) -> str | None:
    """Return the words around what was found; None when it is nowhere."""
    for text in [content["text"], *_answers(content.get("way", {}))]:
        found = _cut(text, needle)
        if found is not None:
            return found
    name = names.get(content.get("person", ""), "")
    return content["text"] or "…" if needle in name.casefold() else None


def _cut(text: str, needle: str) -> str | None:
    at = text.casefold().find(needle)
    if at < 0:
        return None
    start = max(0, at - _AROUND)
    return ("… " if start else "") + " ".join(text[start : at + len(needle) + _AROUND * 2].split())


def _answers(way: dict[str, dict[str, Any]]) -> list[str]:
    return [
        value
        for step in way.values()
        for name, value in step.items()
        if isinstance(value, str) and name not in {"page", "until"}
    ]
