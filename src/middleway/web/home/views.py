"""Where one arrives: where things stand now. And a list of all places."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from middleway.web.accounts.queries import untold
from middleway.web.home import queries
from middleway.web.http import Request


@require_safe
def index(request: Request) -> HttpResponse:
    now = timezone.localtime()
    context = {"place": "now", "now": now, "part": queries.part_of_day(now.hour), "told": untold(request.user)}
    return render(request, "home/index.html", {**context, "found": queries.home_of(request.vault)})


@require_safe
def more(request: Request) -> HttpResponse:
    return render(request, "home/more.html", {"place": "more"})
