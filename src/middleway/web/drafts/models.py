"""What was typed into a form and is not kept yet."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.utils import timezone

from middleway.web.drafts.content import FormDraftContent
from middleway.web.records.models import SealedRow

KEPT_FOR: Final = timedelta(days=30)  # after the last word


class FormDraft(SealedRow):
    """The boxes of one form as they were last typed."""

    has_forms = False
    holds = FormDraftContent

    @staticmethod
    def is_brief(content: dict[str, Any]) -> bool:
        return not any(content["texts"].values())

    @staticmethod
    def is_over(changed: str) -> bool:
        return datetime.fromisoformat(changed) < timezone.now() - KEPT_FOR
