"""From an id in an address to one's own row. Somebody else's is "not found": an id must not tell whether it exists."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from middleway.web.accounts.models import Account
from middleway.web.people.models import Person


def person_of(account: Account, person_id: UUID) -> Person:
    return get_object_or_404(Person, pk=person_id, account=account)
