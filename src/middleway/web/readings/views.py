"""The first page: it reads words and shows the reading. Nothing is kept."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from middleway.reading import TextTooDense
from middleway.vault import Vault
from middleway.web import errors
from middleway.web.limits import WRITING, largest_body
from middleway.web.pages import status_of
from middleway.web.readings import queries
from middleway.web.readings.examples import EXAMPLES
from middleway.web.readings.forms import ReadForm
from middleway.web.safety import gate
from middleway.web.settle.near import country_near


@largest_body(WRITING, anybody=True)
@csrf_exempt
@login_not_required
def read(request: HttpRequest) -> HttpResponse:
    if request.method not in {"GET", "HEAD", "POST"}:
        return errors.not_allowed(request)
    # No CSRF token: the page changes and keeps nothing, and a lost cookie must never cost people their words.
    form = ReadForm(request.POST if request.method == "POST" else None)
    page, standing, withheld = None, gate.Standing(), False
    if form.is_valid():
        try:
            text, written_by = form.cleaned_data["text"], form.cleaned_data["written_by"]
            page = queries.page_of(text, written_by)
            withheld = _is_withheld(request)
            standing = gate.of_words(text, written_by=written_by)
        except TextTooDense as refusal:
            form.add_error("text", str(refusal))
    status = status_of(form) if page is None else 200
    context = {
        "form": form,
        "page": None if withheld else page,
        "withheld": withheld,
        "examples": EXAMPLES,
        "near": country_near(request),
        "standing": standing,
        "asked_first": bool(page and (page.at_risk or not standing.is_ordinary) and "ordinary" not in request.POST),
    }
    return render(request, "readings/read.html", context, status=status)


def _is_withheld(request: HttpRequest) -> bool:
    """Whether the gate holds back, from whoever is signed in, how their words may read to others."""
    vault: Vault | None = getattr(request, "vault", None)
    return vault is not None and not gate.standing(vault, gate.EVERYBODY).may(gate.Offer.MIRROR)
