"""An archive in parts: a few rows each, under the ids that they have here; and the reading of them."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from time import monotonic
from typing import Final

import msgspec
from msgspec.structs import replace

from middleway.vault import Archive
from middleway.web.drafts.models import FormDraft
from middleway.web.drafts.queries import MOST
from middleway.web.imports.content import ImportedRow, ImportPartContent, waiting
from middleway.web.imports.incoming import ArchiveRow, rows
from middleway.web.imports.names import NewIds, renamed
from middleway.web.imports.outline import TooMuch
from middleway.web.moments.content import MomentContent
from middleway.web.patterns import look
from middleway.web.patterns.models import Correction
from middleway.web.people.models import Person
from middleway.web.records.content import Content
from middleway.web.records.models import SealedRow
from middleway.web.records.writing import seen
from middleway.web.safety import ledger, scan
from middleway.web.safety.content import LedgerContent
from middleway.web.safety.entries import Book
from middleway.web.safety.models import Ledger
from middleway.web.way.models import Return

_ROWS, _BYTES = 40, 65_536  # of one part, at most; a larger row is a part of its own
_LATE: Final = (Correction, Return)  # there is one of each, which its owner may write meanwhile
_TO_THE_END: Final = (*_LATE, Ledger, FormDraft)
_MOST_LATE: Final = 1_000


def parts(archive: Archive, found: NewIds, here: set[str]) -> Iterator[ImportPartContent]:
    """Yield the new rows, a few at a time: people first, since reading a text takes knowing them. Raises TooMuch."""
    for people in (True, False):
        yield from _cut(_lines(archive, found, here, people=people))
    last, drafts = _kept_to_the_end(archive, here)
    yield from _cut(_line(row, found) for row in drafts)
    late = [_line(row, found) for row in last if row[0] is not Ledger and str(row[1]) not in here]
    if len(late) > _MOST_LATE:
        raise TooMuch
    yield ImportPartContent(late=late, raised=ledger.joined(_book(row, found) for row in last if row[0] is Ledger))


def read(lines: list[ImportedRow], until: float) -> tuple[list[ImportedRow], bool]:
    """Look for signs in every text of the rows, while there is time. Return the rows, and whether all are read."""
    so_far = list(lines)
    for at, line in enumerate(lines):
        row, content = line.opened()
        for of, text in scan.unread(row, content).items():
            if monotonic() >= until:
                return so_far, False
            content = scan.with_signs(content, of, text)
            so_far[at] = waiting(row, content)
    return so_far, True


def prepared(lines: list[ImportedRow]) -> list[tuple[SealedRow, Content]]:
    """Return the rows with everything that is sealed with them."""
    rows = [line.opened() for line in lines]
    moments = [content for _, content in rows if isinstance(content, MomentContent) and not content.sample]
    read = dict(zip(map(id, moments), look.at_a_glance(moments), strict=True))
    return [(row, seen(row, read.get(id(content), content))) for row, content in rows]


def _lines(archive: Archive, found: NewIds, here: set[str], *, people: bool) -> Iterator[ImportedRow]:
    for kind, row, content in rows(archive):
        if kind not in _TO_THE_END and (kind is Person) is people and str(row) not in here:
            yield _line((kind, row, content), found)


def _kept_to_the_end(archive: Archive, here: set[str]) -> tuple[list[ArchiveRow], list[ArchiveRow]]:
    """Return the rows of which there is one each, and the newest drafts of forms, as many as there may be of those."""
    last, drafts = list[ArchiveRow](), list[ArchiveRow]()
    for row in rows(archive):
        kind, row_id, content = row
        if kind is FormDraft and str(row_id) not in here and not content.is_over:
            drafts = sorted([*drafts, row], key=_changed)[-MOST:]
        elif kind in _TO_THE_END and kind is not FormDraft:
            last.append(row)
    return last, drafts


def _changed(row: ArchiveRow) -> datetime:
    return datetime.fromisoformat(row[2].changed)


def _cut(lines: Iterable[ImportedRow]) -> Iterator[ImportPartContent]:
    some, size = list[ImportedRow](), 0
    for line in lines:
        length = len(json.dumps(line.content))
        if some and (len(some) == _ROWS or size + length > _BYTES):
            yield ImportPartContent(rows=some)
            some, size = [], 0
        some.append(line)
        size += length
    if some:
        yield ImportPartContent(rows=some)


def _line(row: ArchiveRow, found: NewIds) -> ImportedRow:
    """Return a row under its id here. What somebody wrote into the sample story is theirs, whatever a file says."""
    kind, row_id, content = row
    if scan.own_words(kind(), content):
        content = replace(content, sample=False)
    return msgspec.convert(
        [kind.table_name(), found[str(row_id)], renamed(msgspec.to_builtins(content), found)], ImportedRow
    )


def _book(row: ArchiveRow, found: NewIds) -> Book:
    return msgspec.convert(renamed(msgspec.to_builtins(row[2]), found), LedgerContent).book
