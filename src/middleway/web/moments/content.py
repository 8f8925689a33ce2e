"""What a moment and a draft hold."""

from typing import Annotated
from uuid import UUID

import msgspec
from django.urls import reverse

from middleway.web.questions.answers import WayAnswers
from middleway.web.records.content import Content
from middleway.web.records.marks import (
    READING,
    Chosen,
    Code,
    Count,
    MaybeRowId,
    Meaning,
    PageId,
    Place,
    Time,
    Words,
    one_of,
)


class HeatRating(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How hot it was, 0 to 10; None for "I cannot tell". `helped`: the practices that were used since the last time."""

    at: Time
    value: Annotated[int | None, one_of(None, *range(11), meaning=Meaning.NUMBER)]
    helped: list[Chosen] = []


class TextReading(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How the words `of` a digest read: the place on each spectrum and the response, each only where it is sure."""

    of: Code = ""
    response: Code = ""
    awareness: Place | None = None
    belonging: Place | None = None
    warmth_self: Place | None = None
    warmth_other: Place | None = None


class WrittenContent(Content, frozen=True, kw_only=True):
    """What a moment and a draft have in common."""

    text: Words


class MomentContent(WrittenContent, frozen=True, kw_only=True):
    """Words that were kept. `person`: whom it is about, or ""; `card`: the card of comfort that was made of it."""

    written: Time
    person: MaybeRowId = ""
    card: MaybeRowId = ""
    heat: list[HeatRating] = []
    way: WayAnswers = WayAnswers()
    read: Annotated[TextReading | None, READING] = None

    @property
    def about(self) -> str:
        return self.person

    def found_at(self, row: UUID) -> str:
        return reverse("way:whole", args=[row])


class DraftContent(WrittenContent, frozen=True, kw_only=True):
    """Words that are being written. `of`: a moment's id, or ""; `revision`: of that moment's words."""

    of: MaybeRowId = ""
    revision: Count = None
    page: PageId = ""

    def found_at(self, row: UUID) -> str:
        return reverse("moments:draft", args=[row])
