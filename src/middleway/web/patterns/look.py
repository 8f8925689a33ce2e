"""Each moment is read once, when its words are written. Its reading is sealed with it, so that years open in a second.

Only the places on the spectra and the response are kept: no words of the text, and nothing about anybody's character.
"""

from collections.abc import Iterable
from hashlib import sha256
from itertools import islice

from msgspec.structs import replace

from middleway.reading import Reading, ReadingError, read, read_many
from middleway.reading.labels import SPECTRA
from middleway.web.moments.content import MomentContent, TextReading
from middleway.web.patterns.models import Correction, row_id
from middleway.web.people.models import Person
from middleway.web.records.content import C, Content
from middleway.web.records.models import SealedRow
from middleway.web.records.owned import of
from middleway.web.records.writing import Batch

_LONGEST = 2_000  # characters: a longer text goes to the bulk reader, because a page waits for this
_AT_ONCE = 20_000  # characters of a text that the bulk reader gets


class Glance:
    """Reads moments as they are written; see `records/writing.py`."""

    def before(self, row: SealedRow, content: C) -> C:
        if not isinstance(content, MomentContent) or content.sample:
            return content  # the sample story is read only when a page needs it, so that adding it takes no time
        if not content.text.strip():
            return replace(content, read=None)
        of = digest(content.text)
        is_read = content.read and content.read.of == of
        return content if is_read else replace(content, read=_of(of, _read(content.text)))

    def carried(self, content: C, ahead: Content) -> C:
        if isinstance(content, MomentContent) and isinstance(ahead, MomentContent):
            found = ahead.read
            return replace(content, read=found) if found and found.of == digest(content.text) else content
        return content

    def after(self, batch: Batch) -> None:
        """When a person is deleted, delete what was said of the picture with them: no page is left to change it on."""
        with_them = [row_id(batch.vault, str(pk)) for pk, row in batch.gone.items() if isinstance(row, Person)]
        if with_them:
            rows = of(batch.vault, Correction).where(pk__in=with_them)
            batch.erase(rows, everywhere=False)  # deleting the person clears the journal


def at_a_glance(contents: list[MomentContent]) -> list[MomentContent]:
    """Return moments with their readings, made by the bulk reader."""
    reads = read_now(content.text for content in contents)
    return [
        replace(content, read=_of(digest(content.text), found)) if content.text.strip() else content
        for content, found in zip(contents, reads, strict=True)
    ]


def digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def read_now(texts: Iterable[str]) -> list[TextReading]:
    """Return readings of texts by the bulk reader, which is fast; nothing is kept of them."""
    return [_short(one) for one in read_many([text[:_AT_ONCE] for text in texts])]


def _of(digest_of_text: str, found: TextReading) -> TextReading:
    return replace(found, of=digest_of_text)


def _read(text: str) -> TextReading:
    if len(text) > _LONGEST:
        return next(islice(read_now([text]), 1))
    try:
        return _short(read(text))
    except ReadingError as error:
        return _short(error)


def _short(reading: Reading | ReadingError) -> TextReading:
    """Return what is sure: the place on each spectrum that the text touches, and what the words do (`response`)."""
    if isinstance(reading, ReadingError):
        return TextReading()
    found = set(reading.findings)
    places = {name: round(getattr(reading.fields, name).place, 3) for name in SPECTRA if name in found}
    return TextReading(response=reading.fields.response.value if "response" in found else "", **places)
