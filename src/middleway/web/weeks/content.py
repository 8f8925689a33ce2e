"""What somebody wrote at one part of the program."""

from typing import Annotated
from uuid import UUID

from django.urls import reverse

from middleway.content import ENGLISH, library
from middleway.web.records.content import Content
from middleway.web.records.marks import Meaning, PageId, Words, one_of


class WeekContent(Content, frozen=True, kw_only=True):
    number: Annotated[int, one_of(*(week.number for week in library(ENGLISH).weeks), meaning=Meaning.NUMBER)]
    text: Words
    page: PageId

    def found_at(self, row: UUID) -> str:
        return reverse("weeks:part", args=[self.number])
