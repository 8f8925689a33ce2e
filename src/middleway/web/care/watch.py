"""Every text that is kept anywhere is looked at here, when it is written: a page cannot forget to ask.

What is found in a text is sealed with it, under a digest of its words, so that words that did not change are not read again.
"""

import re
from collections.abc import Iterator
from hashlib import sha256
from uuid import UUID

from django.utils import timezone

from middleway.reading import signs
from middleway.vault import Vault
from middleway.web.accounts.models import Account
from middleway.web.care import ledger
from middleway.web.care.keeping import book_of, keep
from middleway.web.care.models import Ledger
from middleway.web.care.states import Reason
from middleway.web.people.queries import people_of
from middleway.web.shell.models import SealedRow
from middleway.web.shell.store import Content, is_sample

SIGNS = "signs"  # in a row's content: digest of a text to what it speaks of, [kind, clear]
_PIECE = 2_000  # characters: some twenty sentences
Found = dict[str, list[list[str | bool]]]


class Watch:
    """Reads what is written, and keeps the ledger."""

    def before(self, row: SealedRow, content: Content) -> Content:
        # The sample story is somebody else's; what its reader writes into it is looked at where it is shown.
        texts = [] if is_sample(content) else row.words_in(content)
        known = content.get(SIGNS, {})
        found = {
            of: known[of] if of in known else _read(text, brief=row.is_brief) for of, text in _digests(texts).items()
        }
        rest = {name: value for name, value in content.items() if name != SIGNS}
        return {**rest, SIGNS: found} if found else rest

    def after(self, vault: Vault, written: list[tuple[SealedRow, Content]], gone: frozenset[UUID]) -> None:
        written = [(row, content) for row, content in written if not isinstance(row, Ledger)]
        before = book = book_of(vault)
        now = timezone.now().isoformat()
        for row, content in written:
            found = [
                (of, str(kind), bool(clear)) for of, kinds in content.get(SIGNS, {}).items() for kind, clear in kinds
            ]
            book = ledger.noted(book, str(row.pk), _people(row, content, vault) if found else [], found, now)
        book = ledger.without(book, map(str, gone))
        if book != before:
            keep(vault, book)


def _people(row: SealedRow, content: Content, vault: Vault) -> list[str]:
    """Return whom a row is about, "" for nobody named, and whoever close is named in its words: danger from one may be told under another."""
    whose = str(content.get("person", ""))
    said = set(re.findall(r"[\w'-]{3,}", " ".join(row.words_in(content)).casefold()))
    named = [
        str(one.id)
        for one in people_of(Account.objects.get(pk=vault.record.owner), vault)
        if one.name and one.name.casefold() in said and str(one.id) != whose
    ]
    return [whose, *named]


def in_words(texts: list[str]) -> list[tuple[str, bool]]:
    """Return what texts that are kept nowhere speak of: (kind, clear)."""
    return [(sign.kind, sign.is_clear) for text in texts if text.strip() for sign in signs(text)]


def _digests(texts: list[str]) -> dict[str, str]:
    found = (piece for text in texts for piece in _pieces(text) if piece.strip())
    return {sha256(piece.encode("utf-8", "surrogatepass")).hexdigest()[:16]: piece for piece in found}


def _pieces(text: str) -> Iterator[str]:
    """Cut a long text at ends of lines or sentences: whoever writes on at its end has only the last piece read anew."""
    start = 0
    while len(text) - start > _PIECE:
        ends = (text.rfind(mark, start, start + _PIECE) for mark in ("\n", ". ", "! ", "? "))
        end = max(ends) + 1 or start + _PIECE
        yield text[start:end]
        start = end
    yield text[start:]


def _read(text: str, *, brief: bool) -> list[list[str | bool]]:
    return [[kind, clear and (not brief or kind == Reason.CRISIS)] for kind, clear in in_words([text])]
