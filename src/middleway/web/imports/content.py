"""What a part of an archive on its way in holds."""

from uuid import UUID

import msgspec

from middleway.web.records import manifest
from middleway.web.records.content import Content
from middleway.web.records.marks import Code, RowId, Time
from middleway.web.records.models import SealedRow
from middleway.web.records.values import JsonObject
from middleway.web.safety.entries import Book, FoundSign


class ImportedRow(msgspec.Struct, frozen=True, array_like=True):
    """A row of an archive under its id here, as it waits: [kind, id, content]."""

    kind: Code
    id: RowId
    content: JsonObject

    def opened(self) -> tuple[SealedRow, Content]:
        row = manifest.kind_of(self.kind)(id=UUID(self.id))
        return row, msgspec.convert(self.content, row.holds)


class ImportPartContent(Content, frozen=True, kw_only=True):
    """`rows`, `late`: rows that are not in yet, the late ones until all are shown; `raised`: from the archive's ledger.

    Once a part is read, its rows are in, and `found`, which goes into the ledger, stands in their place.
    """

    changed: Time = ""
    rows: list[ImportedRow] = []
    late: list[ImportedRow] = []
    raised: Book = Book()
    found: list[FoundSign] = []


def waiting(row: SealedRow, content: Content) -> ImportedRow:
    return ImportedRow(row.table_name(), str(row.pk), msgspec.to_builtins(content))
