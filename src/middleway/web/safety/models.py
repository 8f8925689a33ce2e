"""What is kept about safety."""

from middleway.web.records.models import SealedRow
from middleway.web.safety.content import LedgerContent


class Ledger(SealedRow):
    """What speaks of danger, without the words (`ledger.py`). One for each account; an archive can bring another."""

    table = "care.ledger"  # the app that it was in when the first were sealed
    holds = LedgerContent
