"""Finds the owner's own row for an id. Other rows are "not found", so that an id does not reveal whether it exists."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from middleway.vault import Vault
from middleway.web.accounts.models import Account
from middleway.web.people.models import Person, row_id


def person_of(account: Account, person_id: UUID) -> Person:
    return get_object_or_404(Person, pk=person_id, account=account)


def added_on(page: UUID | None, vault: Vault) -> Person:
    """Return the person who was added on a page. Raises Http404."""
    return get_object_or_404(Person, pk=row_id(vault, page) if page else None, account=vault.record.owner)
