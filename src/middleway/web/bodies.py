"""Limit how long the body of a request is waited for.

Whoever stops sending, or sends too slowly, holds nothing from then on, and nothing they sent is kept. The server hands
a body over as it comes, so reading it blocks for as long as the sender likes. A thread of its own therefore waits for
each piece. When the piece is no longer wanted, that thread is left behind, and ends with the connection.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from time import monotonic
from typing import Final
from wsgiref.types import InputStream

from django.http import HttpRequest

PIECE: Final = 65_536  # bytes
SILENCE = 30.0  # seconds, for one piece
# A whole body has a minute, plus a second for each 62,500 bytes, which is half of what a phone on a slow line sends: 17
# minutes for 60 MB.
_LEAST: Final = 60.0
_BYTES_A_SECOND: Final = 62_500


class CutShort(OSError):
    """Not all of a body came, or not in time."""


class Body:
    """`length` bytes of what a server hands over. Once it is cut short, each further read raises CutShort."""

    def __init__(self, source: InputStream, length: int) -> None:
        self._source, self._left = source, length
        self._seconds = _LEAST + length / _BYTES_A_SECOND  # only waiting counts, not the work between two pieces
        self.is_cut = False

    def read(self, size: int = -1) -> bytes:
        """Return `size` bytes, or all that are left. Raises CutShort."""
        wanted = min(size, self._left) if size >= 0 else self._left
        pieces = list[bytes]()
        while wanted > 0:
            pieces.append(self._in_time(self._source.read, min(wanted, PIECE)))
            wanted -= len(pieces[-1])
        return b"".join(pieces)

    def readline(self, size: int = -1) -> bytes:
        """Return a line, or `size` bytes of it. Raises CutShort."""
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
        except OSError:  # so is TimeoutError
            return b""
        finally:
            self._seconds -= monotonic() - began


def is_cut(request: HttpRequest) -> bool:
    """Whether the body of a request was cut short, as far as it has been read."""
    return getattr(request.META.get("wsgi.input"), "is_cut", False)


def _wait(read: Callable[[int], bytes], size: int, came: "Future[bytes]") -> None:
    try:
        came.set_result(read(size))
    except Exception as error:  # noqa: BLE001 (passed on to whoever waits)
        came.set_exception(error)
