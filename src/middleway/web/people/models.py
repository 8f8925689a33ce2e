"""The people who are close to the owner."""

from typing import Any
from uuid import UUID

from middleway.vault import Vault
from middleway.web.records.models import SealedRow, derived_id


class Person(SealedRow):
    """Somebody close.

    Content: `name` (one sign is enough), `tie` (one of `middleway.content.TIES`), `close` (see forms), `page` (the page
    that wrote it), `changed`, and `sample` (see Moment).
    """

    @staticmethod
    def words_in(content: dict[str, Any]) -> list[str]:
        return [content["name"]]  # people may type anything there

    @staticmethod
    def is_brief(content: dict[str, Any]) -> bool:
        return True


def row_id(vault: Vault, page: UUID) -> UUID:
    """Return the id of the person who was added on a page."""
    return derived_id("person", vault.record.owner, page)
