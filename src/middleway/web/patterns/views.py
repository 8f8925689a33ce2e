"""Shows the loop, which can be corrected in place, and the trends; and both on a page to print."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from middleway.loops import STAGES
from middleway.web.http import Request
from middleway.web.meanwhile import ChangedMeanwhile
from middleway.web.pages import form_page, is_kept
from middleway.web.patterns import actions, queries
from middleway.web.patterns.addresses import addresses, over
from middleway.web.patterns.forms import OwnWordForm
from middleway.web.patterns.words import PERIODS
from middleway.web.people.access import person_of
from middleway.web.people.queries import person
from middleway.web.submitted_text import takes_words

_USUAL = "months"
_TEMPLATE = "patterns/patterns.html"


@require_safe
def index(request: Request) -> HttpResponse:
    """Show the person with the most moments at once, so that one tap leads to the loop."""
    return _page(request, queries.patterns(request.vault, None, _USUAL), _USUAL)


@require_safe
def of_person(request: Request, person_id: UUID | None = None, period: str = _USUAL) -> HttpResponse:
    if period not in PERIODS:
        raise Http404
    whose = str(person_id) if person_id else ""
    return _page(request, queries.patterns(request.vault, whose, period), period)


@require_safe
def paper(request: Request, person_id: UUID | None = None) -> HttpResponse:
    """Show a page to print, for the owner or for somebody who helps; nothing in the picture can be pressed."""
    found = queries.patterns(request.vault, str(person_id) if person_id else "", "year", fixed=True)
    return render(request, "patterns/paper.html", {"found": found, **addresses(found.whose)})


@takes_words
@require_POST
def say(request: Request, person_id: UUID | None = None) -> HttpResponse:
    """Keep what the owner says of a box or an arrow; it is always believed."""
    whose = str(person_of(request.vault, person_id).pk) if person_id else ""
    if "everything" in request.POST:
        return _take_back(request, whose)
    close = person(request.vault, whose)
    form = OwnWordForm(request.POST, tie=close.tie if close else "")

    def newer() -> list[str]:
        return queries.said_now(request.vault, whose, form.cleaned_data["at"], form.tie)

    if is_kept(form, lambda: _keep(request, whose, form), newer):
        return redirect(f"{over(whose, form.cleaned_data['period'] or _USUAL)}#loop")
    found = queries.patterns(request.vault, whose, _USUAL)
    return form_page(request, _TEMPLATE, form, **_shown(found, _USUAL))


def _keep(request: Request, whose: str, form: OwnWordForm) -> None:
    """Keep, or take back, what a valid form says. Raises ChangedMeanwhile."""
    given = form.cleaned_data
    at, seen = given["at"], given["seen"]
    if "back" in request.POST:
        actions.take_back_one(request.vault, whose, at, seen=seen)
    elif at in STAGES:
        actions.put(request.vault, whose, at, code=given["code"], words=form.own, seen=seen)
    else:
        actions.turn(request.vault, whose, at, gone=given["gone"], words=form.own, seen=seen)


def _take_back(request: Request, whose: str) -> HttpResponse:
    """Take everything back, unless something newer was kept since the page was shown."""
    try:
        actions.take_back(request.vault, whose, seen=request.POST.get("seen", ""))
    except ChangedMeanwhile:
        found = queries.patterns(request.vault, whose, _USUAL)
        return render(request, _TEMPLATE, {**_shown(found, _USUAL), "is_older": True}, status=409)
    return redirect(addresses(whose)["page_of"])


def _page(request: Request, found: queries.Patterns, period: str) -> HttpResponse:
    return render(request, _TEMPLATE, _shown(found, period))


def _shown(found: queries.Patterns, period: str) -> dict[str, object]:
    """Return what the page shows of the picture over a period."""
    periods = [(name, over(found.whose, slug), slug == period) for slug, (name, _days) in PERIODS.items()]
    others = [(name, count, addresses(whose)["page_of"]) for whose, name, count in found.others]
    return {
        "found": found,
        "period": period,
        "period_name": PERIODS[period][0],
        "periods": periods,
        "others": others,
        **addresses(found.whose),
    }
