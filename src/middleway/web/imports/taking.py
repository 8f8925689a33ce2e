"""Limit how many files are taken at once: one for each account in a process, and a few on this machine.

While a file comes, memory holds what has come.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from uuid import UUID

from middleway.web.accounts.places import Places
from middleway.web.imports.steps import UnderWay

AT_ONCE: Final = 4  # of up to 60 MB each
_places: Final = Places("imports", AT_ONCE)
_owners: Final = set[UUID]()
_lock: Final = threading.Lock()


@contextmanager
def taking(owner: UUID) -> Iterator[None]:
    """Hold a place while a file comes and is cut into parts. Raises UnderWay, Full at once, with nothing read of it."""
    with _lock:
        if owner in _owners:
            raise UnderWay
        _owners.add(owner)
    try:
        place = _places.take(0)
        try:
            yield
        finally:
            os.close(place)
    finally:
        with _lock:
            _owners.discard(owner)
