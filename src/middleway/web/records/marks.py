"""What a field of a sealed row holds, said once, beside the field.

Whoever searches, prints, reads for danger or takes in an archive asks here (`schema.py`), and keeps no list of its own.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Final, Protocol, runtime_checkable

import msgspec

from middleway.web.records import values
from middleway.web.records.values import Check


class Meaning(Enum):
    """What it is for people. Only WORDS are read for danger and found by a search."""

    WORDS = "words of the owner's own"
    CHOICE = "one of a list, by its id"
    YES = "yes or no"
    NUMBER = "a number"
    NAMED_TIME = "a time that the owner named or was told"
    TIME = "when something was written, changed or said"
    ID = "the id of another row or of a page"
    CODE = "for programs alone"
    SOUND = "a recording"
    READING = "what was found in the words; it is made anew, and never comes in with an archive"


# What a page to print and a table show; the rest is for programs.
FOR_PEOPLE: Final = frozenset({Meaning.WORDS, Meaning.CHOICE, Meaning.YES, Meaning.NUMBER, Meaning.NAMED_TIME})


@dataclass(frozen=True, slots=True)
class Mark:
    """`check`: returns a value of an archive as it may come in, or raises. `listed`: the only values there are."""

    meaning: Meaning
    check: Check
    listed: tuple[str | int | None, ...] = ()

    @property
    def mark(self) -> "Mark":
        return self


@runtime_checkable
class Marked(Protocol):
    """Anything that says what a field holds: a mark itself, or a question whose answer it is."""

    @property
    def mark(self) -> Mark: ...


@dataclass(frozen=True, slots=True)
class Names:
    """Beside a dict: the names that it may have."""

    known: Collection[str]


@dataclass(frozen=True, slots=True)
class ShapedBy:
    """Beside a dict whose shape another field of the same row chooses."""

    field: str
    shapes: Mapping[str, type[msgspec.Struct]]


def one_of(*listed: str | int | None, meaning: Meaning = Meaning.CHOICE) -> Mark:
    """Mark what must be one of these."""
    return Mark(meaning, values.either(*listed), listed)


Words = Annotated[str, Mark(Meaning.WORDS, values.text)]
Chosen = Annotated[str, Mark(Meaning.CHOICE, values.text)]
Yes = Annotated[bool, Mark(Meaning.YES, values.flag)]
Time = Annotated[str, Mark(Meaning.TIME, values.past)]
TimeInUtc = Annotated[str, Mark(Meaning.TIME, values.past_in_utc)]
RowId = Annotated[str, Mark(Meaning.ID, values.identifier)]
MaybeRowId = Annotated[str, Mark(Meaning.ID, values.identifier_or_none)]
PageId = Annotated[str, Mark(Meaning.ID, values.text)]
Code = Annotated[str, Mark(Meaning.CODE, values.text)]
Flag = Annotated[bool, Mark(Meaning.CODE, values.flag)]
Count = Annotated[int | None, Mark(Meaning.CODE, values.whole)]
Place = Annotated[float, Mark(Meaning.CODE, values.number)]
READING: Final = Mark(Meaning.READING, lambda value: value)
