"""Writes: each sealed, and in one transaction."""

from django.utils import timezone

from middleway.vault import Vault
from middleway.web.people.models import Person
from middleway.web.shell import store


def save(person: Person, vault: Vault, *, name: str, tie: str, close: str) -> None:
    store.write(person, {"name": name, "tie": tie, "close": close, "changed": timezone.now().isoformat()}, vault)


def erase(person: Person, vault: Vault) -> None:
    store.erase([person], vault)
