"""What a person wrote down: moments they keep, and drafts that are not finished."""

from dataclasses import dataclass

from middleway.web.moments.content import DraftContent, MomentContent
from middleway.web.records.models import SealedRow


class Moment(SealedRow):
    """Words that were kept, with all that was answered about them on the way."""

    holds = MomentContent


class Draft(SealedRow):
    """Words that are being written, saved every few seconds."""

    has_forms = False
    holds = DraftContent


@dataclass(frozen=True, slots=True)
class Began:
    """What a draft began from: moment `of` in its `revision`. `pages`: the one it is typed on, and the one before."""

    of: str = ""
    revision: int | None = None
    pages: tuple[str, ...] = ()

    def content(self, text: str) -> DraftContent:
        """Return what a draft with these words holds, still without its time."""
        page = self.pages[0] if self.pages else ""
        return DraftContent(text=text, of=self.of, revision=self.revision or None, page=page, changed="")
