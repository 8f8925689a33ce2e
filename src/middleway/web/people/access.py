"""Finds the owner's own row for an id. Other rows are "not found", so that an id does not reveal whether it exists."""

from uuid import UUID

from middleway.vault import Vault
from middleway.web.people.models import Person, row_id
from middleway.web.records.owned import of


def person_of(vault: Vault, person_id: UUID) -> Person:
    return of(vault, Person).get_or_404(person_id)


def added_on(page: UUID | None, vault: Vault) -> Person:
    """Return the person who was added on a page. Raises Http404."""
    return of(vault, Person).get_or_404(row_id(vault, page) if page else None)
