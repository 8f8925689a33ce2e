"""Alive, and ready."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from middleway.web.operations import queries

_PAGES = require_http_methods(["GET", "HEAD"])


@login_not_required
@_PAGES
def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@_PAGES
def ready(request: HttpRequest) -> HttpResponse:
    """Whether the database answers and has today's tables."""
    if queries.is_ready():
        return HttpResponse("ok\n", content_type="text/plain")
    return HttpResponse("not ready\n", content_type="text/plain", status=503)
