"""The program, with every part open from the start and nothing counted; and all explanations on one page."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from middleway.web.http import Request
from middleway.web.limits import WRITING, largest_body
from middleway.web.pages import form_page, is_kept, require_form, saved
from middleway.web.safety import gate
from middleway.web.submitted_text import takes_words
from middleway.web.weeks import actions, queries
from middleway.web.weeks.forms import PartForm


@require_safe
def index(request: Request) -> HttpResponse:
    return render(request, "weeks/index.html", {"overview": queries.overview(request.vault)})


@require_safe
def more(request: Request) -> HttpResponse:
    return render(request, "weeks/more.html", {"explanations": queries.explanations(request.vault)})


@takes_words
@largest_body(WRITING)
@require_form
def part(request: Request, number: int) -> HttpResponse:
    week = queries.week(number)
    if week is None:
        raise Http404
    form = PartForm(request.POST or None, queries.kept_at(week, request.vault))

    def keep() -> None:
        actions.keep(request.vault, number=number, **form.cleaned_data)

    if is_kept(form, keep, newer=lambda: [queries.kept_at(week, request.vault).text]):
        return saved(request, lambda: _on(form, number))
    return form_page(request, "weeks/part.html", form, part=queries.page_of(week, form.words(), request.vault))


def _on(form: PartForm, number: int) -> HttpResponse:
    """Go to the list of parts, or back to this one if its words need an answer first."""
    if gate.of_words(form.words()).may(gate.Offer.MIRROR):
        return redirect("weeks:index")
    return redirect("weeks:part", number)
