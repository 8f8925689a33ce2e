"""What a sealed row holds. Each kind of row has a content of its own, whose fields say what they are (`marks.py`).

A field, and a question whose answer was ever kept, stays: what an older version sealed must open.
"""

import json
from datetime import datetime
from typing import Annotated, Protocol, Self, TypeVar
from uuid import UUID

import msgspec

from middleway.vault import NotOpened
from middleway.web.records.marks import READING, Chosen, Flag, Time, Yes

# From the digest of a text to what it speaks of: the kind of sign, and whether it is clear.
Signs = dict[str, list[tuple[Chosen, Flag]]]


class Content(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What every kind has. Times are ISO 8601 with a zone. `sample`: the row belongs to the sample story."""

    changed: Time
    written: Time = ""
    sample: Yes = False
    signs: Annotated[Signs, READING] = {}

    @property
    def when(self) -> datetime:
        """When it was written; for what knows only when it was changed last, that."""
        return datetime.fromisoformat(self.written or self.changed)

    @property
    def about(self) -> str:
        """The id of the person whom it is about; "" for nobody named."""
        return ""

    @property
    def is_brief(self) -> bool:
        """Whether its texts are a few words without context: of their signs, only a crisis counts without asking."""
        return False

    @property
    def is_over(self) -> bool:
        """Whether its time is over: it is neither shown nor exported, and will be deleted."""
        return False

    def found_at(self, row: UUID) -> str:
        """Return the page to which a search leads that finds words in this row; "" for a kind that no search shows."""
        return ""

    def brought_in(self) -> Self:
        """Return what of this may come in with an archive.

        Raises Misshapen for what no page of ours could have kept.
        """
        return self


C = TypeVar("C", bound=Content)
C_co = TypeVar("C_co", bound=Content, covariant=True)


class Holding(Protocol[C_co]):
    """A kind of row, by what it holds."""

    @property
    def holds(self) -> type[C_co]: ...


def encoded(content: Content) -> bytes:
    plain = json.dumps(msgspec.to_builtins(content), ensure_ascii=False, separators=(",", ":"))
    return plain.encode("utf-8", "surrogatepass")


def decoded(plain: bytes, holds: type[C]) -> C:
    """Return the content that was sealed. Raises NotOpened for what no version of this kind of row has kept.

    No message says why: it could quote what was written.
    """
    try:
        return msgspec.json.decode(plain, type=holds)
    except msgspec.ValidationError:
        raise NotOpened from None
    except msgspec.DecodeError:  # half a character, which a browser can send and JSON can hold
        return _loosely_decoded(plain, holds)


def _loosely_decoded(plain: bytes, holds: type[C]) -> C:
    try:
        return msgspec.convert(json.loads(plain.decode("utf-8", "surrogatepass")), holds)
    except (msgspec.ValidationError, ValueError):
        raise NotOpened from None
