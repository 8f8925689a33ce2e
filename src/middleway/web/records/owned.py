"""One owner's rows of one kind. Apps reach sealed rows only from here, so nobody can be shown somebody else's.

of(vault, Moment).get(moment_id)
of(vault, Moment).where(month=month).opened(MomentContent)
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from django.db.models import Count, QuerySet, Sum, Value
from django.db.models.functions import Length
from django.http import Http404

from middleway.vault import NotOpened, Vault
from middleway.web.records import store
from middleway.web.records.content import C, Holding
from middleway.web.records.models import SealedRow

R = TypeVar("R", bound=SealedRow)
S = TypeVar("S", bound=SealedRow)
_FIELDS = ("id", "account_id", "revision", "month", "sealed")


class Owned(Generic[R]):
    """The owner's rows of one kind, or some of them. The database is asked when they are needed."""

    def __init__(self, vault: Vault, kind: type[R], rows: "QuerySet[R]") -> None:
        self.vault, self.kind, self._rows = vault, kind, rows

    def where(self, **conditions: Any) -> "Owned[R]":
        return Owned(self.vault, self.kind, self._rows.filter(**conditions))

    def but(self, **conditions: Any) -> "Owned[R]":
        return Owned(self.vault, self.kind, self._rows.exclude(**conditions))

    def sorted_by(self, *columns: str) -> "Owned[R]":
        return Owned(self.vault, self.kind, self._rows.order_by(*columns))

    def newest_first(self) -> "Owned[R]":
        """Return them by month, the newest first; finer times are sealed."""
        return self.sorted_by("-month", "pk")

    def __getitem__(self, some: slice) -> list[R]:
        return list(self._rows[some])

    def __iter__(self) -> Iterator[R]:
        return iter(self._rows)

    def get(self, row_id: UUID | str | None) -> R | None:
        return self._rows.filter(pk=row_id).first() if row_id else None

    def get_or_404(self, row_id: UUID | None) -> R:
        """Return one's own row. Raises Http404 for somebody else's too: an id must not tell whether it exists."""
        found = self.get(row_id)
        if found is None:
            raise Http404
        return found

    def first(self) -> R | None:
        return self._rows.first()

    def exists(self) -> bool:
        return self._rows.exists()

    def revisions(self) -> list[tuple[UUID, int]]:
        """Return which rows there are, and in which state, without what they hold."""
        return list(self._rows.values_list("pk", "revision"))

    def opened(self, holds: type[C]) -> Iterator[tuple[R, C]]:
        """Yield each row that opens, with its content, which is what the kind `holds`.

        The overview of what is kept reports the others.
        """
        for row in self._rows:
            with suppress(NotOpened):
                yield row, store.opened(cast("Holding[C]", row), self.vault)

    def contents(self, holds: type[C]) -> Iterator[C]:
        """Yield the content of each row that opens. Pages may look at ten thousand: no model is made for each."""
        return store.contents(self._rows, holds, self.vault)

    def months(self) -> list[tuple[date, int]]:
        """Return how many rows there are in each month, the newest first."""
        return list(self._rows.values_list("month").annotate(Count("pk")).order_by("-month"))

    def marked(self, mark: int) -> "QuerySet[R, Any]":
        """Return them as plain values behind a mark, as `together` asks for them."""
        return self._rows.values_list(Value(mark), *_FIELDS)

    def size(self) -> int:
        """Return how many sealed bytes they have together."""
        return self._rows.aggregate(size=Sum(Length("sealed")))["size"] or 0


def of(vault: Vault, kind: type[R]) -> Owned[R]:
    return Owned(vault, kind, kind.objects.filter(account_id=vault.record.owner))


def is_taken(kind: type[SealedRow], row_id: UUID) -> bool:
    """Whether any row has this id, whoever's it is. Nobody may be told; a new row then gets another id."""
    return kind.with_hidden.filter(pk=row_id).exists()


def together(one: Owned[R], other: Owned[S]) -> tuple[list[R], list[S]]:
    """Return rows of two kinds, asked of the database by one question."""
    found, others = list[R](), list[S]()
    for is_other, *values in one.marked(0).union(other.marked(1), all=True):
        if is_other:
            others.append(other.kind.from_db(None, _FIELDS, values))
        else:
            found.append(one.kind.from_db(None, _FIELDS, values))
    return found, others
