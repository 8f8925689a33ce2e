"""What is kept for safety's sake."""

from typing import Any

from middleway.web.records.models import SealedRow


class Paper(SealedRow):
    """Private notes on one of `papers.PAPERS`. Content: `kind`, `answers` (name to text), `written`, `changed`."""

    @staticmethod
    def words_in(content: dict[str, Any]) -> list[str]:
        return [value for name, value in content["answers"].items() if name != "page" and isinstance(value, str)]
