"""Find a word again. Moments are opened and looked through in this one request; no index of words is kept."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from middleway.vault import NotOpened, Vault
from middleway.web.drafts.models import FormDraft
from middleway.web.drafts.queries import current
from middleway.web.moments.content import MomentContent
from middleway.web.moments.models import Moment
from middleway.web.moments.queries import MomentLine, line_of, names_of
from middleway.web.records import manifest, store
from middleway.web.records.fields import holds_words
from middleway.web.records.owned import of

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


def find(vault: Vault, wanted: str, start: int = 0) -> SearchResult:
    """Return moments with `wanted` in their words, at any step, or in a person's name, newest first. Ignores case."""
    needle, names, lines = wanted.casefold().strip(), names_of(vault), list[MomentLine]()
    rows = of(vault, Moment).newest_first()[start : start + AT_ONCE + 1]
    for row in rows[:AT_ONCE]:
        try:
            content = store.opened(row, vault)
        except NotOpened:
            continue
        text = _around(content, needle, names)
        if text is not None:
            lines.append(line_of(row.pk, content, names, text))
    lines.sort(key=lambda line: line.written.timestamp() if line.written else 0.0, reverse=True)
    others = [] if start else list(_elsewhere(vault, needle))
    return SearchResult(lines, others, start + AT_ONCE if len(rows) > AT_ONCE else None)


def _elsewhere(vault: Vault, needle: str) -> Iterator[tuple[str, str]]:
    """Look through what is not finished, and every other kind of row that holds words; there are few of each."""
    for typed in current(vault):
        if (text := _first(typed.words, needle)) is not None:
            yield text, reverse("drafts:show", args=[typed.id])
    kinds = [kind for kind in manifest.kinds() if kind not in (Moment, FormDraft) and holds_words(kind.holds)]
    for row, content in (found for kind in kinds for found in of(vault, kind).opened(kind.holds)):
        text, address = _first(row.words_in(content), needle), content.found_at(row.pk)
        if text is not None and address:
            yield text, address


def _around(content: MomentContent, needle: str, names: dict[str, str]) -> str | None:
    """Return the words around what was found; None when it is nowhere."""
    found = _first(Moment.words_in(content), needle)
    if found is None and needle in names.get(content.person, "").casefold():
        return content.text
    return found


def _first(texts: list[str], needle: str) -> str | None:
    return next((found for text in texts if (found := _cut(text, needle)) is not None), None)


def _cut(text: str, needle: str) -> str | None:
    at = text.casefold().find(needle)
    if at < 0:
        return None
    start = max(0, at - _AROUND)
    return ("… " if start else "") + " ".join(text[start : at + len(needle) + _AROUND * 2].split())
