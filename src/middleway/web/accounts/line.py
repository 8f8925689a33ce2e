"""Who is next at a door that is too full: whoever was sent away and comes back; among those, the one who came first.

Strangers who try one made-up name after the other never come back under the same one, so they never stand before somebody who does.
Kept in memory for a minute, under digests with a key of this process alone; a name that exists is treated as one that does not.
"""

import hashlib
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

_REMEMBERED: Final = 60.0  # seconds since they came first
_PRESENT: Final = 5.0  # seconds since they came last
_MOST: Final = 10_000  # names, about 2 MB


class Line:
    """`first`: how many of those who came back may go on together."""

    def __init__(self, first: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._first, self._clock = first, clock
        self._key = secrets.token_bytes(32)
        self._came: OrderedDict[bytes, float] = OrderedDict()  # the first time, in that order
        self._back: dict[bytes, float] = {}  # the last time
        self._lock = threading.Lock()

    def comes_back(self, name: str) -> bool:
        """Note that `name` is here; return whether it was before, and was not served since."""
        one = self._digest(name)
        with self._lock:
            now = self._clock()
            self._forget(now)
            known = one in self._came
            if known:
                self._back[one] = now
            self._came.setdefault(one, now)
            return known

    def is_next(self, name: str) -> bool:
        """Whether fewer than `first` of those who came back, and are still here, came before `name`."""
        one = self._digest(name)
        with self._lock:
            mine = self._came.get(one, self._clock())
            before = sum(self._came[other] < mine for other in self._back if other != one)
            return before < (self._first if one in self._back else 1)

    def served(self, name: str) -> None:
        one = self._digest(name)
        with self._lock:
            self._came.pop(one, None)
            self._back.pop(one, None)

    def _forget(self, now: float) -> None:
        while self._came and (len(self._came) >= _MOST or next(iter(self._came.values())) < now - _REMEMBERED):
            self._came.popitem(last=False)
        self._back = {one: last for one, last in self._back.items() if last >= now - _PRESENT and one in self._came}

    def _digest(self, name: str) -> bytes:
        return hashlib.blake2b(name.encode("utf-8", "surrogatepass"), key=self._key, digest_size=16).digest()
