"""What is said of somebody close."""

from typing import Annotated

from middleway.content import TIES
from middleway.web.records.content import Content
from middleway.web.records.marks import Chosen, PageId, Words, one_of


class PersonContent(Content, frozen=True, kw_only=True):
    """`name`: one sign is enough, and people may type anything there; `close`: see forms.py."""

    name: Words
    tie: Annotated[str, one_of(*TIES)]
    close: Chosen
    page: PageId = ""

    @property
    def is_brief(self) -> bool:
        return True
