"""Remembered browsers: off by default, since such a cookie is a trace."""

import hashlib
from typing import Final

from django.http import HttpRequest, HttpResponse

from middleway.web.accounts import throttle
from middleway.web.accounts.models import Browser

COOKIE: Final = "__Host-b"
_YEAR: Final = 365 * 24 * 60 * 60


def doors_of(request: HttpRequest, name: str) -> tuple[throttle.Door, ...]:
    """Return the door of this browser's own budget for `name`; none when that account does not remember the browser."""
    secret = request.COOKIES.get(COOKIE, "")
    digest = hashlib.sha256(secret.encode()).digest()
    if not secret or not Browser.objects.filter(secret=digest, account__username=name).exists():
        return ()
    return (throttle.door("remembered", digest.hex()),)


def write_cookie(response: HttpResponse, secret: str) -> None:
    response.set_cookie(COOKIE, secret, max_age=_YEAR, secure=True, httponly=True, samesite="Strict", path="/")


def delete_cookie(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, path="/", samesite="Strict")
    response.cookies[COOKIE]["secure"] = True
