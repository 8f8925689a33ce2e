"""Who is here now, in the order of their first coming. Kept sorted: waiting threads ask for it fifty times a second."""

from bisect import bisect_left, insort
from collections import OrderedDict
from collections.abc import Iterator, Set
from itertools import count, takewhile


class Present:
    def __init__(self) -> None:
        self._last: OrderedDict[bytes, float] = OrderedDict()  # whoever came last stands last
        self._place: dict[bytes, tuple[float, int, bytes]] = {}
        self._order: list[tuple[float, int, bytes]] = []
        self._numbers = count()  # keep those who came at the same moment in their order

    def __len__(self) -> int:
        return len(self._order)

    def comes(self, one: bytes, first: float, now: float) -> None:
        if one not in self._place:
            self._place[one] = (first, next(self._numbers), one)
            insort(self._order, self._place[one])
        self._last[one] = now
        self._last.move_to_end(one)

    def goes(self, one: bytes) -> None:
        if one in self._place:
            del self._order[bisect_left(self._order, self._place.pop(one))], self._last[one]

    def stayed_away(self, since: float, but: Set[bytes]) -> None:
        """Remove all who have not come since then, except those in `but`."""
        for one in list(takewhile(lambda one: self._last[one] < since, self._last)):
            if one not in but:
                self.goes(one)

    def before(self, when: float) -> int:
        """Return how many first came before that time."""
        return bisect_left(self._order, (when,))

    def came_before(self, one: bytes, when: float) -> bool:
        return one in self._place and self._place[one][0] < when

    def names(self, start: int = 0, stop: int | None = None, step: int = 1) -> Iterator[bytes]:
        """Yield the names at these places, as a slice would."""
        for at in range(*slice(start, stop, step).indices(len(self._order))):
            yield self._order[at][2]
