"""What the ledger holds: plain entries, without the words. Times are ISO 8601 in UTC, so that they sort as text."""

from typing import Annotated, Final

import msgspec

from middleway.web.records.marks import Code, Flag, MaybeRowId, Meaning, Names, RowId, TimeInUtc, one_of
from middleway.web.safety.questionnaire import QUESTIONS
from middleway.web.safety.states import Reason

# What can be said: not safe with them; a wrong guess; I am safe for now.
UNSAFE, CALM, SAFE_NOW = "unsafe", "calm", "safe_now"
_SAID: Final = one_of(UNSAFE, CALM, SAFE_NOW, meaning=Meaning.CODE)


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """`person`: an id, or "" for nobody named."""

    person: MaybeRowId
    at: TimeInUtc

    @property
    def raises(self) -> bool:
        """Whether it makes careful or more, and never calms."""
        return True


class FoundSign(Entry, frozen=True, kw_only=True):
    """What was found in a row. `row`: what was written; `of`: which text, as a digest."""

    row: RowId
    kind: Annotated[str, one_of(*map(str, Reason), meaning=Meaning.CODE)]
    clear: Flag
    of: Code


class AnsweredCheck(Entry, frozen=True, kw_only=True):
    """The answers to the private questions about somebody."""

    answers: Annotated[dict[str, Code], Names({one.name for one in QUESTIONS})]


class SaidOfSafety(Entry, frozen=True, kw_only=True):
    """The writer's own word. `moment`: in which it was said, or "" for a page of its own."""

    what: Annotated[str, _SAID]
    moment: MaybeRowId = msgspec.field(default="", name="from")

    @property
    def raises(self) -> bool:
        return self.what == UNSAFE


class Book(msgspec.Struct, frozen=True):
    """All of it: what was found in words, answered to the questions, and said."""

    found: list[FoundSign] = []
    checks: list[AnsweredCheck] = []
    said: list[SaidOfSafety] = []

    @property
    def people(self) -> set[str]:
        return {one.person for entries in (self.found, self.checks, self.said) for one in entries}
