"""What the ledger's row holds."""

from typing import Self

from msgspec.structs import replace

from middleway.web.records.content import Content
from middleway.web.safety.entries import AnsweredCheck, Book, FoundSign, SaidOfSafety
from middleway.web.safety.questionnaire import result


class LedgerContent(Content, frozen=True, kw_only=True):
    found: list[FoundSign]
    checks: list[AnsweredCheck]
    said: list[SaidOfSafety]

    @property
    def book(self) -> Book:
        return Book(self.found, self.checks, self.said)

    def brought_in(self) -> Self:
        """Return only what makes careful or more. What it says was found is looked for in the texts themselves."""
        checks = [one for one in self.checks if not result(one.answers).is_ordinary]
        return replace(self, found=[], checks=checks, said=[one for one in self.said if one.raises])


def content_of(book: Book, changed: str) -> LedgerContent:
    return LedgerContent(found=book.found, checks=book.checks, said=book.said, changed=changed)
