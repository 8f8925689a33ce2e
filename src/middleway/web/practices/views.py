"""Lists all practices. Those that settle have public pages; those that turn to the other have theirs here."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from middleway.web.http import Request
from middleway.web.practices import queries
from middleway.web.safety import gate


@require_safe
def index(request: Request) -> HttpResponse:
    found = gate.standing(request.vault, gate.EVERYBODY)
    return render(request, "practices/index.html", {"groups": queries.groups(found), "standing": found})


@require_safe
def practice(request: Request, practice_id: str) -> HttpResponse:
    for one in queries.turning():
        if one.id == practice_id:
            found = gate.standing(request.vault, gate.EVERYBODY)
            name = "practice" if found.may(gate.Offer.TOGETHER) else "waits"
            return render(request, f"practices/{name}.html", {"practice": one, "standing": found})
    raise Http404
