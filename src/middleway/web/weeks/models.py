"""What somebody writes on the way through "me first, then us"."""

from typing import Any

from middleway.web.shell.models import SealedRow


class Part(SealedRow):
    """One's own words at one part. Content: `number`, `text`, `page` (which page wrote it), `written`, `changed`."""

    @staticmethod
    def words_in(content: dict[str, Any]) -> list[str]:
        return [content["text"]]
