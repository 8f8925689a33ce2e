"""The error pages: what happened, what is safe, what to do next."""

import logging

from django.core.exceptions import DisallowedHost
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin

from middleway.vault import NotOpened
from middleway.web.accounts import owners
from middleway.web.accounts.locking import KeysChanged
from middleway.web.accounts.places import Full
from middleway.web.bodies import is_cut
from middleway.web.csrf import RefusalCause, why
from middleway.web.logs import asked
from middleway.web.submitted_text import fields, typed

_log = logging.getLogger(__name__)
# What a page of writing sends besides its words.
_OF_WRITING = ("draft", "of", "seen", "whose", "typed_at", "typed_on")
# What can go wrong between a person's words and the disk, or in a derivation; the page that says so, and the status.
_PAGES = (
    (KeysChanged, "409.html", 409),
    (NotOpened, "not_opened.html", 500),
    (Full, "503_full.html", 503),
    (UnreadablePostError, "408.html", 408),
    ((DatabaseError, OSError), "503.html", 503),
)


class KeepWhatWasTyped(MiddlewareMixin):
    """When saving fails, answer with the words that could not be saved, and with what to do."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        for kinds, page, status in _PAGES:
            if isinstance(exception, kinds):
                _log.error("not saved or not opened", exc_info=exception)
                return render(request, page, {"text": typed(request)}, status=status)
        return None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400_host.html" if isinstance(exception, DisallowedHost) else "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def token_missing(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that may not be this page's own. What was typed goes back to whoever typed it.

    From another site the words come back to be copied, not sent: one press of a button must not keep what that site
    wrote.
    """
    if is_cut(request):  # the token may be in the part that did not come
        return render(request, "408.html", status=408)
    cause, text = why(request, reason), typed(request)
    if cause is RefusalCause.OLD and owners.are_anothers(request):
        return owners.refused(request)  # sent again with a fresh token, they would become somebody else's words
    if cause not in {RefusalCause.OLD, RefusalCause.NO_COOKIE}:
        return render(request, "403_origin.html", {"text": text, "why": cause}, status=403)
    step = fields(request)
    carried = step or [(name, request.POST[name]) for name in _OF_WRITING if text and name in request.POST]
    return render(request, "403_token.html", {"text": text, "step": step, "carried": carried, "why": cause}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", {"text": typed(request)}, status=404)


def not_allowed(request: HttpRequest) -> HttpResponse:
    response = render(request, "405.html", status=405)
    response.headers["Allow"] = "GET, HEAD, POST"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    known = asked.get()
    try:
        context = {"reference": known.id if known else "", "text": typed(request)}
        return render(request, "500.html", context, status=500)
    except Exception:  # noqa: BLE001 (the last resort)
        # The web server logs an error that leaves here with its message, and a message can quote what was typed.
        _log.exception("the page for errors broke as well")
        return HttpResponse(
            "Something broke on our side. Go back and try again.\n", status=500, content_type="text/plain"
        )
