"""The first page: words in, their reading out. Nothing is kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from middleway.web.readings import queries
from middleway.web.readings.examples import EXAMPLES
from middleway.web.readings.forms import ReadForm


@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest) -> HttpResponse:
    # No cross-site token: this changes and keeps nothing, and a lost cookie must never cost a person their words.
    form = ReadForm(request.POST if request.method == "POST" else None)
    page = queries.page_of(form.cleaned_data["text"]) if form.is_valid() else None
    status = 422 if form.is_bound and page is None else 200
    return render(request, "readings/read.html", {"form": form, "page": page, "examples": EXAMPLES}, status=status)
