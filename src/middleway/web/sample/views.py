"""Adds Hanna's story to try Middleway with, and deletes it again."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from middleway.web.http import Request
from middleway.web.sample import actions, queries


@require_safe
def index(request: Request) -> HttpResponse:
    return render(request, "sample/index.html", {"seen": queries.is_seen(request.vault)})


@require_POST
def begin(request: Request) -> HttpResponse:
    actions.begin(request.vault)
    return redirect("moments:index")


@require_POST
def take_away(request: Request) -> HttpResponse:
    actions.take_away(request.vault)
    return redirect("moments:index")
