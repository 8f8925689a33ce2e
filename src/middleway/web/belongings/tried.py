"""Whether what somebody keeps opens: tried before any of it is taken along, since a file is not known to be whole before its end.

Trying takes a third of a second for ten thousand rows. So one person's are tried at a time in a process, and no more of them than the pages of others
can wait for.
"""

import threading
from dataclasses import dataclass
from typing import Final

from middleway.vault import Vault
from middleway.web.shell import store

MOST: Final = 20_000
one_at_a_time: Final = threading.Lock()


@dataclass(frozen=True, slots=True)
class Tried:
    """`closed`: how many do not open; `is_all`: whether all were tried."""

    closed: int
    is_all: bool


def tried(vault: Vault) -> Tried:
    """While somebody else's are tried, none of these is: a file tells by itself what it had to leave out."""
    if not one_at_a_time.acquire(blocking=False):
        return Tried(0, is_all=False)
    try:
        return Tried(*store.unopened(vault, MOST))
    finally:
        one_at_a_time.release()
