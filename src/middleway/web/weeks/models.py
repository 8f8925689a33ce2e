"""What people write during the program "me first, then us"."""

from middleway.web.records.models import SealedRow
from middleway.web.weeks.content import WeekContent


class Part(SealedRow):
    """The owner's words at one part."""

    holds = WeekContent
