"""What is kept for safety's sake."""

from middleway.web.care.content import PaperContent
from middleway.web.records.models import SealedRow


class Paper(SealedRow):
    """Private notes on one of `notes.PAPERS`."""

    holds = PaperContent
