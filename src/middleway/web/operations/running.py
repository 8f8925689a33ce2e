"""Whether a server is at work on the data folder. Several may be; nothing may be put back under them."""

import fcntl
import os
from pathlib import Path
from typing import Final

from django.conf import settings

from middleway.web.operations.refused import Refused

_NAME: Final = ".running"
# Held as long as the process lives; the workers inherit it, so it is free only when the last of them is gone.
_held: list[int] = []


class Running(Refused):
    """A server is running."""


def say_so() -> None:
    """Let nobody restore while this process lives. Raises Running while somebody does."""
    _held.append(_locked(fcntl.LOCK_SH))


def alone() -> int:
    """Return a descriptor that keeps servers from starting until it is closed. Raises Running."""
    return _locked(fcntl.LOCK_EX)


def _locked(how: int) -> int:
    folder: Path = settings.DATA
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(folder / _NAME, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, how | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise Running("A server is running on this data folder. Stop it first. Nothing was changed.") from None
    os.set_inheritable(descriptor, True)
    return descriptor
