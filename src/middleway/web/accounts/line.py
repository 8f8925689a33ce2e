"""Who is next at a door that is too full: whoever was sent away and comes back, in the order of their first coming.

Strangers who try one made-up name after the other never come back under the same one, so they never stand before somebody who does.
Where strangers come back too, and more of them than the door can serve within seconds, no order serves all. First come, first served
would then let everybody wait for the whole crowd. So those go first, in their order, who came within six seconds or six turns: who is
served begins anew under another name, so there are hardly more of these than the door serves in that time. Of the rest, the crowd,
the newest has one turn in eight, for whoever was just too late, and whoever has waited longest one in 32, so that those who keep changing
their names hold nobody up for ever. Each turn that the crowd gets brings one more newcomer and pushes another back: with larger shares
more of the newcomers would wait with the crowd.

It is one line for all processes of a server: each keeps it in memory, and tells the others who came back, waits, went away and was served
(accounts/together.py). Of those who are new elsewhere it knows nothing: their page tells for how long they have come (doors/waiting.py).
Names are under digests with a key of this start alone; a name that exists is treated as one that does not, and an address counts for
nothing, since behind a proxy all have one.
"""

import hashlib
import math
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from middleway.web.accounts.present import Present
from middleway.web.accounts.together import Happening, Together, What

_REMEMBERED: Final = 60.0  # seconds since they came last
_PRESENT: Final = 3.0  # seconds since they came last: pages come back after one
_WAITING: Final = 4.0  # seconds in which somebody who waits is let in or goes away: one whose process died does neither
_SOON: Final = 6.0  # seconds since they came first, within which they are served before a crowd
_TURNS: Final = 6  # and turns, where those take longer
_CROWD: Final = 4  # so many who have waited for longer are none
_NEWEST, _LONGEST = 8, 32  # one turn in so many is for the newest of a crowd, and for whoever has waited longest
_MOST: Final = 10_000  # names of each kind, about 2 MB


@dataclass(slots=True)
class _Came:
    first: float
    last: float


class Line:
    """`first`: how many of those who came back may go on together. `together`: with the lines of the other processes."""

    def __init__(
        self, first: int, clock: Callable[[], float] = time.monotonic, together: Together | None = None
    ) -> None:
        self._first, self._clock = first, clock
        self._together = together or Together()
        self._heard, self._is_alone = 0, False  # how much of what was told; whether the other processes are kept out
        self._new: OrderedDict[bytes, _Came] = OrderedDict()
        self._back: OrderedDict[bytes, _Came] = OrderedDict()  # who came last stands last
        self._present = Present()  # of those who came back
        # Who was served: what their page says of before is used up.
        self._gone: OrderedDict[bytes, _Came] = OrderedDict()
        self._waiting: OrderedDict[bytes, float] = OrderedDict()  # since when
        self._turns: deque[float] = deque(maxlen=_TURNS)  # when the last ones were
        self._since_crowd = self._since_longest = 0  # turns
        self._lock = threading.Lock()

    def comes_back(self, name: str, elsewhere: float | None = None) -> bool:
        """Note that `name` is here; return whether it was before, and was not served since. `elsewhere`: so many seconds ago it came to
        another process first.
        """
        one = self._digest(name)
        with self._now() as now:
            self._forget(now)
            before = self._back.get(one) or self._new.pop(one, None)
            gone = self._gone.get(one)
            if elsewhere is not None and not before and (gone is None or gone.last < now - elsewhere):
                before = _Came(now - elsewhere, now)
            if before:
                self._happens(Happening(What.CAME_BACK, one, before.first, now))
            else:
                self._new[one] = _Came(now, now)
            return before is not None

    def waited(self, name: str) -> float:
        """Return for how many seconds `name` has been coming."""
        one = self._digest(name)
        with self._lock:
            came = self._back.get(one) or self._new.get(one)
            return self._clock() - came.first if came else 0.0

    def is_next(self, name: str) -> bool:
        """Whether `name` came back and is among the `first`; or is new, and nobody who came back is here."""
        one = self._digest(name)
        with self._now() as now:
            ahead = list(islice(self._order(now), self._first))
            return one in ahead or not ahead

    def goes_before_all(self, name: str) -> bool:
        """Whether `name`, which waits for a place from now on, goes before all others who do."""
        one = self._digest(name)
        with self._now() as now:
            if one not in self._waiting:
                self._happens(Happening(What.WAITS, one, now, now))
            ahead = next((other for other in self._order(now) if other in self._waiting), one)
            return ahead == one

    def goes_away(self, name: str) -> None:
        one = self._digest(name)
        with self._now() as now:
            if one in self._waiting:
                self._happens(Happening(What.WENT_AWAY, one, now, now))

    def served(self, name: str) -> None:
        one = self._digest(name)
        with self._now() as now:
            self._happens(Happening(What.SERVED, one, now, now))

    @contextmanager
    def _now(self) -> Iterator[float]:
        """Keep all others out; yield the time, after what they told was noted."""
        with self._lock, self._together.alone() as self._is_alone:
            if self._is_alone:
                for happening in self._together.since(self._heard):
                    self._note(happening)
                self._heard = self._together.count()
            yield self._clock()

    def _happens(self, happening: Happening) -> None:
        self._note(happening)
        if self._is_alone:
            self._together.tell(happening)
            self._heard = self._together.count()

    def _note(self, happening: Happening) -> None:
        what, one, first, now = happening
        if what is What.CAME_BACK:
            self._forget(now)
            self._back.pop(one, None)
            self._back[one] = _Came(first, now)
            self._present.comes(one, first, now)
        elif what is What.WAITS:
            self._waiting[one] = now
        elif what is What.WENT_AWAY:
            self._waiting.pop(one, None)
        else:
            self._serve(one, now)

    def _forget(self, now: float) -> None:
        for other in _forgotten(self._back, now):
            self._present.goes(other)
        for names in (self._new, self._gone):
            deque(_forgotten(names, now), maxlen=0)

    def _serve(self, one: bytes, now: float) -> None:
        here, _ = self._here(now)
        self._since_crowd = 0 if here.came_before(one, self._soon(now)) else self._since_crowd + 1
        self._since_longest = 0 if one in here.names(0, 1) else self._since_longest + 1
        self._turns.append(now)
        for names in (self._new, self._back, self._gone, self._waiting):
            names.pop(one, None)
        self._present.goes(one)
        self._gone[one] = _Came(now, now)

    def _order(self, now: float) -> Iterator[bytes]:
        """Yield those who came back, and are still here, as they go on."""
        here, crowd = self._here(now)
        if crowd <= _CROWD:
            return here.names()
        if self._since_longest >= _LONGEST:
            return chain(here.names(0, 1), here.names(crowd), here.names(crowd - 1, 0, -1))
        if self._since_crowd >= _NEWEST:
            return chain(here.names(crowd - 1, crowd), here.names(crowd), here.names(crowd - 2, None, -1))
        return chain(here.names(crowd), here.names(crowd - 1, None, -1))

    def _here(self, now: float) -> tuple[Present, int]:
        """Return those who came back, and are still here, by their first coming; and how many of them came too long ago."""
        while self._waiting and next(iter(self._waiting.values())) < now - _WAITING:
            self._waiting.popitem(last=False)
        self._present.stayed_away(now - _PRESENT, but=self._waiting.keys())
        return self._present, self._present.before(self._soon(now))

    def _soon(self, now: float) -> float:
        """Return since when one has to have come first so as to be served before a crowd."""
        begun = self._turns[0] if len(self._turns) == _TURNS else -math.inf
        return min(begun, now - _SOON)

    def _digest(self, name: str) -> bytes:
        return hashlib.blake2b(name.encode("utf-8", "surrogatepass"), key=self._together.key, digest_size=16).digest()


def _forgotten(names: OrderedDict[bytes, _Came], now: float) -> Iterator[bytes]:
    while names and (len(names) >= _MOST or next(iter(names.values())).last < now - _REMEMBERED):
        yield names.popitem(last=False)[0]
