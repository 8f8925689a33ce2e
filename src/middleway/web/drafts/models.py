"""What was typed into a form and is not kept yet."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.utils import timezone

from middleway.web.records.models import SealedRow

KEPT_FOR: Final = timedelta(days=30)  # after the last word


class FormDraft(SealedRow):
    """The boxes of one form as they were last typed.

    Content: `address`, the parts of the form's address; `box`, which of the forms sent there; `began`, a mark of what
    was kept there when it was opened; `stands_on`, the parts of its page's address; `page`, which opened page typed it;
    `texts` and `lines` (boxes of many lines and of one, name to text); `chosen` (name to values); `changed`. Addresses
    are in parts because an archive that comes in gets new ids, and an id is replaced only where it stands alone. The
    mark is of the words and not of a revision, which is another one in an archive.
    """

    has_forms = False

    @staticmethod
    def words_in(content: dict[str, Any]) -> list[str]:
        return [*content["texts"].values(), *content["lines"].values()]

    @staticmethod
    def is_brief(content: dict[str, Any]) -> bool:
        return not any(content["texts"].values())

    @staticmethod
    def is_over(content: dict[str, Any]) -> bool:
        return datetime.fromisoformat(content["changed"]) < timezone.now() - KEPT_FOR
