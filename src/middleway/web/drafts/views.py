"""Save what is typed into a form; look at it where its form is gone; let it go."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from middleway.web.drafts import access, actions, queries
from middleway.web.drafts.forms import PlaceForm, TypedForm
from middleway.web.http import Request
from middleway.web.limits import WRITING, largest_body
from middleway.web.typed import TYPED_ELSEWHERE, lets_go

_PAGES = require_http_methods(["GET", "HEAD"])


@largest_body(WRITING)
@require_POST
def save(request: Request) -> HttpResponse:
    """Posted to by autosave, and by nothing else."""
    form = TypedForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    given = form.cleaned_data
    try:
        is_there = actions.save(request.vault, given["typed_at"], form.typed(), pages=given["typed_on"])
    except actions.TypedElsewhere:
        return HttpResponse(status=TYPED_ELSEWHERE)
    return HttpResponse(status=204 if is_there else 205)


@lets_go
@largest_body(WRITING)
@require_POST
def let_go(request: Request) -> HttpResponse:
    form = PlaceForm(request.POST)
    if form.is_valid():
        actions.let_go(request.vault, form.cleaned_data["typed_at"])
    return redirect("moments:index")


@_PAGES
def show(request: Request, draft_id: UUID) -> HttpResponse:
    found = queries.opened(access.draft_of(request.user, draft_id), request.vault)
    return render(request, "drafts/show.html", {"draft": found})
