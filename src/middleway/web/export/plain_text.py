"""Everything that a person keeps, as words for anybody to read: for a table, and for a page to print."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from middleway.vault import NotOpened, Vault
from middleway.web.moments.models import Moment
from middleway.web.records import schema, store
from middleway.web.records.models import SealedRow
from middleway.web.records.owned import of
from middleway.web.safety.models import Ledger
from middleway.web.way.queries import Way, way_of
from middleway.web.way.summary import StepSummary, told

RowPlace = tuple[datetime, type[SealedRow], UUID]


@dataclass(frozen=True, slots=True)
class Printed:
    """A row on the page to print. `way`, `told`: of a moment; `words`: of other rows; `sample`: of the sample story."""

    when: datetime
    way: Way | None
    told: list[StepSummary]
    words: list[tuple[str, str]]
    sample: bool


def printed(vault: Vault) -> Iterator[Printed | None]:
    """Yield every row, oldest first; None for one that does not open. Only their order is held at once."""
    order = []
    for row in store.rows_of(vault):
        if isinstance(row, Ledger):
            continue
        try:
            content = store.opened(row, vault)
        except NotOpened:
            yield None
            continue
        if not content.is_over:
            order.append((content.when, type(row), row.pk))
    order.sort(key=lambda one: one[0])
    for at in range(0, len(order), store.AT_ONCE):
        yield from _some(vault, order[at : at + store.AT_ONCE])


def _some(vault: Vault, order: list[RowPlace]) -> Iterator[Printed | None]:
    rows: dict[UUID, SealedRow] = {}
    for kind in {kind for _, kind, _ in order}:
        ids = [pk for _, its, pk in order if its is kind]
        rows |= {row.pk: row for row in of(vault, kind).where(pk__in=ids)}
    for when, _, pk in order:
        if pk in rows:  # or it was let go meanwhile
            try:
                yield _printed(vault, rows[pk], when)
            except NotOpened:
                yield None


def _printed(vault: Vault, row: SealedRow, when: datetime) -> Printed:
    """Return a row as it is printed. Raises NotOpened."""
    content = store.opened(row, vault)
    way = way_of(vault, row) if isinstance(row, Moment) else None
    rest = [] if way else [(what, text) for what, text in schema.for_people(row.holds, content) if what != "sample"]
    return Printed(when, way, told(way) if way else [], rest, content.sample)
