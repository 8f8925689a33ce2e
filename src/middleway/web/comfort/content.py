"""What a card of comfort and its recording hold."""

from base64 import b64decode
from typing import Annotated, Self
from uuid import UUID

from django.urls import reverse

from middleway.web.comfort.sounds import LARGEST, TYPES, kind_of
from middleway.web.records.content import Content
from middleway.web.records.marks import Mark, MaybeRowId, Meaning, PageId, RowId, Time, Words, one_of
from middleway.web.records.values import Misshapen, any_text


class CardContent(Content, frozen=True, kw_only=True):
    """`page`: which page kept it; `recording`: its recording, if there is one."""

    text: Words
    written: Time
    page: PageId = ""
    recording: MaybeRowId = ""

    def found_at(self, row: UUID) -> str:
        return reverse("comfort:change", args=[row])


class RecordingContent(Content, frozen=True, kw_only=True):
    """`sound`: the file, in base64. What is spoken is not read."""

    card: RowId
    type: Annotated[str, one_of(*sorted(TYPES), meaning=Meaning.CODE)]
    sound: Annotated[str, Mark(Meaning.SOUND, any_text)]

    def brought_in(self) -> Self:
        sound = b64decode(self.sound, validate=True)
        if kind_of(sound) != self.type or len(sound) > LARGEST:
            raise Misshapen
        return self
