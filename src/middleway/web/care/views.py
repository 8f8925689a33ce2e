"""Whom to call. Nothing is asked: a person opens their own country, and nobody learns which."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from middleway.content import help_lines
from middleway.web.care.words import DIRECTORIES


@login_not_required
@require_http_methods(["GET", "HEAD"])
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "care/help.html", {"countries": help_lines(), "directories": DIRECTORIES})
