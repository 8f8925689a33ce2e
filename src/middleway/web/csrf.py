"""Take only our own forms: Django's token check, and an origin check that works behind a proxy on any port.

Leaving and locking, which need no token, use the second alone. Without HTTPS the origin must be this very address, as
in Django. With HTTPS the proxy may have removed the port from the host, so the name and the scheme are compared. The
browser itself says that the port is the page's own, too (`Sec-Fetch-Site: same-origin`). Where an old browser does not
say so, a form from another port of the same name goes on to the check of the token. A program there gets the cookies of
this host anyway, since cookies know no ports.
"""

from enum import StrEnum
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware, RejectRequest

from middleway.web.hosts import name_in

_FROM_HERE: Final = {"same-origin", "none"}


class RefusalCause(StrEnum):
    """Why a form was refused. Only the first two are about the page, or the browser that it was sent from."""

    OLD = "old"  # a cookie came, but the token does not fit it
    NO_COOKIE = "no_cookie"
    ELSEWHERE = "elsewhere"  # from another site, or from an address that MIDDLEWAY_HOSTS does not name
    UNENCRYPTED = "unencrypted"  # the page was opened over http, but MIDDLEWAY_HTTPS is yes
    UNTOLD = "untold"  # the page was opened over https, but MIDDLEWAY_HTTPS is no
    HIDDEN = "hidden"  # "Origin: null"


class OwnForms(CsrfViewMiddleware):
    def _origin_verified(self, request: HttpRequest) -> bool:
        return _names_us(request)

    def _check_token(self, request: HttpRequest) -> None:
        if not is_own(request):
            raise RejectRequest(RefusalCause.ELSEWHERE)
        super()._check_token(request)  # type: ignore[misc]  # it exists, but not in the stubs


def is_own(request: HttpRequest) -> bool:
    """Whether one of our own pages, however old, sent this. A browser that does not say where from is believed."""
    where = request.headers.get("Sec-Fetch-Site")
    if where is not None:
        return where in _FROM_HERE
    return "Origin" not in request.headers or _names_us(request)


def _names_us(request: HttpRequest) -> bool:
    origin = request.headers["Origin"]
    if settings.HTTPS:
        return name_in(origin, "https") in settings.ALLOWED_HOSTS
    return origin == f"http://{request.get_host()}"


def why(request: HttpRequest, reason: str) -> RefusalCause:
    """Return why a form was refused; `reason` is what the middleware said."""
    if reason == RefusalCause.ELSEWHERE:
        return RefusalCause.ELSEWHERE
    if reason.startswith("Origin"):
        return _why_origin(request.headers.get("Origin", ""))
    return RefusalCause.OLD if request.COOKIES else RefusalCause.NO_COOKIE


def _why_origin(origin: str) -> RefusalCause:
    if origin == "null":
        return RefusalCause.HIDDEN
    scheme, otherwise = ("http", RefusalCause.UNENCRYPTED) if settings.HTTPS else ("https", RefusalCause.UNTOLD)
    return otherwise if name_in(origin, scheme) in settings.ALLOWED_HOSTS else RefusalCause.ELSEWHERE
