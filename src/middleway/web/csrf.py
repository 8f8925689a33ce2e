"""Whose form is it? Django's check of the token, and one of the origin that also holds behind a proxy on any port.

Leaving and locking, which need no token, ask the second alone. Without HTTPS the origin must be this very address, as in Django. With HTTPS the proxy may have taken the port off the host, so the
name is compared, and https asked for; that the port is the page's own, too, the browser itself says (`Sec-Fetch-Site: same-origin`).
Where an old browser does not say it, another port of the same name is let through to the check of the token; a program there is
handed the cookies of this host anyway, since those know no ports.
"""

from enum import StrEnum
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware, RejectRequest

from middleway.web.hosts import name_in

_FROM_HERE: Final = {"same-origin", "none"}


class Why(StrEnum):
    """Why a form was not taken. Only the first two are a matter of the page or of the browser that it was sent from."""

    OLD = "old"  # a cookie came, and the token is not of its kind
    NO_COOKIE = "no_cookie"
    ELSEWHERE = "elsewhere"  # from another site, or by an address that MIDDLEWAY_HOSTS does not name
    UNENCRYPTED = "unencrypted"  # the page was opened by http, and MIDDLEWAY_HTTPS is yes
    UNTOLD = "untold"  # the page was opened by https, and MIDDLEWAY_HTTPS is no
    HIDDEN = "hidden"  # "Origin: null"


class OwnForms(CsrfViewMiddleware):
    def _origin_verified(self, request: HttpRequest) -> bool:
        return _names_us(request)

    def _check_token(self, request: HttpRequest) -> None:
        if not is_own(request):
            raise RejectRequest(Why.ELSEWHERE)
        super()._check_token(request)  # type: ignore[misc]  # there, and not in the stubs


def is_own(request: HttpRequest) -> bool:
    """Whether one of our own pages sent this, of whatever age. A browser that does not say where a form comes from is believed."""
    where = request.headers.get("Sec-Fetch-Site")
    if where is not None:
        return where in _FROM_HERE
    return "Origin" not in request.headers or _names_us(request)


def _names_us(request: HttpRequest) -> bool:
    origin = request.headers["Origin"]
    if settings.HTTPS:
        return name_in(origin, "https") in settings.ALLOWED_HOSTS
    return origin == f"http://{request.get_host()}"


def why(request: HttpRequest, reason: str) -> Why:
    """Return why a form was refused; `reason` is what the middleware said."""
    if reason == Why.ELSEWHERE:
        return Why.ELSEWHERE
    if reason.startswith("Origin"):
        return _why_origin(request.headers.get("Origin", ""))
    return Why.OLD if request.COOKIES else Why.NO_COOKIE


def _why_origin(origin: str) -> Why:
    if origin == "null":
        return Why.HIDDEN
    scheme, otherwise = ("http", Why.UNENCRYPTED) if settings.HTTPS else ("https", Why.UNTOLD)
    return otherwise if name_in(origin, scheme) in settings.ALLOWED_HOSTS else Why.ELSEWHERE
