"""Words go to the account on whose page they were typed.

Two people may sign in in one browser, one after the other, and a page of the first may still be open: what stands in it
must not become the second one's.
"""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin

from middleway.web.accounts import carried
from middleway.web.accounts.models import Account
from middleway.web.submitted_text import WHOSE, brought, must_say_whose

HEADER: Final = "Somebody-Else"  # tells send.js that its page must stay, since it has the only copy


class Apart(MiddlewareMixin):
    """Refuses words from a page that was made for another account."""

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        return refused(request) if are_anothers(request) else None


def are_anothers(request: HttpRequest) -> bool:
    """Whether a form brings words from another account's page, or does not say whose they are where it must.

    A page for strangers is not checked: at the door somebody else's words may wait, sealed, while they sign in.
    """
    match, account = request.resolver_match, getattr(request, "user", None)
    if request.method != "POST" or not isinstance(account, Account) or match is None:
        return False
    if not getattr(match.func, "login_required", True):
        return False
    whose = request.POST.get(WHOSE, "")  # what cannot be read is refused, as everywhere
    return (bool(whose) or must_say_whose(match.func)) and carried.owner_of(whose) != account.pk


def refused(request: HttpRequest) -> HttpResponse:
    """Keep nothing, and give what was typed back to whoever typed it."""
    response = render(request, "signin/somebody_else.html", {"text": brought(request).text}, status=403)
    response.headers[HEADER] = "yes"
    return response
