"""From an id in an address to one's own row. Somebody else's is "not found": an id must not tell whether it exists."""

from uuid import UUID

from middleway.vault import Vault
from middleway.web.moments.models import Draft, Moment
from middleway.web.records.owned import of


def moment_of(vault: Vault, moment_id: UUID) -> Moment:
    return of(vault, Moment).get_or_404(moment_id)


def moment_or_none(vault: Vault, moment_id: str) -> Moment | None:
    """Return the moment that a draft changes; None when it changes none, or one that has been deleted since."""
    return of(vault, Moment).get(moment_id)


def draft_of(vault: Vault, draft_id: UUID) -> Draft:
    return of(vault, Draft).get_or_404(draft_id)
