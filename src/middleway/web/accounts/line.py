"""Who is next at a door that is too full: those who were sent away and come back, in the order of their first coming.

Strangers who try one made-up name after the other never come back under the same one, so they never stand before
somebody who does. If strangers come back too, and more of them than the door can serve within seconds, no order serves
all, and "first come, first served" would let everybody wait for the whole crowd. So those who first came within six
seconds or six turns go first, in their order. Whoever is served begins anew under another name, so there are hardly
more of these than the door serves in that time. The rest are the crowd. The newest of it, who was just too late, has
one turn in eight. Whoever has waited longest has one in 32, so that those who keep changing their names hold nobody up
for ever. Each turn of the crowd brings one more newcomer and pushes another back: with larger shares more of the
newcomers would wait with the crowd.

All processes of a server share one line: each keeps it in memory, and tells the others who came back, waits, went away
and was served (accounts/together.py). It does not know who is new at another process: their page tells for how long
they have been coming (signin/waiting.py). Names are kept as digests, under a key of this start alone. A name that
exists is treated like one that does not, and an address counts for nothing, since behind a proxy all have the same one.
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
_WAITING: Final = 4.0  # seconds within which whoever waits is let in or goes away; one whose process died does neither
_SOON: Final = 6.0  # seconds since they came first, within which they are served before the crowd
_TURNS: Final = 6  # or as many turns, where those take longer
_CROWD: Final = 4  # so few who have waited longer are no crowd
_NEWEST, _LONGEST = 8, 32  # one turn in so many goes to the newest of the crowd, and to whoever has waited longest
_MOST: Final = 10_000  # names of each kind, about 2 MB


@dataclass(slots=True)
class _Came:
    first: float
    last: float


class WaitingLine:
    """`first`: how many of those who came back may go on together. `together`: shares the line with other processes."""

    def __init__(
        self, first: int, clock: Callable[[], float] = time.monotonic, together: Together | None = None
    ) -> None:
        self._first, self._clock = first, clock
        self._together = together or Together()
        # how many happenings were read; whether the others are kept out just now
        self._heard, self._is_alone = 0, False
        self._new: OrderedDict[bytes, _Came] = OrderedDict()
        self._back: OrderedDict[bytes, _Came] = OrderedDict()  # whoever came last stands last
        self._present = Present()  # of those who came back
        # Those who were served: the wait that their page tells of is used up.
        self._gone: OrderedDict[bytes, _Came] = OrderedDict()
        self._waiting: OrderedDict[bytes, float] = OrderedDict()  # since when
        self._turns: deque[float] = deque(maxlen=_TURNS)  # the times of the last ones
        self._since_crowd = self._since_longest = 0  # turns
        self._lock = threading.Lock()

    def comes_back(self, name: str, elsewhere: float | None = None) -> bool:
        """Note that `name` is here. Return whether it came before and has not been served since.

        `elsewhere`: so many seconds ago it first came to another process.
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
        """Return for how many seconds `name` has been coming; 0 for one that is not known."""
        one = self._digest(name)
        with self._lock:
            came = self._back.get(one) or self._new.get(one)
            return self._clock() - came.first if came else 0.0

    def is_next(self, name: str) -> bool:
        """Whether `name` came back and is among the `first`; or is new, while nobody who came back is here."""
        one = self._digest(name)
        with self._now() as now:
            ahead = list(islice(self._order(now), self._first))
            return one in ahead or not ahead

    def goes_before_all(self, name: str) -> bool:
        """Whether `name`, which waits for a place from now on, goes before all others who wait."""
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
        """Keep all others out, note what they told, and yield the time."""
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
        """Yield those who came back and are still here, in the order in which they go on."""
        here, crowd = self._here(now)
        if crowd <= _CROWD:
            return here.names()
        if self._since_longest >= _LONGEST:
            return chain(here.names(0, 1), here.names(crowd), here.names(crowd - 1, 0, -1))
        if self._since_crowd >= _NEWEST:
            return chain(here.names(crowd - 1, crowd), here.names(crowd), here.names(crowd - 2, None, -1))
        return chain(here.names(crowd), here.names(crowd - 1, None, -1))

    def _here(self, now: float) -> tuple[Present, int]:
        """Return those who came back and are still here, and how many of them are the crowd, by their first coming."""
        while self._waiting and next(iter(self._waiting.values())) < now - _WAITING:
            self._waiting.popitem(last=False)
        self._present.stayed_away(now - _PRESENT, but=self._waiting.keys())
        return self._present, self._present.before(self._soon(now))

    def _soon(self, now: float) -> float:
        """Return the time since when one must have first come so as to be served before the crowd."""
        begun = self._turns[0] if len(self._turns) == _TURNS else -math.inf
        return min(begun, now - _SOON)

    def _digest(self, name: str) -> bytes:
        return hashlib.blake2b(name.encode("utf-8", "surrogatepass"), key=self._together.key, digest_size=16).digest()


def _forgotten(names: OrderedDict[bytes, _Came], now: float) -> Iterator[bytes]:
    while names and (len(names) >= _MOST or next(iter(names.values())).last < now - _REMEMBERED):
        yield names.popitem(last=False)[0]
