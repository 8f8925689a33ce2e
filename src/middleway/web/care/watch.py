"""Every text that is kept anywhere is looked at here, when it is written: a page cannot forget to ask.

What is found in a text is sealed with it, under a digest of its words, so that words that did not change are not read again.
"""

import re
from collections.abc import Callable, Iterable, Iterator
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
from middleway.web.people.models import Person
from middleway.web.people.queries import people_of
from middleway.web.shell.models import SealedRow
from middleway.web.shell.store import Content, is_sample

SIGNS = "signs"  # in a row's content: digest of a text to what it speaks of, [kind, clear]
_PIECE = 2_000  # characters: some twenty sentences
Found = dict[str, list[list[str | bool]]]

# Texts that the program itself puts into rows of the sample story. Whoever ships such texts adds here what returns them all.
shipped: list[Callable[[], Iterable[str]]] = []


class Watch:
    """Reads what is written, and keeps the ledger."""

    def before(self, row: SealedRow, content: Content) -> Content:
        texts = own_words(row, content)
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


def own_words(row: SealedRow, content: Content) -> list[str]:
    """Return the texts of a row that are its owner's. In a row of the sample story that is all but what we ship, word for word.

    A mark in the row does not tell: it stays when its reader writes into it, and what they write is theirs. What stands before or after
    a text of ours is theirs by itself; where they change words within it, all of it is.
    """
    texts = row.words_in(content)
    if not is_sample(content):
        return texts
    ours = {text for texts_of in shipped for text in texts_of()}
    return [_beside(text, ours) for text in texts if text not in ours]


def _beside(text: str, ours: set[str]) -> str:
    whole = max((one for one in ours if text.startswith(one) or text.endswith(one)), key=len, default="")
    return text.removeprefix(whole) if text.startswith(whole) else text.removesuffix(whole)


def _people(row: SealedRow, content: Content, vault: Vault) -> list[str]:
    """Return whom a row is about, "" for nobody named, and whoever close is named in its words: danger from one may be told under another."""
    whose = str(row.pk if isinstance(row, Person) else content.get("person", ""))
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


def clear_crises(texts: list[str]) -> Iterator[str]:
    """Yield the digest of each piece, the last one written first, that speaks clearly of the writer's own death or harm."""
    for of, piece in reversed(_digests(texts).items()):
        if (Reason.CRISIS, True) in in_words([piece]):
            yield of


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
