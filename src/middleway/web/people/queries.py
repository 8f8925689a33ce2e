"""The people who are close, opened."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from middleway.vault import NotOpened, Vault
from middleway.web.people.content import PersonContent
from middleway.web.people.forms import CLOSENESS, TIES
from middleway.web.people.models import Person
from middleway.web.records import arriving, store
from middleway.web.records.owned import of


@dataclass(frozen=True, slots=True)
class Close:
    """Somebody close. `name` is None if the row does not open; `sample`: they belong to the sample story."""

    id: UUID
    name: str | None
    tie: str
    sample: bool = False

    @property
    def kind(self) -> str:
        return str(TIES.get(self.tie, ""))


def people_of(vault: Vault) -> list[Close]:
    """Return everybody, sorted by name."""
    return in_order(of(vault, Person), vault)


def in_order(rows: Iterable[Person], vault: Vault) -> list[Close]:
    """Open people, and sort them by name."""
    found = [_close(row, vault) for row in rows]
    return sorted(found, key=lambda one: (one.name is None, (one.name or "").casefold()))


def people_arriving(vault: Vault) -> list[Close]:
    """Return the people in an import under way, who are not shown yet."""
    return [_close(row, vault) for row in arriving.hidden(vault, Person)]


def person(vault: Vault, person_id: str) -> Close | None:
    """Return a person by id; None if they are not, or no longer, there."""
    row = of(vault, Person).get(person_id)
    return _close(row, vault) if row else None


def content_of(row: Person, vault: Vault) -> PersonContent:
    """Return a person's content. Raises NotOpened."""
    return store.opened(row, vault)


def said_of(row: Person, vault: Vault) -> list[str]:
    """Return what is kept of a person, in words: name, tie, closeness. Raises NotOpened."""
    content = store.opened(row, vault)
    return [content.name, str(TIES.get(content.tie, "")), str(CLOSENESS.get(content.close, ""))]


def _close(row: Person, vault: Vault) -> Close:
    try:
        content = store.opened(row, vault)
    except NotOpened:
        return Close(row.pk, None, "")
    return Close(row.pk, content.name, content.tie, content.sample)
