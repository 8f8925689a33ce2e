"""Writes: each sealed, and in one transaction. Names are read before it begins, so that nobody waits for that."""

from uuid import UUID, uuid4

from django.utils import timezone

from middleway.vault import Vault
from middleway.web.people.models import Person
from middleway.web.shell import store
from middleway.web.shell.models import derived_id


def add(vault: Vault, *, page: UUID | None, name: str, tie: str, close: str) -> None:
    """Add somebody; a page that is sent twice adds one person."""
    own = derived_id("person", vault.record.owner, page or uuid4())
    save(Person(id=own), vault, name=name, tie=tie, close=close)


def save(person: Person, vault: Vault, *, name: str, tie: str, close: str) -> None:
    """Put this in the place of what was said of somebody; what else stands with them stays."""
    said = {"name": name, "tie": tie, "close": close, "changed": timezone.now().isoformat()}

    def changed() -> tuple[Person, store.Content]:
        row = Person.objects.filter(pk=person.pk, account_id=vault.record.owner).first() or Person(id=person.pk)
        return row, (store.content_of(row, vault) if row.revision else {}) | said

    store.change(vault, changed)


def erase(person: Person, vault: Vault) -> None:
    store.erase([person], vault)
