"""What the owner corrects in the picture of a loop."""

from uuid import UUID

from middleway.vault import Vault
from middleway.web.patterns.content import CorrectionContent
from middleway.web.records.models import SealedRow, derived_id


class Correction(SealedRow):
    """The corrections of the picture with one person."""

    holds = CorrectionContent


def row_id(vault: Vault, whose: str) -> UUID:
    """Return the id of the one row of corrections for a person."""
    return derived_id("correction", vault.record.owner, UUID(whose) if whose else UUID(int=0))
