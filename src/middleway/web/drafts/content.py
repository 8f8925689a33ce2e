"""What was typed into a form and is not kept yet."""

from datetime import datetime, timedelta
from typing import Final, Self

from django.utils import timezone

from middleway.web.drafts.addresses import Address, address_today, is_written
from middleway.web.drafts.boxes import are_too_much
from middleway.web.records.content import Content
from middleway.web.records.marks import Chosen, Code, PageId, Words
from middleway.web.records.values import Misshapen

KEPT_FOR: Final = timedelta(days=30)  # after the last word


class FormDraftContent(Content, frozen=True, kw_only=True):
    """The boxes of one form as they were last typed.

    `address`: the parts of the form's address; `box`: which of the forms sent there; `began`: a mark of what was kept
    there when it was opened; `stands_on`: the parts of its page's address; `page`: which opened page typed it; `texts`
    and `lines`: boxes of many lines and of one; `chosen`: the values of each list. Addresses are in parts because an
    archive that comes in gets new ids, and an id is replaced only where it stands alone. The mark is of the words and
    not of a revision, which is another one in an archive.
    """

    address: list[Code]
    box: Code
    began: Code
    stands_on: list[Code]
    page: PageId
    texts: dict[str, Words]
    lines: dict[str, Words]
    chosen: dict[str, list[Chosen]]

    @property
    def form(self) -> Address:
        return address_today(self.address, self.box, self.began)

    @property
    def page_address(self) -> Address:
        return address_today(self.stands_on)

    @property
    def is_brief(self) -> bool:
        return not any(self.texts.values())

    @property
    def is_over(self) -> bool:
        return datetime.fromisoformat(self.changed) < timezone.now() - KEPT_FOR

    def brought_in(self) -> Self:
        """Refuse what no form could find again, no page could go on with, or no form could have saved."""
        if not (is_written(self.form) and is_written(self.page_address)) or self.page.split() != [self.page]:
            raise Misshapen
        boxes = [(name, [words]) for named in (self.texts, self.lines) for name, words in named.items()]
        if are_too_much([*boxes, *self.chosen.items()]):
            raise Misshapen
        return self
