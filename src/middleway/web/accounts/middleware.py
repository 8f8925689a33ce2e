"""Opens the vault for one request, then forgets it; sends everybody else to the door, with the words they brought."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from middleway.web.accounts import login_session, zones


class Sessions(SessionMiddleware):
    """Django's sessions, but an answer to what a page sends by itself never takes a session's cookie from the browser.

    Somebody may have signed in in another tab while it was under way, and their new cookies must stay. If they are of
    no use, the next page takes them.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        answer = super().process_response(request, response)
        if login_session.is_sent_by_itself(request) and request.session.is_empty():
            answer.cookies.pop(settings.SESSION_COOKIE_NAME, None)
        return answer


def open_vault(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    def with_vault(request: HttpRequest) -> HttpResponseBase:
        found, zone = login_session.opened(request), None
        if found is None:
            if not request.session.is_empty():
                login_session.end(request)
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
        login_session.write_cookie(request, response)
        return response

    return with_vault
