"""What the ledger holds (`ledger.py`)."""

from typing import Annotated, Self

import msgspec

from middleway.web.records.content import Content
from middleway.web.records.marks import Code, Flag, MaybeRowId, Meaning, Names, RowId, TimeInUtc, one_of
from middleway.web.safety.ledger import CALM, SAFE_NOW, UNSAFE
from middleway.web.safety.questionnaire import QUESTIONS, result
from middleway.web.safety.states import Reason


class FoundSign(msgspec.Struct, frozen=True, kw_only=True):
    """What was found in a row. `person`: an id, or "" for nobody named; `of`: which text, as a digest."""

    row: RowId
    person: MaybeRowId
    kind: Annotated[str, one_of(*map(str, Reason), meaning=Meaning.CODE)]
    clear: Flag
    of: Code
    at: TimeInUtc


class AnsweredCheck(msgspec.Struct, frozen=True, kw_only=True):
    """The answers to the private questions about somebody."""

    person: MaybeRowId
    at: TimeInUtc
    answers: Annotated[dict[str, Code], Names({one.name for one in QUESTIONS})]


class SaidOfSafety(msgspec.Struct, frozen=True, kw_only=True):
    """The writer's own word. `moment`: in which it was said, or "" for a page of its own."""

    person: MaybeRowId
    what: Annotated[str, one_of(UNSAFE, CALM, SAFE_NOW, meaning=Meaning.CODE)]
    at: TimeInUtc
    moment: MaybeRowId = msgspec.field(default="", name="from")


class LedgerContent(Content, frozen=True, kw_only=True):
    found: list[FoundSign]
    checks: list[AnsweredCheck]
    said: list[SaidOfSafety]

    def brought_in(self) -> Self:
        """Return only what makes careful or more. What it says was found is looked for in the texts themselves."""
        return msgspec.structs.replace(
            self,
            found=[],
            checks=[one for one in self.checks if not result(one.answers).is_ordinary],
            said=[one for one in self.said if one.what == UNSAFE],
        )
