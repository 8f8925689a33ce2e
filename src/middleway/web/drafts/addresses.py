"""Which form it is, and what it began from: `/comfort/new/`, or `/patterns/any/say/#alarm@0123456789abcdef`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

_WRITTEN: Final = re.compile(r"/((?:[a-z0-9_-]{1,40}/){1,8})(?:#([a-z_-]{1,40}))?(?:@([0-9a-f]{16}))?")

# Where an address begins now that began otherwise in an earlier version. What was typed there is still at hand.
_MOVED: Final = {"aside": "care"}


class NoAddress(ValueError):
    """No form of ours has such an address."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a form is sent. `box`: which of those there. `began`: a mark of what was kept when it was opened, or ""."""

    parts: tuple[str, ...]
    box: str = ""
    began: str = ""

    @property
    def path(self) -> str:
        return f"/{'/'.join(self.parts)}/"

    @property
    def form(self) -> "Address":
        """Return the same form, whatever it began from."""
        return replace(self, began="")

    def __str__(self) -> str:
        return self.path + (f"#{self.box}" if self.box else "") + (f"@{self.began}" if self.began else "")


def address_of(written: str) -> Address:
    """Return the address that is written so. Raises NoAddress."""
    found = _WRITTEN.fullmatch(written)
    if not found:
        raise NoAddress
    return Address(tuple(found[1].split("/")[:-1]), found[2] or "", found[3] or "")


def address_today(parts: Sequence[str], box: str = "", began: str = "") -> Address:
    """Return the address that a draft was saved for, as it is now."""
    begins = [_MOVED.get(first, first) for first in parts[:1]]
    return Address((*begins, *parts[1:]), box, began)


def is_written(address: Address) -> bool:
    """Whether its text stands for it alone: one put together by hand may read as another. Raises NoAddress."""
    return address_of(str(address)) == address


def mark_of(kept: str) -> str:
    return sha256(kept.encode("utf-8", "surrogatepass")).hexdigest()[:16] if kept else ""
