"""What Middleway reminds people of by itself."""

from typing import Any

from middleway.web.records.models import SealedRow


class Return(SealedRow):
    """At most one for each account.

    Content: `until`, the time at which they promised to be back, and `moment`, at which they promised; `viewed`, when
    they last took the well-wisher's view. All may be missing. Times are ISO 8601.
    """

    @staticmethod
    def words_in(content: dict[str, Any]) -> list[str]:
        return []
