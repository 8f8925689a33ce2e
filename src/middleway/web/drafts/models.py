"""What was typed into a form and is not kept yet."""

from typing import Any

from middleway.web.shell.models import SealedRow


class FormDraft(SealedRow):
    """The boxes of one form as they were last typed.

    Content: `address`, the parts of the form's address, and `box`, which of the forms that are sent there; `stands_on`, the parts of its
    page's address; `page`, which opened page typed it; `texts`, `lines` (boxes of many lines and of one, name to text) and `chosen` (name to
    values); `changed`. An address is in parts because the ids in it may get other names: an archive that comes in renames what stands alone.
    """

    @staticmethod
    def words_in(content: dict[str, Any]) -> list[str]:
        return [*content["texts"].values(), *content["lines"].values()]

    @staticmethod
    def is_brief(content: dict[str, Any]) -> bool:
        return not any(content["texts"].values())
