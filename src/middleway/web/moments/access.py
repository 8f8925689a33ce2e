"""From an id in an address to one's own row. Somebody else's is "not found": an id must not tell whether it exists."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from middleway.web.accounts.models import Account
from middleway.web.moments.models import Draft, Moment


def moment_of(account: Account, moment_id: UUID) -> Moment:
    return get_object_or_404(Moment, pk=moment_id, account=account)


def moment_or_none(account: Account, moment_id: str) -> Moment | None:
    """Return the moment that a draft changes; None when it changes none, or one that has been deleted since."""
    return Moment.objects.filter(pk=moment_id, account=account).first() if moment_id else None


def draft_of(account: Account, draft_id: UUID) -> Draft:
    return get_object_or_404(Draft, pk=draft_id, account=account)
