"""The pages of the way: how hot it is, the overview, and one step after the other."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST
from msgspec.structs import replace

from middleway.web.comfort.queries import newest
from middleway.web.http import Request
from middleway.web.limits import WRITING, largest_body
from middleway.web.meanwhile import ChangedMeanwhile
from middleway.web.moments.access import moment_of
from middleway.web.people.queries import people_of
from middleway.web.questions import steps
from middleway.web.questions.asks import Step
from middleway.web.questions.forms import StepForm
from middleway.web.safety import gate
from middleway.web.submitted_text import TYPED_ELSEWHERE, takes_words
from middleway.web.way import actions, queries, returns
from middleway.web.way.calendar import entry
from middleway.web.way.explained import explained
from middleway.web.way.forms import HeatForm
from middleway.web.way.summary import told

_FORMS = require_http_methods(["GET", "HEAD", "POST"])
_PAGES = require_http_methods(["GET", "HEAD"])


@_FORMS
def begin(request: Request) -> HttpResponse:
    """Begin a moment with a single question: how hot it is."""
    form = HeatForm(request.POST or None)
    if form.is_valid():
        moment = actions.begin(request.vault, heat=form.cleaned_data["heat"], person=form.cleaned_data["person"])
        return _on(queries.way_of(request.vault, moment), None)
    context = {"form": form, "people": people_of(request.vault)}
    return render(request, "way/begin.html", context, status=422 if form.is_bound else 200)


@login_not_required
@_PAGES
def on(request: HttpRequest) -> HttpResponse:
    """Go from the pages for settling, which know nobody, to the moment of this evening, or else to a new one.

    People who are not signed in go to the first page.
    """
    vault = getattr(request, "vault", None)
    moment = queries.latest(vault) if vault else None
    if moment:
        return redirect("way:way", moment.pk)
    return redirect("way:begin" if vault else "readings:read")


@_FORMS
def heat(request: Request, moment_id: UUID) -> HttpResponse:
    """Ask how hot it is now; the way becomes longer or shorter by the answer."""
    moment = moment_of(request.vault, moment_id)
    form = HeatForm(request.POST or None)
    if form.is_valid():
        actions.rate(moment, request.vault, **{name: form.cleaned_data[name] for name in ("heat", "helped")})
        return redirect("way:way", moment.pk)
    return render(request, "way/heat.html", {"form": form, "moment": moment}, status=422 if form.is_bound else 200)


@_PAGES
def way(request: Request, moment_id: UUID) -> HttpResponse:
    """Show where the moment stands, with all steps that are offered."""
    found = queries.way_of(request.vault, moment_of(request.vault, moment_id))
    wider = found.may(steps.WELL) and (found.was_hot or returns.is_time_for_a_wider_view(request.vault))
    return render(
        request,
        f"way/{'hot' if found.depth == 'hot' else 'way'}.html",
        {
            "way": found,
            "wider": steps.WELL if wider and found.depth == "calm" else None,
            "card": newest(request.vault) if found.depth == "hot" else None,
        },
    )


@_PAGES
def whole(request: Request, moment_id: UUID) -> HttpResponse:
    """Show everything that is kept of a moment on one page, to read again, copy or print."""
    found = queries.way_of(request.vault, moment_of(request.vault, moment_id))
    return render(request, "way/whole.html", {"way": found, "told": told(found), **queries.before_and_after(found)})


@takes_words
@largest_body(WRITING)
@_FORMS
def step(request: Request, moment_id: UUID, step_id: str) -> HttpResponse:
    moment = moment_of(request.vault, moment_id)
    one = steps.STEPS.get(step_id)
    if one is None:
        raise Http404
    found = queries.way_of(request.vault, moment)
    promise = returns.promise_of(found.id, request.vault) if one is steps.PAUSE else None
    kept = found.kept(one) if promise or one is not steps.PAUSE else replace(found.answers.pause, until="")
    form = StepForm(one, found.tie, request.POST or None, kept, brief=found.depth == "middle", standing=found.standing)
    if form.is_valid():  # words are kept before the gate is asked: it may close the page, but must not lose words
        try:
            actions.answer(moment, request.vault, one, form.answers(), seen=form.cleaned_data["seen"])
        except ChangedMeanwhile as newer:
            if "Autosave" in request.headers:
                return HttpResponse(status=TYPED_ELSEWHERE)
            form.put_beside(str(newer), form.written(kept))
        else:
            if "Autosave" in request.headers:
                return HttpResponse(status=204)
            after = queries.way_of(request.vault, moment)
            # If the answer to "who wrote it?" changed, the reading is shown again, from that side, before going on.
            is_told = request.POST.get("told", after.written_by) == after.written_by
            return _on(after, one) if is_told else redirect("way:step", after.id, one.id)
    if not found.may(one):
        return render(request, "way/not_now.html", {"way": found, "form": form, "step": one}, status=form.status)
    context = {
        "way": found,
        "step": one,
        "form": form,
        "promise": promise,
        "card": newest(request.vault) if one is steps.COMFORT else None,
        "explained": explained(found, one),
        **queries.beside(found, one, request.vault),
    }
    return render(request, [f"way/{one.id}.html", "way/step.html"], context, status=form.status)


@largest_body(WRITING)
@require_POST
def reading(request: Request, moment_id: UUID) -> HttpResponse:
    """Return the remarks beside a draft while it is written, as a part of the page; nothing is kept."""
    found = queries.way_of(request.vault, moment_of(request.vault, moment_id))
    return render(request, "way/live.html", queries.live(found, request.POST.get("words-draft", ""), request.vault))


@_PAGES
def calendar(request: Request, moment_id: UUID) -> HttpResponse:
    """Return a pause as a calendar file with its time; nothing in it reveals what it is."""
    moment = moment_of(request.vault, moment_id)
    promise = returns.promise_of(moment.pk, request.vault)
    if promise is None:
        raise Http404
    headers = {"Content-Disposition": 'attachment; filename="notes.ics"'}
    return HttpResponse(entry(moment_id, promise.until), content_type="text/calendar", headers=headers)


@require_POST
def back(request: Request, moment_id: UUID) -> HttpResponse:
    """Note that they are back, and ask how hot it is now."""
    moment = moment_of(request.vault, moment_id)
    actions.come_back(moment, request.vault)
    return redirect("way:heat", moment.pk)


def _on(found: queries.Way, step: Step | None) -> HttpResponse:
    """Go to the next step; after the last one, when it is hot, and when help comes first, to the overview."""
    if step is steps.PAUSE or (step is steps.CHOOSE and found.said_unsafe and found.may(step)):
        return redirect("way:step", found.id, step.id)  # it shows the promise, or why leaving it unsaid is wise
    if found.depth == "hot" or found.standing.state is gate.State.CRISIS:
        return redirect("way:way", found.id)
    following = found.next_after(step) if step else found.steps[0]
    return redirect("way:step", found.id, following.id) if following else redirect("way:way", found.id)
