"""Opens the vault for one request, then forgets it; sends everybody else to the door, with the words they brought."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.module_loading import import_string

from middleway.web.accounts import entry, zones
from middleway.web.typed import brought


class Sessions(SessionMiddleware):
    """Django's sessions, but an answer to what a page sends by itself never takes a session's cookie from the browser.

    Somebody may have signed in in another tab while it was under way, and their new cookies must stay. If they are of
    no use, the next page takes them.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        answer = super().process_response(request, response)
        if entry.is_sent_by_itself(request) and request.session.is_empty():
            answer.cookies.pop(settings.SESSION_COOKIE_NAME, None)
        return answer


def open_vault(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    def with_vault(request: HttpRequest) -> HttpResponseBase:
        found, zone = entry.opened(request), None
        if found is None:
            if not request.session.is_empty():
                entry.end(request)
            request.user = AnonymousUser()
        else:
            account, vault, due = found
            request.user = AnonymousUser() if due else account
            zone = zones.zone_of(account)
            setattr(request, "half_in" if due else "vault", (account, vault) if due else vault)
        try:
            with timezone.override(zone):  # days and times in this answer are theirs
                response = answer(request)
        finally:
            for name in ("vault", "half_in"):
                request.__dict__.pop(name, None)
        entry.write_cookie(request, response)
        return response

    return with_vault


class AtTheDoor(LoginRequiredMiddleware):
    """Sends whoever is not signed in to the door. Words that were typed before the session ended come along."""

    def handle_no_permission(  # type: ignore[override]  # the stubs know only a redirect
        self, request: HttpRequest, view_func: object
    ) -> HttpResponseBase:
        form = brought(request)
        if not form.text:
            return redirect("doors:sign_in")
        response: HttpResponseBase = import_string("middleway.web.doors.views.signed_out_while_writing")(request, form)
        return response
