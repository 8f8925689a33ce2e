"""Limit requests to 64 KB, unless the view says that it takes more, and from whom.

A larger request is refused by its header, before any of it is read. A body without a length counts as empty, and is not
read. More than 64 KB are taken from whoever is signed in, and from somebody whose session ended while they were
writing, if the first 64 KB prove that this server made their page: by the field `whose`, which is signed, and stands
before the words in each such form.
"""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any, Final, TypeVar
from urllib.parse import unquote_plus
from wsgiref.types import InputStream

from django.conf import settings
from django.core.handlers.wsgi import LimitedStream
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

from middleway.web.accounts import ended
from middleway.web.accounts.carried import is_ours
from middleway.web.accounts.sessions import SessionStore

USUAL: Final = 65_536  # bytes
WRITING: Final = settings.DATA_UPLOAD_MAX_MEMORY_SIZE  # for a page of writing
_LARGEST, _ANYBODY = "largest_body", "body_of_anybody"
_PROOF: Final = re.compile(rb'(?:^|&)whose=([^&]{1,400})&|name="whose"\r\n\r\n([^\r\n]{1,400})\r\n')

_View = TypeVar("_View")


def largest_body(size: int, *, anybody: bool = False) -> Callable[[_View], _View]:
    """Say how many bytes a view takes; with `anybody`, from strangers too."""

    def say(view: _View) -> _View:
        setattr(view, _LARGEST, size)
        setattr(view, _ANYBODY, anybody)
        return view

    return say


def refuse_large(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    def limited(request: HttpRequest) -> HttpResponseBase:
        if (length := _length(request)) > USUAL and not _may(request, length):
            return _too_large()
        return answer(request)

    return limited


def _too_large() -> HttpResponse:
    # Made for an empty request: with the real one the page would look at what was typed, and so read what it refuses.
    page = render_to_string("413.html", {}, HttpRequest())
    return HttpResponse(page, status=413, headers={"Connection": "close"})  # the rest of the body is not read


def _length(request: HttpRequest) -> int:
    """Return the length that Django will go by. One that is not a number makes the body an empty one from here on."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    if not (said.isascii() and said.isdecimal()):
        request.META["CONTENT_LENGTH"] = "0"
        _read_from(request, BytesIO(), 0)
        return 0
    return int(said)


def _may(request: HttpRequest, length: int) -> bool:
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return False
    if length > getattr(view, _LARGEST, USUAL):
        return False
    return getattr(view, _ANYBODY, False) or _is_inside(request) or _is_proven(request, length)


def _is_inside(request: HttpRequest) -> bool:
    """Whether the cookie names a session that is not over. Whether it opens is checked later, by those who read it."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    return not ended.has(key) and "_auth_user_id" in SessionStore(key)


def _is_proven(request: HttpRequest, length: int) -> bool:
    """Whether the start of a body names, signed by us, the account its page was made for. The body stays whole."""
    first = request._stream.read(USUAL)  # noqa: SLF001 (where Django will read the body from)
    _read_from(request, _Rejoined(first, request._stream), length)  # noqa: SLF001
    found = _PROOF.search(first)
    return found is not None and is_ours(unquote_plus((found[1] or found[2]).decode("ascii", "replace")))


def _read_from(request: HttpRequest, body: Any, length: int) -> None:
    """Let Django read so many bytes of the request's body from here."""
    stream: Any = LimitedStream(body, length)
    request._stream = stream  # noqa: SLF001 (where Django reads it from)


class _Rejoined:
    """A body whose beginning has been read already."""

    def __init__(self, first: bytes, rest: InputStream) -> None:
        self._first, self._rest = BytesIO(first), rest

    def read(self, size: int = -1) -> bytes:
        found = self._first.read(size)
        return found + bytes(self._rest.read(size - len(found) if size >= 0 else -1))

    def readline(self, size: int = -1) -> bytes:
        line = self._first.readline(size)
        if line.endswith(b"\n") or 0 <= size <= len(line):
            return line
        return line + bytes(self._rest.readline(size - len(line) if size >= 0 else -1))
