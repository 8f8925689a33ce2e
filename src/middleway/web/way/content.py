"""What Middleway reminds people of by itself."""

from typing import Annotated, Self

import msgspec
from msgspec.structs import replace

from middleway.web.records import values
from middleway.web.records.content import Content
from middleway.web.records.marks import Mark, Meaning, RowId
from middleway.web.records.values import Misshapen

MANY = 20  # questions how it went are kept, the newest


class AskedLater(msgspec.Struct, frozen=True, kw_only=True):
    """`at`: from when on they are asked how it went at that moment."""

    moment: RowId
    at: Annotated[str, Mark(Meaning.NAMED_TIME, values.within(days=7))]


class ReturnContent(Content, frozen=True, kw_only=True):
    """`until`: when they promised to be back, and `moment`, where; `viewed`: when they took the well-wisher's view;
    `later`: how it went, to be asked.
    """

    until: Annotated[str, Mark(Meaning.NAMED_TIME, values.within(days=1))] = ""
    moment: RowId = ""
    later: list[AskedLater] = []
    viewed: Annotated[str, Mark(Meaning.NAMED_TIME, values.past)] = ""

    def brought_in(self) -> Self:
        if self.until and not self.moment:
            raise Misshapen
        return replace(self, later=list({one.moment: one for one in self.later}.values())[-MANY:])
