"""From an id in an address to one's own draft. Somebody else's is "not found": no id may tell whether it exists."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from middleway.vault import Vault
from middleway.web.accounts.models import Account
from middleway.web.drafts.models import FormDraft
from middleway.web.drafts.queries import Typed
from middleway.web.records import store


def draft_of(account: Account, draft_id: UUID, vault: Vault) -> Typed:
    """Return one's own draft. One that is over is "not found" too. Raises NotOpened."""
    row = get_object_or_404(FormDraft, pk=draft_id, account=account)
    found = Typed(row, store.content_of(row, vault))
    if found.is_over:
        raise Http404
    return found
