"""The answers to health checks."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from middleway.web.operations import readiness


@login_not_required
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Say whether what is written would be kept; if not, say why in plain words."""
    why = readiness.trouble()
    if why is None:
        return HttpResponse("ok\n", content_type="text/plain")
    return HttpResponse(f"not ready: {why}\n", content_type="text/plain", status=503)
