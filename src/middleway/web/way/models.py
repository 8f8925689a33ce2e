"""What comes back to somebody by itself."""

from typing import Any

from middleway.web.shell.models import SealedRow


class Return(SealedRow):
    """One for each account at most. Content: `until`, when somebody said they would be back, and `moment`, from which; `viewed`, when
    they last took the well-wisher's view; all may be missing. Times are ISO 8601.
    """

    @staticmethod
    def words_in(content: dict[str, Any]) -> list[str]:
        return []
