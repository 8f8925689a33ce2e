"""Where words go that were carried over the door: where they belong, as if they had got through at first."""

from copy import copy

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import ResolverMatch, resolve
from django.utils import timezone

from middleway.vault import Vault
from middleway.web.accounts import zones
from middleway.web.accounts.models import Account
from middleway.web.drafts.middleware import end_if_kept
from middleway.web.meanwhile import ChangedMeanwhile
from middleway.web.moments import actions as moments
from middleway.web.moments.forms import DraftForm
from middleway.web.submitted_text import Brought, may_take


def landed(request: HttpRequest, account: Account, vault: Vault, brought: Brought) -> HttpResponse:
    """Return the answer of the page where the words were written. If that takes none, they are a draft, as before.

    What has changed there meanwhile is not overwritten: the page's own answer shows both.
    """
    if "draft" in dict(brought.fields) and brought.text:
        _save_draft(vault, brought)  # first, so that no answer of the page can cost the words
    try:
        match = resolve(brought.path)
        if may_take(match.func):
            return _sent_again(request, account, vault, brought, match)
    except Http404:  # what they belong to was deleted meanwhile
        pass
    if "draft" not in dict(brought.fields) and brought.text:
        moments.save_draft(vault, text=brought.text)
    return redirect("home:index")


def _save_draft(vault: Vault, brought: Brought) -> None:
    form = DraftForm(dict(brought.fields))
    form.is_valid()  # a field that makes no sense is left out, but not the words
    began = form.began()
    try:
        moments.save_draft(vault, text=brought.text, draft_id=form.cleaned_data.get("draft"), began=began)
    except ChangedMeanwhile:  # another window typed more into the same draft: both stay
        moments.save_draft(vault, text=brought.text, began=began)


def _sent_again(
    request: HttpRequest, account: Account, vault: Vault, brought: Brought, match: ResolverMatch
) -> HttpResponse:
    """Ask the page as its own form did, past the middleware: who asks is known, and the door has checked the token."""
    again = copy(request)
    sent = QueryDict(mutable=True)
    for name, value in brought.fields:
        sent.appendlist(name, value)
    again.path = again.path_info = brought.path
    again.resolver_match = match
    again.POST = sent  # type: ignore[assignment]  # unlike Django's own, it could be changed
    vars(again).update(user=account, vault=vault)
    with timezone.override(zones.zone_of(account)):
        answer: HttpResponse = match.func(again, *match.args, **match.kwargs)
    end_if_kept(again, answer)
    return answer
