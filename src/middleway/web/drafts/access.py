"""From an id in an address to one's own row. Somebody else's is "not found": an id must not tell whether it exists."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from middleway.web.accounts.models import Account
from middleway.web.drafts.models import FormDraft


def draft_of(account: Account, draft_id: UUID) -> FormDraft:
    return get_object_or_404(FormDraft, pk=draft_id, account=account)
