"""What is kept about safety."""

from typing import Any

from middleway.web.records.models import SealedRow


class Ledger(SealedRow):
    """What speaks of danger, without the words (`ledger.py`). One for each account; an archive can bring another."""

    table = "care.ledger"  # the app that it was in when the first were sealed

    @staticmethod
    def words_in(content: dict[str, Any]) -> list[str]:
        return []
