"""What a person wrote down: moments they keep, and drafts that are not finished."""

from middleway.web.shell.models import SealedRow


class Moment(SealedRow):
    """Words that were kept. Content: `text`, `written` and `changed` (ISO 8601); `sample`, true where it is of the sample story."""


class Draft(SealedRow):
    """Words that are being written, saved every few seconds. Content: `text`, `changed`, and `of`, a moment's id or "" ."""
