"""Which form it is: its address, and which of those that are sent there. Pure; written `/comfort/new/`, or `/patterns/any/say/#alarm`."""

import re
from dataclasses import dataclass
from typing import Final

_WRITTEN: Final = re.compile(r"/((?:[a-z0-9_-]{1,40}/){1,8})(?:#([a-z_-]{1,40}))?")
PART: Final = re.compile(r"[a-z0-9_-]{1,40}")


class NoPlace(ValueError):
    """No form of ours has such an address."""


@dataclass(frozen=True, slots=True)
class Place:
    parts: tuple[str, ...]
    box: str = ""

    @property
    def path(self) -> str:
        return f"/{'/'.join(self.parts)}/"

    def __str__(self) -> str:
        return f"{self.path}#{self.box}" if self.box else self.path


def place_of(written: str) -> Place:
    """Raises NoPlace."""
    found = _WRITTEN.fullmatch(written)
    if not found:
        raise NoPlace
    return Place(tuple(found[1].split("/")[:-1]), found[2] or "")
