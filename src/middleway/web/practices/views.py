"""All practices in one place. Those that settle stand on the public pages; those that turn to the other stand here."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from middleway.web.http import Request
from middleway.web.practices import queries

_PAGES = require_http_methods(["GET", "HEAD"])


@_PAGES
def index(request: Request) -> HttpResponse:
    return render(request, "practices/index.html", {"groups": queries.groups()})


@_PAGES
def practice(request: Request, practice_id: str) -> HttpResponse:
    for one in queries.turning():
        if one.id == practice_id:
            return render(request, "practices/practice.html", {"practice": one})
    raise Http404
