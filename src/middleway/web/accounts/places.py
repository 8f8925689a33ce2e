"""Places for costly work: so many derivations at a time on this machine, in however many processes, and a short queue.

A place is an empty file under a lock that the kernel takes back from a process that dies. Nothing is written, so it
works the same on SQLite and on PostgreSQL, and neither a full disk nor a busy database keeps anybody out. Memory
belongs to a machine, and so do the places.
"""

import fcntl
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.conf import settings

_LOOK_AGAIN: Final = 0.02  # seconds


class Full(Exception):
    """There was no place. Nothing was tried or counted, so it can be tried again in a moment."""


class Places:
    """`count` places of one kind on this machine. `name` is also part of their files' names."""

    def __init__(self, name: str, count: int) -> None:
        self.name, self.count = name, count

    def take(self, seconds: float, is_next: Callable[[], bool] = lambda: True) -> int:
        """Return a descriptor that holds a place until it is closed; wait `seconds` at most. Raises Full.

        `is_next`: whether whoever asks may have the place that is free just now.
        """
        give_up = time.monotonic() + seconds
        while not is_next() or (place := self._free()) is None:
            if time.monotonic() >= give_up:
                raise Full
            time.sleep(_LOOK_AGAIN)
        return place

    def _free(self) -> int | None:
        folder: Path = settings.DATA / ".places"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for number in range(self.count):
            # Opened anew each time, or two threads of a process would share the lock.
            place = os.open(folder / f"{self.name}-{number}", os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(place)
            else:
                return place
        return None


class Queue:
    """A queue for one of `places`. Of this process, `waiting` threads may stand in it, each for `seconds` at most."""

    def __init__(self, places: Places, waiting: int, seconds: float) -> None:
        self._places, self._seconds = places, seconds
        self._waiting = threading.BoundedSemaphore(waiting)

    @contextmanager
    def place(self, is_next: Callable[[], bool] = lambda: True) -> Iterator[None]:
        """Hold a place. Raises Full, at once if the queue is full. `is_next`: as in `Places.take`."""
        if not self._waiting.acquire(blocking=False):
            raise Full
        try:
            place = self._places.take(self._seconds, is_next)
        finally:
            self._waiting.release()
        try:
            yield
        finally:
            os.close(place)
