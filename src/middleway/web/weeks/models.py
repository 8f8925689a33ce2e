"""What people write during the program "me first, then us"."""

from typing import Any

from middleway.web.records.models import SealedRow


class Part(SealedRow):
    """The owner's words at one part. Content: `number`, `text`, `page` (that wrote it), `written`, `changed`."""

    @staticmethod
    def words_in(content: dict[str, Any]) -> list[str]:
        return [content["text"]]
