"""What the processes of one server tell each other of the line at the door, so that they share a single line.

The last few thousand happenings are kept, in their order, in memory that the workers inherit from the process that made
them. Nothing is on a disk, and it is gone with the last of them. The kernel takes the lock back from a process that
dies. Where there is no such memory, or another process keeps the lock for too long, each goes on with what it knows
itself: the door never waits for this.
"""

import contextlib
import fcntl
import os
import secrets
import struct
import time
from collections.abc import Iterator
from enum import IntEnum
from typing import Final, NamedTuple

_HAPPENING: Final = struct.Struct("=B16sdd")
_COUNT: Final = struct.Struct("=Q")  # of all that have happened; stands before the happenings
_KEPT: Final = 4096  # happenings, 132 KB: ten seconds of a flood; whoever is here has come within three
_NONE: Final = -1  # no descriptor
_PATIENCE: Final = 0.2  # seconds
_LOOK_AGAIN: Final = 0.001  # seconds


class What(IntEnum):
    CAME_BACK = 1
    WAITS = 2
    WENT_AWAY = 3
    SERVED = 4


class Happening(NamedTuple):
    """`one`: a digest of 16 bytes. `first` coming and `now`: seconds of the machine's monotonic clock."""

    what: What
    one: bytes
    first: float
    now: float


class Together:
    """`key`: for digests, the same in every process. Made before the others are forked."""

    def __init__(self, memory: int | None = None) -> None:
        self.key = secrets.token_bytes(32)
        self._memory = _NONE if memory is None else memory

    @contextlib.contextmanager
    def alone(self) -> Iterator[bool]:
        """Keep the other processes out meanwhile. Yield False where that fails; then nothing may be read or told."""
        if self._memory == _NONE or not _locked(self._memory):
            yield False
            return
        try:
            yield True
        finally:
            fcntl.lockf(self._memory, fcntl.LOCK_UN)

    def since(self, heard: int) -> list[Happening]:
        """Return what happened after the first `heard` happenings, as far as it is kept."""
        count = self.count()
        return [self._read(number) for number in range(max(heard, count - _KEPT), count)]

    def tell(self, happening: Happening) -> None:
        count = self.count()
        os.pwrite(self._memory, _HAPPENING.pack(*happening), _place(count))
        # Written last: a process that dies before this has told nothing.
        os.pwrite(self._memory, _COUNT.pack(count + 1), 0)

    def count(self) -> int:
        number: int = _COUNT.unpack(os.pread(self._memory, _COUNT.size, 0))[0]
        return number

    def _read(self, number: int) -> Happening:
        what, one, first, now = _HAPPENING.unpack(os.pread(self._memory, _HAPPENING.size, _place(number)))
        return Happening(What(what), one, first, now)


def shared_memory() -> int | None:
    """Return a descriptor of memory for this process and those that it forks; None where the system has none."""
    try:
        memory = os.memfd_create("line")
    except (AttributeError, OSError):
        return None
    try:
        os.posix_fallocate(memory, 0, _place(_KEPT - 1) + _HAPPENING.size)  # now, so that there is room later
    except OSError:
        os.close(memory)
        return None
    return memory


def _place(number: int) -> int:
    return _COUNT.size + number % _KEPT * _HAPPENING.size


def _locked(memory: int) -> bool:
    give_up = time.monotonic() + _PATIENCE
    while True:
        try:
            # A lock of the process, not of the descriptor, which all of them inherit.
            fcntl.lockf(memory, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= give_up:
                return False
            time.sleep(_LOOK_AGAIN)
        except OSError:
            return False
        else:
            return True
