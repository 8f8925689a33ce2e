"""Writes: each sealed, and in one transaction. Names are read before it begins, so that nobody waits for that."""

from uuid import UUID, uuid4

from django.utils import timezone

from middleway.vault import Vault
from middleway.web import meanwhile
from middleway.web.people.models import Person, row_id
from middleway.web.shell import store


def add(vault: Vault, *, seen: str = "", page: UUID | None = None, **said: str) -> None:
    """Add somebody; a page that is sent twice adds one person. Raises ChangedMeanwhile when they were changed since."""
    save(Person(id=row_id(vault, page or uuid4())), vault, seen=seen, page=page, **said)


def save(person: Person, vault: Vault, *, seen: str = "", page: UUID | None = None, **said: str) -> None:
    """Put what is `said` of somebody (`name`, `tie`, `close`) in the place of what a page has seen; what else stands with them stays.

    Raises ChangedMeanwhile.
    """
    own, now = str(page or uuid4()), timezone.now().isoformat()

    def changed() -> tuple[Person, store.Content]:
        row = Person.objects.filter(pk=person.pk, account_id=vault.record.owner).first() or Person(id=person.pk)
        before = store.content_of(row, vault) if row.revision else {}
        meanwhile.check(before.get("page", ""), seen, own)
        return row, {**before, **said, "page": own, "changed": now}

    store.change(vault, changed)


def erase(person: Person, vault: Vault) -> None:
    store.erase([person], vault)
