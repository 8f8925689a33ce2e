"""An archive in parts: a few rows each, under the ids that they have here; and the reading of them."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from time import monotonic
from typing import Any, Final, NamedTuple
from uuid import UUID

from middleway.vault import Archive
from middleway.web.drafts.models import FormDraft
from middleway.web.drafts.queries import MOST
from middleway.web.imports.incoming import ArchiveRow, rows
from middleway.web.imports.names import Names, renamed
from middleway.web.imports.outline import TooMuch
from middleway.web.moments.models import Moment
from middleway.web.patterns import look
from middleway.web.patterns.models import Correction
from middleway.web.people.models import Person
from middleway.web.records import manifest
from middleway.web.records.models import SealedRow
from middleway.web.records.store import Content
from middleway.web.records.writing import seen
from middleway.web.safety import ledger, scan
from middleway.web.safety.models import Ledger
from middleway.web.way.models import Return

PartLine = list[Any]  # label, id, content: as a part keeps a row
_ROWS, _BYTES = 40, 65_536  # of one part, at most; a larger row is a part of its own
_LATE: Final = (Correction, Return)  # there is one of each, which its owner may write meanwhile
_TO_THE_END: Final = (*_LATE, Ledger, FormDraft)
_MOST_LATE: Final = 1_000


class Cut(NamedTuple):
    """A part as it is kept. `late`: rows written only when all are shown. `raised`: from the archive's ledger."""

    rows: list[PartLine]
    late: list[PartLine]
    raised: ledger.Book


def parts(archive: Archive, found: Names, here: set[str]) -> Iterator[Cut]:
    """Yield the new rows, a few at a time: people first, since reading a text takes knowing them. Raises TooMuch."""
    for people in (True, False):
        yield from (Cut(some, [], ledger.empty()) for some in _cut(_lines(archive, found, here, people=people)))
    last, drafts = _kept_to_the_end(archive, here)
    yield from (Cut(some, [], ledger.empty()) for some in _cut(_line(row, found) for row in drafts))
    late = [_line(row, found) for row in last if row[0] is not Ledger and str(row[1]) not in here]
    if len(late) > _MOST_LATE:
        raise TooMuch
    yield Cut([], late, ledger.joined(renamed(content, found) for kind, _, content in last if kind is Ledger))


def read(lines: list[PartLine], until: float) -> bool:
    """Look for signs in every text of the rows, while there is time. Return whether all are read."""
    for line in lines:
        row = row_of(line)
        for of, text in scan.unread(row, line[2]).items():
            if monotonic() >= until:
                return False
            line[2] = scan.with_signs(row, line[2], of, text)
    return True


def prepared(lines: list[PartLine]) -> list[tuple[SealedRow, Content]]:
    """Return the rows with everything that is sealed with them."""
    moments = [line for line in lines if line[0] == Moment.table_name() and not line[2].get("sample")]
    for line, content in zip(moments, look.at_a_glance([line[2] for line in moments]), strict=True):
        line[2] = content
    return [(row := row_of(line), seen(row, line[2])) for line in lines]


def row_of(line: PartLine) -> SealedRow:
    return manifest.kind_of(line[0])(id=UUID(line[1]))


def _lines(archive: Archive, found: Names, here: set[str], *, people: bool) -> Iterator[PartLine]:
    for kind, row, content in rows(archive):
        if kind not in _TO_THE_END and (kind is Person) is people and str(row) not in here:
            yield _line((kind, row, content), found)


def _kept_to_the_end(archive: Archive, here: set[str]) -> tuple[list[ArchiveRow], list[ArchiveRow]]:
    """Return the rows of which there is one each, and the newest drafts of forms, as many as there may be of those."""
    last, drafts = list[ArchiveRow](), list[ArchiveRow]()
    for row in rows(archive):
        kind, row_id, content = row
        if kind is FormDraft and str(row_id) not in here and not kind.is_over(content["changed"]):
            drafts = sorted([*drafts, row], key=_changed)[-MOST:]
        elif kind in _TO_THE_END and kind is not FormDraft:
            last.append(row)
    return last, drafts


def _changed(row: ArchiveRow) -> datetime:
    return datetime.fromisoformat(row[2]["changed"])


def _cut(lines: Iterable[PartLine]) -> Iterator[list[PartLine]]:
    some, size = list[PartLine](), 0
    for line in lines:
        length = len(json.dumps(line))
        if some and (len(some) == _ROWS or size + length > _BYTES):
            yield some
            some, size = [], 0
        some.append(line)
        size += length
    if some:
        yield some


def _line(row: ArchiveRow, found: Names) -> PartLine:
    """Return a row under its id here. What somebody wrote into the sample story is theirs, whatever a file says."""
    kind, row_id, content = row
    if scan.own_words(kind(), content):
        content.pop("sample", None)
    return [kind.table_name(), found[str(row_id)], renamed(content, found)]
