"""From an id in an address to one's own draft. Somebody else's is "not found": no id may tell whether it exists."""

from uuid import UUID

from django.http import Http404

from middleway.vault import Vault
from middleway.web.drafts.models import FormDraft
from middleway.web.drafts.queries import Typed
from middleway.web.records import store
from middleway.web.records.owned import of


def draft_of(vault: Vault, draft_id: UUID) -> Typed:
    """Return one's own draft. One that is over is "not found" too. Raises NotOpened."""
    row = of(vault, FormDraft).get_or_404(draft_id)
    found = Typed(row, store.opened(row, vault))
    if found.is_over:
        raise Http404
    return found
