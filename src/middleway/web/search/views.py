"""Find a word again."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from middleway.web.http import Request
from middleway.web.safety import actions as safety
from middleway.web.search import queries
from middleway.web.search.forms import FindForm


@require_http_methods(["GET", "HEAD", "POST"])
def index(request: Request) -> HttpResponse:
    """Find a word again. It is sent as a form, so that it stands in no address."""
    form, found = FindForm(request.POST or None), None
    if form.is_valid():
        safety.hear(request.vault, form.cleaned_data["wanted"])
        found = queries.find(request.vault, form.cleaned_data["wanted"], form.cleaned_data["start"] or 0)
    status = 422 if form.is_bound and found is None else 200
    return render(request, "search/index.html", {"form": form, "found": found}, status=status)
