"""What a person wrote down: moments they keep, and drafts that are not finished."""

from dataclasses import dataclass
from typing import Any

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

    @property
    def content(self) -> dict[str, Any]:
        revision = {"revision": self.revision} if self.revision else {}
        return {"of": self.of, **revision, **({"page": self.pages[0]} if self.pages else {})}
