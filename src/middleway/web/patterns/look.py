"""Each moment is read once, when its words are written. Its reading is sealed with it, so that years open in a second.

Only the places on the spectra and the response are kept: no words of the text, and nothing about anybody's character.
"""

from collections.abc import Iterable
from hashlib import sha256
from itertools import islice
from typing import Any

from middleway.reading import Reading, ReadingError, read, read_many
from middleway.reading.labels import SPECTRA
from middleway.web.moments.models import Moment
from middleway.web.patterns.models import Correction, row_id
from middleway.web.people.models import Person
from middleway.web.records.models import SealedRow
from middleway.web.records.owned import of
from middleway.web.records.store import Content, is_sample
from middleway.web.records.writing import Batch

# The key in a moment's content. Its value holds `of`, a digest of the words; the places and the `response` if sure.
READ = "read"
_LONGEST = 2_000  # characters: a longer text goes to the bulk reader, because a page waits for this
_AT_ONCE = 20_000  # characters of a text that the bulk reader gets


class Glance:
    """Reads moments as they are written; see `records/writing.py`."""

    def before(self, row: SealedRow, content: Content) -> Content:
        if not isinstance(row, Moment) or is_sample(content):
            return content  # the sample story is read only when a page needs it, so that adding it takes no time
        text = content["text"]
        if not text.strip():
            return {name: value for name, value in content.items() if name != READ}
        of = digest(text)
        return content if content.get(READ, {}).get("of") == of else {**content, READ: {"of": of, **_read(text)}}

    def carried(self, content: Content, ahead: Content) -> Content:
        found = ahead.get(READ, {})
        return {**content, READ: found} if found and found["of"] == digest(content["text"]) else content

    def after(self, batch: Batch) -> None:
        """When a person is deleted, delete what was said of the picture with them: no page is left to change it on."""
        with_them = [row_id(batch.vault, str(pk)) for pk, row in batch.gone.items() if isinstance(row, Person)]
        if with_them:
            rows = of(batch.vault, Correction).where(pk__in=with_them)
            batch.erase(rows, everywhere=False)  # deleting the person clears the journal


def at_a_glance(contents: list[Content]) -> list[Content]:
    """Return moments with their readings, made by the bulk reader."""
    texts = [content["text"] for content in contents]
    return [
        {**content, READ: {"of": digest(text), **short}} if text.strip() else content
        for content, text, short in zip(contents, texts, read_now(texts), strict=True)
    ]


def digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def read_now(texts: Iterable[str]) -> list[dict[str, Any]]:
    """Return readings of texts by the bulk reader, which is fast; nothing is kept of them."""
    return [_short(one) for one in read_many([text[:_AT_ONCE] for text in texts])]


def _read(text: str) -> dict[str, Any]:
    if len(text) > _LONGEST:
        return next(islice(read_now([text]), 1))
    try:
        return _short(read(text))
    except ReadingError as error:
        return _short(error)


def _short(reading: Reading | ReadingError) -> dict[str, Any]:
    """Return what is sure: the place on each spectrum that the text touches, and what the words do (`response`)."""
    if isinstance(reading, ReadingError):
        return {}
    found = set(reading.findings)
    places: dict[str, Any] = {name: round(getattr(reading.fields, name).place, 3) for name in SPECTRA if name in found}
    return {**places, **({"response": reading.fields.response.value} if "response" in found else {})}
