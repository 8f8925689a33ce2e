"""Everything that a person keeps, as words for anybody to read: for a table, and for a page to print."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from middleway.vault import NotOpened, Vault
from middleway.web.accounts.models import Account
from middleway.web.care.ledger import LISTS
from middleway.web.care.models import Ledger
from middleway.web.moments.models import Moment
from middleway.web.shell import store
from middleway.web.way.queries import Way, way_of
from middleway.web.way.told import Told, told

# For programs alone: when, which other row is meant, and what was found in a text.
_NOT_WORDS = {
    "written", "changed", "page", "at", "person", "card", "of", "moment", "recording", "sound", "type", "signs", "read", *LISTS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Printed:
    """One row on the page to print. `way` and `told`: of a moment; `words`: of anything else; `sample`: of the sample story."""

    when: str
    way: Way | None
    told: list[Told]
    words: list[tuple[str, str]]
    sample: bool


def words(content: store.Content) -> Iterator[tuple[str, str]]:
    """Yield (where, text) for everything in a row that is words or a number."""
    yield from _words("", content)


def printed(account: Account, vault: Vault) -> list[Printed]:
    """Return every row that opens, oldest first."""
    found = []
    for row in store.rows_of(vault):
        if isinstance(row, Ledger):
            continue
        try:
            content = store.content_of(row, vault)
            way = way_of(account, vault, row) if isinstance(row, Moment) else None
        except NotOpened:
            continue
        rest = [] if way else [(what, text) for what, text in words(content) if what != "sample"]
        when = str(content.get("written", content["changed"]))
        found.append(Printed(when, way, told(way) if way else [], rest, store.is_sample(content)))
    return sorted(found, key=lambda row: row.when)


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
