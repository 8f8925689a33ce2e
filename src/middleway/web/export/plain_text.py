"""Everything that a person keeps, as words for anybody to read: for a table, and for a page to print."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from middleway.vault import NotOpened, Vault
from middleway.web.accounts.models import Account
from middleway.web.moments.models import Moment
from middleway.web.records import store
from middleway.web.records.models import SealedRow
from middleway.web.safety.ledger import LISTS
from middleway.web.safety.models import Ledger
from middleway.web.way.queries import Way, way_of
from middleway.web.way.summary import StepSummary, told

# For programs alone: times, ids of other rows, and what was found in a text.
_NOT_WORDS = {
    "written",
    "changed",
    "page",
    "began",
    "at",
    "person",
    "card",
    "of",
    "moment",
    "recording",
    "sound",
    "type",
    "signs",
    "read",
    *LISTS,
}


RowPlace = tuple[datetime, type[SealedRow], UUID]


@dataclass(frozen=True, slots=True)
class Printed:
    """A row on the page to print. `way`, `told`: of a moment; `words`: of other rows; `sample`: of the sample story."""

    when: datetime
    way: Way | None
    told: list[StepSummary]
    words: list[tuple[str, str]]
    sample: bool


def words(content: store.Content) -> Iterator[tuple[str, str]]:
    """Yield (where, text) for everything in a row that is words or a number."""
    yield from _words("", content)


def printed(account: Account, vault: Vault) -> Iterator[Printed | None]:
    """Yield every row, oldest first; None for one that does not open. Only their order is held at once."""
    order = []
    for row in store.rows_of(vault):
        if isinstance(row, Ledger):
            continue
        try:
            content = store.content_of(row, vault)
        except NotOpened:
            yield None
            continue
        if not row.is_over(content):
            order.append((_when(content), type(row), row.pk))
    order.sort(key=lambda one: one[0])
    for at in range(0, len(order), store.AT_ONCE):
        yield from _some(account, vault, order[at : at + store.AT_ONCE])


def _some(account: Account, vault: Vault, order: list[RowPlace]) -> Iterator[Printed | None]:
    rows: dict[UUID, SealedRow] = {}
    for kind in {kind for _, kind, _ in order}:
        rows |= kind._default_manager.filter(account=account).in_bulk([pk for _, of, pk in order if of is kind])
    for when, _, pk in order:
        if pk in rows:  # or it was let go meanwhile
            try:
                yield _printed(account, vault, rows[pk], when)
            except NotOpened:
                yield None


def _printed(account: Account, vault: Vault, row: SealedRow, when: datetime) -> Printed:
    """Return a row as it is printed. Raises NotOpened."""
    content = store.content_of(row, vault)
    way = way_of(account, vault, row) if isinstance(row, Moment) else None
    rest = [] if way else [(what, text) for what, text in words(content) if what != "sample"]
    return Printed(when, way, told(way) if way else [], rest, store.is_sample(content))


def _when(content: store.Content) -> datetime:
    return datetime.fromisoformat(content.get("written") or content["changed"])


def _words(where: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, one in value.items():
            if name not in _NOT_WORDS:
                yield from _words(f"{where}.{name}".lstrip("."), one)
    elif isinstance(value, list):
        for one in value:
            yield from _words(where, one)
    elif isinstance(value, str | int) and value not in ("", False):
        yield where, str(value)
