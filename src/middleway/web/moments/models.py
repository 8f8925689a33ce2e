"""What a person wrote down: moments they keep, and drafts that are not finished."""

from dataclasses import dataclass
from typing import Any

from middleway.web.records.models import SealedRow

# Answers on the way that are a choice or a mark, not words.
_CHOSEN = {"page", "until", "missing", "safe", "when", "heard", "mended"}


class Moment(SealedRow):
    """Words that were kept. Content: `text`; `written`, `changed` (ISO 8601); `sample`: true in the sample story."""

    @staticmethod
    def words_in(content: dict[str, Any]) -> list[str]:
        steps = content.get("way", {}).values()
        answers = [value for step in steps for name, value in step.items() if name not in _CHOSEN]
        return [content["text"], *(value for value in answers if isinstance(value, str))]


class Draft(SealedRow):
    """Words that are being written, saved every few seconds.

    Content: `text`; `changed`; `of`, a moment's id or ""; `revision`, of that moment's words; `page`, which opened page
    typed it last.
    """

    has_forms = False

    @staticmethod
    def words_in(content: dict[str, Any]) -> list[str]:
        return [content["text"]]


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
