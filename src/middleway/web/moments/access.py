"""From an id in an address to one's own row. Somebody else's is "not found": an id must not tell whether it exists."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from middleway.web.accounts.models import Account
from middleway.web.moments.models import Draft, Moment


def moment_of(account: Account, moment_id: UUID) -> Moment:
    return get_object_or_404(Moment, pk=moment_id, account=account)


def draft_of(account: Account, draft_id: UUID) -> Draft:
    return get_object_or_404(Draft, pk=draft_id, account=account)
