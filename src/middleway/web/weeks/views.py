"""The program, with every part open from the start and nothing counted; and all explanations on one page."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from middleway.content import Week
from middleway.web.http import Request
from middleway.web.limits import WRITING, largest_body
from middleway.web.meanwhile import ChangedMeanwhile
from middleway.web.safety import gate
from middleway.web.submitted_text import TYPED_ELSEWHERE, takes_words
from middleway.web.weeks import actions, queries
from middleway.web.weeks.forms import PartForm

_FORMS = require_http_methods(["GET", "HEAD", "POST"])
_PAGES = require_http_methods(["GET", "HEAD"])


@_PAGES
def index(request: Request) -> HttpResponse:
    return render(request, "weeks/index.html", {"overview": queries.overview(request.vault)})


@_PAGES
def more(request: Request) -> HttpResponse:
    return render(request, "weeks/more.html", {"explanations": queries.explanations(request.vault)})


@takes_words
@largest_body(WRITING)
@_FORMS
def part(request: Request, number: int) -> HttpResponse:
    week = queries.week(number)
    if week is None:
        raise Http404
    form = PartForm(request.POST or None, queries.kept_at(week, request.vault))
    if form.is_valid():
        try:
            actions.keep(request.vault, number=number, **form.cleaned_data)
        except ChangedMeanwhile as newer:
            if "Autosave" in request.headers:
                return HttpResponse(status=TYPED_ELSEWHERE)
            form.put_beside(str(newer), [queries.kept_at(week, request.vault).text])
        else:
            return _kept(request, week, form)
    context = {
        "part": queries.page_of(week, form.words(), request.vault),
        "form": form,
    }
    return render(request, "weeks/part.html", context, status=form.status)


def _kept(request: Request, week: Week, form: PartForm) -> HttpResponse:
    """Go to the list of parts, or back to this one if its words need an answer first."""
    if "Autosave" in request.headers:
        return HttpResponse(status=204)
    if gate.of_words(form.words()).may(gate.Offer.MIRROR):
        return redirect("weeks:index")
    return redirect("weeks:part", week.number)
