"""How long the body of a request is waited for: whoever stops sending, or sends too slowly, holds nothing from then on, and nothing of it is kept.

The server hands a body over as it comes, and whoever reads it stands still for as long as its sender likes. So a thread of its own waits for each
piece. When the piece is not wanted any more, that thread is left behind, and ends with the connection.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from time import monotonic
from typing import Any, Final

from django.http import HttpRequest

PIECE: Final = 65_536  # bytes
SILENCE = 30.0  # seconds, for one piece
# A whole body has a minute, and a second more for so many bytes, which is half of what a phone on a slow line sends: 17 minutes for 60 MB.
_LEAST: Final = 60.0
_BYTES_A_SECOND: Final = 62_500


class CutShort(OSError):
    """Not all of a body came, or not in time."""


class Body:
    """What a server hands over, `length` bytes of it. Once it is cut short, it is at each further read."""

    def __init__(self, source: Any, length: int) -> None:
        self._source, self._left = source, length
        self._seconds = _LEAST + length / _BYTES_A_SECOND  # only waiting counts, not what is done between two pieces
        self.is_cut = False

    def read(self, size: int = -1) -> bytes:
        """Return so many bytes, or all that are left. Raises CutShort."""
        wanted = min(size, self._left) if size >= 0 else self._left
        pieces = list[bytes]()
        while wanted > 0:
            pieces.append(self._in_time(self._source.read, min(wanted, PIECE)))
            wanted -= len(pieces[-1])
        return b"".join(pieces)

    def readline(self, size: int = -1) -> bytes:
        """Return a line, or so many bytes of it. Raises CutShort."""
        wanted = min(size, self._left) if size >= 0 else self._left
        return self._in_time(self._source.readline, wanted) if wanted else b""

    def _in_time(self, read: Callable[[int], bytes], size: int) -> bytes:
        found = b"" if self.is_cut or self._seconds <= 0 else self._waited_for(read, size)
        self._left -= len(found)
        if not found:
            self.is_cut = True
            raise CutShort
        return found

    def _waited_for(self, read: Callable[[int], bytes], size: int) -> bytes:
        came, began = Future[bytes](), monotonic()
        threading.Thread(target=_wait, args=(read, size, came), daemon=True).start()
        try:
            return came.result(min(SILENCE, self._seconds))
        except OSError:  # TimeoutError is one
            return b""
        finally:
            self._seconds -= monotonic() - began


def is_cut(request: HttpRequest) -> bool:
    """Whether not all of a request came, as far as somebody read it."""
    return getattr(request.META.get("wsgi.input"), "is_cut", False)


def _wait(read: Callable[[int], bytes], size: int, came: "Future[bytes]") -> None:
    try:
        came.set_result(read(size))
    except Exception as error:  # noqa: BLE001 (whoever waits for it gets it)
        came.set_exception(error)
