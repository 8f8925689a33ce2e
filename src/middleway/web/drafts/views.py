"""Save what is typed into a form; look at it where its form is gone; let it go."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from middleway.web.drafts import access, actions
from middleway.web.drafts.forms import AddressForm, TypedForm
from middleway.web.http import Request
from middleway.web.limits import WRITING, largest_body
from middleway.web.pages import TYPED_ELSEWHERE
from middleway.web.submitted_text import asks_whose, lets_go


@asks_whose
@largest_body(WRITING)
@require_POST
def save(request: Request) -> HttpResponse:
    """Save a draft. Only autosave posts here."""
    form = TypedForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    given = form.cleaned_data
    try:
        is_there = actions.save(request.vault, form.typed(), pages=given["typed_on"])
    except actions.TypedElsewhere:
        return HttpResponse(status=TYPED_ELSEWHERE)
    return HttpResponse(status=204 if is_there else 205)


@lets_go
@largest_body(WRITING)
@require_POST
def let_go(request: Request) -> HttpResponse:
    """Let a draft go, if it is not gone already. What names no form is "not found": nothing was let go."""
    form = AddressForm(request.POST)
    if not form.is_valid():
        raise Http404
    actions.let_go(request.vault, form.cleaned_data["typed_at"])
    return redirect("home:index")


@require_safe
def show(request: Request, draft_id: UUID) -> HttpResponse:
    found = access.draft_of(request.vault, draft_id)
    return render(request, "drafts/show.html", {"draft": found})
