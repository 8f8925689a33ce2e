"""Look at every text that is kept anywhere, when it is written, so that no page can forget to ask.

What is found in a text is sealed with it, under a digest of its words, so that unchanged words are not read again.
"""

import re
from collections.abc import Iterator
from hashlib import sha256

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string
from msgspec.structs import replace

from middleway.reading import Sign, WrittenBy, signs
from middleway.web.people.models import Person
from middleway.web.people.queries import Close, in_order
from middleway.web.records.content import C, Content, Signs
from middleway.web.records.models import SealedRow
from middleway.web.records.owned import of, together
from middleway.web.records.writing import Batch, seen
from middleway.web.safety import ledger
from middleway.web.safety.entries import Book, FoundSign
from middleway.web.safety.models import Ledger
from middleway.web.safety.states import Reason
from middleway.web.safety.storage import amend

_PIECE = 2_000  # characters: some twenty sentences


class Scan:
    """Reads what is written, and keeps the ledger."""

    def before(self, row: SealedRow, content: C) -> C:
        known = content.signs
        texts = _digests(own_words(row, content))
        read = {of: known[of] if of in known else _read(text, brief=content.is_brief) for of, text in texts.items()}
        return replace(content, signs=read)

    def carried(self, content: C, ahead: Content) -> C:
        return replace(content, signs={**content.signs, **ahead.signs})

    def after(self, batch: Batch) -> None:
        written = [(row, content) for row, content in batch.written.values() if not isinstance(row, Ledger)]
        ledgers, people = together(of(batch.vault, Ledger), of(batch.vault, Person))

        def noted(book: Book) -> Book:
            now = timezone.now().isoformat()
            close = in_order(people, batch.vault) if any(_found(content) for _, content in written) else []
            for row, content in written:
                found = _found(content)
                book = ledger.noted(book, str(row.pk), _people(row, content, close) if found else [], found, now)
            return ledger.without(book, map(str, batch.gone))

        amend(batch, noted, ledgers)


def own_words(row: SealedRow, content: Content) -> list[str]:
    """Return a row's texts that are its owner's. In the sample story these are all but what we ship, word for word.

    The mark in a row does not tell: it stays when the reader writes into the row, and what they write is theirs. What
    they put before or after a text of ours is theirs alone; if they change words within it, all of it is theirs.
    """
    texts = row.words_in(content)
    if not content.sample:
        return texts
    ours = set(import_string(settings.SHIPPED_TEXTS)())
    return [_beside(text, ours) for text in texts if text not in ours]


def _beside(text: str, ours: set[str]) -> str:
    whole = max((one for one in ours if text.startswith(one) or text.endswith(one)), key=len, default="")
    return text.removeprefix(whole) if text.startswith(whole) else text.removesuffix(whole)


def unread(row: SealedRow, content: Content) -> dict[str, str]:
    """Return the unread texts of a row, by their digests, so that whoever reads thousands can stop between two."""
    return {of: text for of, text in _digests(own_words(row, content)).items() if of not in content.signs}


def with_signs(content: C, of: str, text: str) -> C:
    """Return the content with what was found in one of its unread texts."""
    return replace(content, signs={**content.signs, of: _read(text, brief=content.is_brief)})


def read_ahead(row: SealedRow, content: C, earlier: Content | None = None) -> C:
    """Return the content with what is seen in all its texts, so that nobody waits for a lock while texts are read.

    `earlier`: what held some of these words before. If they were few then and are many now, or the reverse, they are
    read anew.
    """
    known: Signs = earlier.signs if earlier and earlier.is_brief == content.is_brief else {}
    return seen(row, replace(content, signs={**known, **content.signs}))


def entries(row: SealedRow, content: Content, close: list[Close]) -> list[FoundSign]:
    """Return the ledger's entries for a new row that was read, still without their time."""
    found = _found(content)
    people = _people(row, content, close) if found else []
    return ledger.noted(Book(), str(row.pk), people, found, "").found


def _found(content: Content) -> list[tuple[str, str, bool]]:
    return [(of, kind, clear) for of, kinds in content.signs.items() for kind, clear in kinds]


def _people(row: SealedRow, content: Content, close: list[Close]) -> list[str]:
    """Return whom a row is about ("" for nobody), and whom it names: danger from one may be told under another."""
    whose = str(row.pk if isinstance(row, Person) else content.about)
    said = set(re.findall(r"[\w'-]{3,}", " ".join(row.words_in(content)).casefold()))
    named = [str(one.id) for one in close if one.name and one.name.casefold() in said and str(one.id) != whose]
    return [whose, *named]


def in_words(texts: list[str], written_by: WrittenBy = "me") -> list[tuple[str, bool]]:
    """Return what texts that are kept nowhere speak of: (kind, clear), the kind as in Reason."""
    found = [sign for text in texts if text.strip() for sign in signs(text, written_by=written_by)]
    return [(_reason(sign), sign.is_clear) for sign in found]


def _reason(sign: Sign) -> str:
    return str(Reason.THEIR_CRISIS) if sign.kind == "crisis" and sign.is_theirs else sign.kind


def clear_crises(texts: list[str]) -> Iterator[str]:
    """Yield the digest of each piece that speaks clearly of the writer's own death or harm, the last one first."""
    for digest, piece in reversed(_digests(texts).items()):
        if (Reason.CRISIS, True) in in_words([piece]):
            yield digest


def _digests(texts: list[str]) -> dict[str, str]:
    found = (piece for text in texts for piece in _pieces(text) if piece.strip())
    return {sha256(piece.encode("utf-8", "surrogatepass")).hexdigest()[:16]: piece for piece in found}


def _pieces(text: str) -> Iterator[str]:
    """Cut a long text at ends of lines or sentences: then, when its end is written on, only the last piece is read."""
    start = 0
    while len(text) - start > _PIECE:
        ends = (text.rfind(mark, start, start + _PIECE) for mark in ("\n", ". ", "! ", "? "))
        end = max(ends) + 1 or start + _PIECE
        yield text[start:end]
        start = end
    yield text[start:]


def _read(text: str, *, brief: bool) -> list[tuple[str, bool]]:
    return [(kind, clear and (not brief or kind == Reason.CRISIS)) for kind, clear in in_words([text])]
