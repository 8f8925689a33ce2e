"""Pages to breathe at once, to settle otherwise, whom to call, and how to keep this on a phone.

They ask, store and count nothing.
"""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from middleway.web.library import library
from middleway.web.settle import queries
from middleway.web.settle.forms import PaceForm
from middleway.web.settle.help_lines import DIRECTORIES
from middleway.web.settle.helpers import helpers
from middleway.web.settle.version import version


@login_not_required
@require_safe
def breathe(request: HttpRequest) -> HttpResponse:
    form = PaceForm(request.GET if "breath_in" in request.GET else None)
    return render(request, "settle/breathe.html", {"breath": form.pace(), "form": form})


@login_not_required
@require_safe
def practice(request: HttpRequest, practice_id: str) -> HttpResponse:
    for one in queries.others():
        if one.id == practice_id:
            return render(request, "settle/practice.html", {"practice": one})
    raise Http404


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Ask nothing: a person opens their own country, and nobody learns which."""
    context = {"countries": library().help_lines, "directories": DIRECTORIES, "helpers": bool(settings.HELPERS)}
    return render(request, "settle/help.html", context)


@login_not_required
@require_safe
def finder(request: HttpRequest) -> HttpResponse:
    """Show the operator's whole list of therapists and teachers to everybody, so that nobody learns who looks where."""
    if not settings.HELPERS:
        raise Http404
    return render(request, "settle/finder.html", {"helpers": helpers(settings.HELPERS)})


@login_not_required
@require_safe
def phone(request: HttpRequest) -> HttpResponse:
    """Show how to keep this on a phone, under a name and an icon that reveal nothing."""
    look = queries.look(request.GET.get("look", ""))
    return render(request, "settle/phone.html", {"look": look, "looks": queries.LOOKS})


@login_not_required
@require_safe
def manifest(request: HttpRequest, look: str) -> HttpResponse:
    chosen = queries.look(look)
    content = {
        "id": reverse("settle:breathe"),
        "name": str(chosen.name),
        "short_name": str(chosen.name),
        "start_url": reverse("settle:breathe"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#e6eceb",
        "theme_color": "#e6eceb",
        "icons": queries.icons(chosen),
    }
    return JsonResponse(content, content_type="application/manifest+json")


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Return the script that keeps these pages, and no others, for times without a network; in one language."""
    language = get_language()
    kept = {"version": version(language), "language": language, "pages": queries.pages(), "files": queries.files()}
    return render(request, "settle/worker.js", kept, content_type="text/javascript")
