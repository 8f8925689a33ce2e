"""Limit how many requests a process works on at once.

A client that sends its body slowly, or never to the end, holds up a thread and nothing else. Only a thread can wait for
a body, so there is one for each connection (cli/serve.py). A waiting thread does not count, and holds no connection to
the database. Of the idle threads, a few keep theirs.
"""

import threading
import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Final
from wsgiref.types import InputStream, StartResponse, WSGIApplication, WSGIEnvironment

from django.core.signals import request_finished
from django.db import connections

from middleway.web.bodies import Body
from middleway.web.limits import USUAL

# Leaves places for pages while 32 strangers wait to sign in (proof/flood.py). Each may open a connection to the
# database.
AT_ONCE: Final = 40
_KEPT: Final = 16  # connections that idle threads keep
# The most connections that a process opens: those of idle threads, those of threads at work, and one for what is
# removed after an answer (accounts/ended.py). Exports under way come on top.
CONNECTIONS: Final = AT_ONCE + _KEPT + 1


class AFewAtOnce:
    """A WSGI application that works on at most `most` requests at once."""

    def __init__(self, application: WSGIApplication, most: int = AT_ONCE) -> None:
        self._application = application
        self._places = threading.BoundedSemaphore(most)
        self._connections = _Kept(min(most, _KEPT))
        request_finished.connect(self._connections.keep_or_close)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ["wsgi.input"] = self._body(environ)
        with self._places:
            answer = self._application(environ, start_response)
            # A streamed answer gives its place up while it is sent, and may still need its connection.
            if not getattr(answer, "streaming", False):
                self._connections.keep_or_close()
            return answer

    def _body(self, environ: WSGIEnvironment) -> Body | BytesIO:
        """Return the body: already read if it is small, so that its request waits for a place only once."""
        length, body = environ.get("CONTENT_LENGTH") or "", environ["wsgi.input"]
        size = int(length) if length.isascii() and length.isdecimal() else 0
        if 0 < size <= USUAL:
            whole = body.read(size)
            return BytesIO(whole) if len(whole) == size else Body(BytesIO(whole), size)  # raises CutShort when read on
        return _Apart(body, size, self._places)


class _Apart(Body):
    """A body that gives up the place of its request, and its connection to the database, while it is waited for."""

    def __init__(self, body: InputStream, length: int, places: threading.BoundedSemaphore) -> None:
        super().__init__(body, length)
        self._places = places

    def read(self, size: int = -1) -> bytes:
        with self._place_given_up():
            return super().read(size)

    def readline(self, size: int = -1) -> bytes:
        with self._place_given_up():
            return super().readline(size)

    @contextmanager
    def _place_given_up(self) -> Iterator[None]:
        _give_connections_back()
        self._places.release()
        try:
            yield
        finally:
            self._places.acquire()


def _give_connections_back() -> None:
    """Close them; the next query opens a new one. In a transaction one stays, or its writes would be lost."""
    for one in connections.all(initialized_only=True):
        if not one.in_atomic_block:
            one.close()


class _Kept:
    """Threads that keep their connection between requests. Others close theirs: no database has enough for all."""

    def __init__(self, most: int) -> None:
        self._left = threading.BoundedSemaphore(most)
        self._here = threading.local()

    def keep_or_close(self, **_: object) -> None:
        if hasattr(self._here, "mark"):
            return
        if self._left.acquire(blocking=False):
            self._here.mark = _Mark()
            weakref.finalize(self._here.mark, self._left.release)
        else:
            connections.close_all()


class _Mark:
    """Lives as long as the thread that it was given to."""
