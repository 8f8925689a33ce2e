"""What was typed into a form and is not kept yet."""

from middleway.web.drafts.content import FormDraftContent
from middleway.web.records.models import SealedRow


class FormDraft(SealedRow):
    """The boxes of one form as they were last typed."""

    has_forms = False
    holds = FormDraftContent
