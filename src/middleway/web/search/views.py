"""Find a word again."""

from django.http import HttpResponse
from django.shortcuts import render

from middleway.web.http import Request
from middleway.web.pages import form_page, require_form
from middleway.web.safety import actions as safety
from middleway.web.search import queries
from middleway.web.search.forms import FindForm


@require_form
def index(request: Request) -> HttpResponse:
    """Find a word again. It is sent as a form, so that it stands in no address."""
    form, found = FindForm(request.POST or None), None
    if form.is_valid():
        safety.hear(request.vault, form.cleaned_data["wanted"])
        found = queries.find(request.vault, form.cleaned_data["wanted"], form.cleaned_data["start"] or 0)
    if form.is_bound and found is None:
        return form_page(request, "search/index.html", form, found=None)
    return render(request, "search/index.html", {"form": form, "found": found})
