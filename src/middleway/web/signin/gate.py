"""Let strangers through the doors a few at a time. Without a place they are told at once, before anything is tried."""

import threading
import time
from collections.abc import Callable
from functools import cache
from typing import Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language_from_request, override

from middleway.web.accounts import browsers, deriving, opening
from middleway.web.signin import waiting
from middleway.web.signin.forms import JoinForm, RecoverForm, SignInForm, StartForm

AGAIN_AFTER: Final = 1  # seconds
_PACE: Final = 0.001  # seconds, so that a flood, answered as fast as it comes, leaves the processor to those inside
# Threads that turn somebody away do so one by one; all at once they would stand between a page and the interpreter.
_one_by_one = threading.Lock()
_HERE: Final = "\ue000"  # where the fields go
_HIDDEN: Final = '<input type="hidden" name="{}" value="{}">'
_NAME: Final = (
    '<p><label for="id_{0}">{1}</label> <input name="{0}" id="id_{0}" value="{2}" autocomplete="username" '
    'autocapitalize="none" spellcheck="false" required></p>'
)
_BOX: Final = (
    '<p><label for="id_{0}">{1}</label> <input type="password" name="{0}" id="id_{0}" autocomplete="{2}" required></p>'
)


def few_at_a_time(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Let a form through such a door only with a place; else answer 503, with what was typed except passphrases.

    It stands before everything that costs: to turn a flood away must cost next to nothing.
    """

    def with_a_place(request: HttpRequest) -> HttpResponseBase:
        form = _forms().get(request.path_info) if request.method == "POST" else None
        if form is None:
            return answer(request)
        _ = request.body  # before anybody's turn: whoever sends it slowly, or never to the end, holds up nobody
        with _one_by_one:
            name = opening.as_name(request.POST.get("username", ""))
            remembered = bool(browsers.doors_of(request, name))
        try:
            elsewhere = waiting.waited(request.POST.get(waiting.FIELD, ""), name)
            with deriving.place(name, remembered=remembered, elsewhere=elsewhere):
                return answer(request)
        except deriving.Full:
            with _one_by_one:
                time.sleep(_PACE)
                return _full(request, form, waiting.since(name, deriving.waited(name)))

    return with_a_place


@cache
def _forms() -> dict[str, type[forms.Form]]:
    """Return, by address, the form of each door behind which something is derived for strangers."""
    names = {"sign_in": SignInForm, "join": JoinForm, "start": StartForm, "recover": RecoverForm}
    return {reverse(f"signin:{name}"): form for name, form in names.items()}


def _full(request: HttpRequest, form: type[forms.Form], since: str) -> HttpResponse:
    # The token goes back as it came: one that another site made up fits no better than before.
    token = format_html(_HIDDEN, "csrfmiddlewaretoken", request.POST.get("csrfmiddlewaretoken", ""))
    typed = [(name, field) for name, field in form.base_fields.items() if request.POST.get(name)]
    fields = format_html_join("", "{}", ((_field(name, field, request.POST[name]),) for name, field in typed))
    page = _frame(get_language_from_request(request)).replace(
        _HERE, token + format_html(_HIDDEN, waiting.FIELD, since) + fields
    )
    answer = HttpResponse(page, status=503, headers={"Retry-After": str(AGAIN_AFTER)})
    # Django's own way to say "do not log this": a flood must not fill the log.
    setattr(answer, "_has_been_logged", True)  # noqa: B010
    return answer


def _field(name: str, field: forms.Field, typed: str) -> SafeString:
    if isinstance(field.widget, forms.PasswordInput):
        return format_html(_BOX, name, field.label, field.widget.attrs["autocomplete"])
    return format_html(_NAME, name, field.label, typed) if name == "username" else format_html(_HIDDEN, name, typed)


@cache
def _frame(language: str) -> str:
    """Return the page around the fields, made once for an empty request, so that nothing of anybody stays in it."""
    with override(language), timezone.override(None):
        return render_to_string("signin/full.html", {"fields": _HERE}, HttpRequest())
