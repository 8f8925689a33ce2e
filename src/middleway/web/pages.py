"""How pages with a form answer. Every app answers so: the form comes back with what was typed, and says what to do."""

from collections.abc import Callable, Iterable
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from middleway.web.forms import SeenForm
from middleway.web.meanwhile import ChangedMeanwhile

TYPED_ELSEWHERE = 412  # answers autosave where another window wrote newer words; 409 says that keys changed

# For a page whose form is sent to the page's own address; pages without a form have Django's `require_safe`.
require_form = require_http_methods(["GET", "HEAD", "POST"])


def status_of(form: Form) -> int:
    """Return a page's status: 200 if its form is unsent, 409 if another window was first, 422 if it cannot be kept."""
    if not form.is_bound:
        return 200
    return 409 if isinstance(form, SeenForm) and form.is_older else 422


def form_page(request: HttpRequest, template: str | list[str], form: Form, **context: Any) -> HttpResponse:
    """Show a form, or show it again. Autosave is only told, without a page, when another window was first."""
    status = status_of(form)
    if status == 409 and is_autosave(request):
        return HttpResponse(status=TYPED_ELSEWHERE)
    return render(request, template, {"form": form, **context}, status=status)


def is_kept(form: SeenForm, keep: Callable[[], object], newer: Callable[[], Iterable[str]]) -> bool:
    """Keep what a valid form says, and return whether that was done.

    If another window was first, the form says so, and shows what that window wrote: the texts that `newer` returns.
    """
    if not form.is_valid():
        return False
    try:
        keep()
    except ChangedMeanwhile as changed:
        form.put_beside(str(changed), newer())
        return False
    return True


def saved(request: HttpRequest, go_on: Callable[[], HttpResponse]) -> HttpResponse:
    """Go on; autosave stays where it is."""
    return HttpResponse(status=204) if is_autosave(request) else go_on()


def is_autosave(request: HttpRequest) -> bool:
    return "Autosave" in request.headers
