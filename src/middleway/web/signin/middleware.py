"""The way out: the session ends before anything else looks at the request. It needs no database, token or page.

Two things ask for it: a form that one of our own pages sent to leave or to lock, and a cookie that the page itself has
set (leave.js), in case its form never arrives. If there was no network, the first request of any tab afterwards ends
the session, and shows nothing of it.
"""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from middleway.web import csrf
from middleway.web.accounts import ended, login_session
from middleway.web.signin.views import signed_out_while_writing
from middleway.web.submitted_text import brought

MARK: Final = "__Host-left"  # holds "leave" or "lock"
_FORGET: Final = {"leave": login_session.FORGET_ALL, "lock": login_session.FORGET_PAGES}


def way_out(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    def with_a_way_out(request: HttpRequest) -> HttpResponseBase:
        how, key = _asked(request), request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        if how:
            ended.note(key)
        over = bool(how) or ended.has(key)
        gone = _take_from(request) if over else ()
        response = answer(request)
        _forget(response, (*gone, *_over(request, how)))
        if how:
            response.headers["Clear-Site-Data"] = _FORGET[how]
        elif over:  # it ended in another window, or by its idle time, and its row may still be there
            response.headers.setdefault("Clear-Site-Data", login_session.FORGET_PAGES)
        return response

    return with_a_way_out


def _asked(request: HttpRequest) -> str:
    """Return how this browser goes out: "leave", "lock", or "" when it stays."""
    asked = {request.COOKIES.get(MARK, "")}
    for how in _FORGET:
        if request.method == "POST" and request.path_info == reverse(how) and csrf.is_own(request):
            asked.add(how)
    return next((how for how in _FORGET if how in asked), "")


def _over(request: HttpRequest, how: str) -> tuple[str, ...]:
    """Return what else the browser loses: the mark, which has done its work, and at "leave" the chosen language.

    It would tell that somebody was here.
    """
    if not how:
        return ()
    chosen = settings.LANGUAGE_COOKIE_NAME
    return (MARK, chosen) if how == "leave" and chosen in request.COOKIES else (MARK,)


def _take_from(request: HttpRequest) -> tuple[str, ...]:
    """Make the request a stranger's for all that looks at it from here on. Return the cookies that the browser loses.

    They are named one by one: a browser that its owner asked to remember stays remembered. The token of a form that is
    being sent stays, so that whoever signs in with it is not refused.
    """
    names: tuple[str, ...] = (settings.SESSION_COOKIE_NAME, login_session.COOKIE)
    if request.method != "POST" or request.path_info in {reverse(how) for how in _FORGET}:
        names = (*names, settings.CSRF_COOKIE_NAME)
    for name in names:
        request.COOKIES.pop(name, None)
    return names


def _forget(response: HttpResponseBase, names: tuple[str, ...]) -> None:
    for name in names:
        if name not in response.cookies:  # else it is a new one, of whoever has just signed in
            response.delete_cookie(name, path="/", samesite="Strict")
            response.cookies[name]["secure"] = True  # or the browser keeps a `__Host-` cookie


class AtTheDoor(LoginRequiredMiddleware):
    """Sends whoever is not signed in to the door. Words that were typed before the session ended come along."""

    def handle_no_permission(  # type: ignore[override]  # the stubs know only a redirect
        self, request: HttpRequest, view_func: object
    ) -> HttpResponseBase:
        form = brought(request)
        if not form.text:
            return redirect("signin:sign_in")
        return signed_out_while_writing(request, form)
