"""The people who are close to the owner."""

from uuid import UUID

from middleway.vault import Vault
from middleway.web.people.content import PersonContent
from middleway.web.records.models import SealedRow, derived_id


class Person(SealedRow):
    """Somebody close."""

    holds = PersonContent


def row_id(vault: Vault, page: UUID) -> UUID:
    """Return the id of the person who was added on a page."""
    return derived_id("person", vault.record.owner, page)
