"""Writes: each sealed, and in one transaction."""

from django.db import transaction
from django.utils import timezone

from middleway.vault import Vault
from middleway.web.people.models import Person
from middleway.web.shell import store


@transaction.atomic
def save(person: Person, vault: Vault, *, name: str, tie: str, close: str) -> None:
    store.locked(vault)
    content = store.content_of(person, vault) if person.revision else {}
    content |= {"name": name, "tie": tie, "close": close, "changed": timezone.now().isoformat()}
    store.write(person, content, vault)


def erase(person: Person, vault: Vault) -> None:
    store.erase([person], vault)
