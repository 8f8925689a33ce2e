"""End the draft of a form that was kept, whichever form it was."""

import contextlib
from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from middleway.vault import NotOpened
from middleway.web.accounts.locking import KeysChanged
from middleway.web.drafts import actions
from middleway.web.drafts.forms import EndForm
from middleway.web.submitted_text import may_take


def end_what_is_kept(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    def with_end(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        end_if_kept(request, response)
        return response

    return with_end


def end_if_kept(request: HttpRequest, response: HttpResponseBase) -> None:
    """End the draft if the form was sent on: a page of writing does that when the words are kept, or shows it again."""
    vault, match = getattr(request, "vault", None), request.resolver_match
    if not (
        vault and request.method == "POST" and response.status_code in {302, 303} and match and may_take(match.func)
    ):
        return
    form = EndForm(request.POST)
    if form.is_valid():
        # The words are kept; if the database is busy, their draft stays, and can be let go.
        with contextlib.suppress(DatabaseError, KeysChanged, NotOpened):
            actions.end(vault, form.cleaned_data["typed_at"], pages=form.cleaned_data["typed_on"])
