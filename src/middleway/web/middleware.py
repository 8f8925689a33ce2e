"""Headers on every answer (pages, errors, static files); and where to go next, for the script that sends our forms."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from middleway.web.logs import Asked, asked

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; media-src 'self' blob:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_OFF = (
    "accelerometer autoplay camera display-capture encrypted-media fullscreen geolocation gyroscope magnetometer "
    "midi payment picture-in-picture screen-wake-lock usb xr-spatial-tracking"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _OFF.split())
    # A person's own voice, for a card of comfort. On every page, not on that one alone: every answer has the same
    # headers, which the proof compares; no script but ours runs on any page; and the browser still asks the person.
    + ", microphone=(self), publickey-credentials-get=(self)",
    # Tell other sites nothing. Not "no-referrer": browsers then send "Origin: null", and our own forms look like a
    # stranger's.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def security_headers(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponseBase]:
    def with_headers(request: HttpRequest) -> HttpResponseBase:
        token = asked.set(Asked(request))
        try:
            response = answer(request)
        finally:
            asked.reset(token)
        for name, value in HEADERS.items():
            response.headers[name] = value
        if settings.HTTPS:
            response.headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
        if not request.path.startswith(settings.STATIC_URL):
            # What a person wrote may be on this page; no disk and no "back" on a shared machine may bring it back.
            response.headers["Cache-Control"] = "no-store"
        return response

    return with_headers


def redirect_by_script(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Tell `send.js` where to go: a browser would follow a redirect unseen, and the next page would be made twice."""

    def with_address(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        if "By-Script" in request.headers and response.status_code in {302, 303} and "Location" in response.headers:
            response.status_code = 204
        return response

    return with_address
