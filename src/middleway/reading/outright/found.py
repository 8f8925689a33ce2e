"""What is said outright in a text. Places are those of what is seen of it."""

from dataclasses import dataclass
from typing import Literal

from middleway.reading.folding import Folded

Kind = Literal["crisis", "danger", "threat"]


@dataclass(frozen=True, slots=True)
class Statement:
    """`text[start:end]` says so plainly; `pattern` is the line of the data file that it fits."""

    kind: Kind
    is_clear: bool
    start: int
    end: int
    pattern: str


@dataclass(frozen=True, slots=True)
class Denial:
    """`text[start:end]` says plainly that it is not so."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Said:
    statements: tuple[Statement, ...] = ()
    denials: tuple[Denial, ...] = ()


def undenied(text: str, said: Said) -> Folded:
    """Return a text without what it plainly denies, and where the rest stood."""
    if not said.denials:
        return Folded(text, text, None)
    denied = {at for one in said.denials for at in range(one.start, one.end)}
    denied -= {at for one in said.statements for at in range(one.start, one.end)}
    kept = [at for at in range(len(text)) if at not in denied]
    return Folded("".join(text[at] for at in kept), text, [(at, at + 1) for at in kept])
