"""Writes people: sealed, and each in one batch. Names are read for signs before that is opened."""

from uuid import UUID, uuid4

from django.utils import timezone
from msgspec.structs import replace

from middleway.vault import Vault
from middleway.web import meanwhile
from middleway.web.people.content import PersonContent
from middleway.web.people.models import Person, row_id
from middleway.web.records import store
from middleway.web.records.owned import of
from middleway.web.records.writing import change, writing

_NOBODY = PersonContent(name="", tie="", close="", changed="")


def add(vault: Vault, *, seen: str = "", page: UUID | None = None, **said: str) -> None:
    """Add somebody; a page sent twice adds one person. Raises ChangedMeanwhile if they were changed since."""
    save(Person(id=row_id(vault, page or uuid4())), vault, seen=seen, page=page, **said)


def save(person: Person, vault: Vault, *, seen: str = "", page: UUID | None = None, **said: str) -> None:
    """Replace what a page has `seen` of somebody with what is `said` (`name`, `tie`, `close`); the rest stays.

    Raises ChangedMeanwhile.
    """
    own, now = str(page or uuid4()), timezone.now().isoformat()

    def changed() -> tuple[Person, PersonContent]:
        row = of(vault, Person).get(person.pk) or Person(id=person.pk)
        before = store.opened(row, vault) if row.revision else _NOBODY
        meanwhile.check(before.page, seen, own)
        return row, replace(before, **said, page=own, changed=now)

    change(vault, changed)


def erase(person: Person, vault: Vault) -> None:
    with writing(vault) as batch:
        batch.erase([person])
