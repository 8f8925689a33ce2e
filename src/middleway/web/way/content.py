"""What Middleway reminds people of by itself."""

from typing import Annotated, Self

from middleway.web.records import values
from middleway.web.records.content import Content
from middleway.web.records.marks import Mark, Meaning, RowId
from middleway.web.records.values import Misshapen


class ReturnContent(Content, frozen=True, kw_only=True):
    """`until`: when they promised to be back, and `moment`, where; `viewed`: when they took the well-wisher's view."""

    until: Annotated[str, Mark(Meaning.NAMED_TIME, values.within_a_day)] = ""
    moment: RowId = ""
    viewed: Annotated[str, Mark(Meaning.NAMED_TIME, values.past)] = ""

    def brought_in(self) -> Self:
        if self.until and not self.moment:
            raise Misshapen
        return self
