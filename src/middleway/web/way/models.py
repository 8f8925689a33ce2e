"""What Middleway reminds people of by itself."""

from middleway.web.records.models import SealedRow
from middleway.web.way.content import ReturnContent


class Return(SealedRow):
    """A promise to come back, and when the well-wisher's view was taken. At most one for each account."""

    holds = ReturnContent
