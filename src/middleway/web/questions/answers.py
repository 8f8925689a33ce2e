"""What the answers of a step say."""

from typing import Any

from middleway.reading import WrittenBy
from middleway.reading.labels import WRITERS


def writer_of(see: dict[str, Any]) -> WrittenBy:
    """Return who wrote a moment's words, as its owner says at the step "See it"; the owner, if they say nothing."""
    return next((one for one in WRITERS if one == see.get("written_by")), "me")
