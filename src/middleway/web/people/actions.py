"""Writes: each sealed, and in one transaction."""

from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from middleway.vault import Vault
from middleway.web.people.models import Person
from middleway.web.shell import store
from middleway.web.shell.models import derived_id


@transaction.atomic
def add(vault: Vault, *, page: UUID | None, **said: str) -> None:
    """Add somebody; a page that is sent twice adds one person."""
    store.locked(vault)
    own = derived_id("person", vault.record.owner, page or uuid4())
    save(Person.objects.filter(pk=own).first() or Person(id=own), vault, **said)


@transaction.atomic
def save(person: Person, vault: Vault, *, name: str, tie: str, close: str) -> None:
    store.locked(vault)
    content = store.content_of(person, vault) if person.revision else {}
    content |= {"name": name, "tie": tie, "close": close, "changed": timezone.now().isoformat()}
    store.write(person, content, vault)


def erase(person: Person, vault: Vault) -> None:
    store.erase([person], vault)
