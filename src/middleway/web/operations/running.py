"""Whether a server is running on the data folder. Several may run at once; while one does, nothing is restored."""

import fcntl
import os
from gettext import gettext as _
from pathlib import Path
from typing import Final

from django.conf import settings

from middleway.web.operations.refused import Refused

_NAME: Final = ".running"
# The locks are held as long as the process lives. Workers inherit them: they are free when the last worker has ended.
_held: list[int] = []


class Running(Refused):
    """The data folder is in use by a running server."""


def say_so() -> None:
    """Keep restores from starting while this process lives. Raises Running while one is under way."""
    _held.append(_locked(fcntl.LOCK_SH))


def alone() -> int:
    """Return a file descriptor that keeps servers from starting until it is closed. Raises Running."""
    return _locked(fcntl.LOCK_EX)


def _locked(how: int) -> int:
    folder: Path = settings.DATA
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(folder / _NAME, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, how | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise Running(_("A server is running on this data folder. Stop it first. Nothing was changed.")) from None
    os.set_inheritable(descriptor, True)
    return descriptor
