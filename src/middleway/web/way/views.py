"""The pages of the way: how hot it is, the overview, and one step after the other."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from middleway.web.comfort.queries import newest
from middleway.web.http import Request
from middleway.web.limits import WRITING, largest_body
from middleway.web.moments.access import moment_of
from middleway.web.moments.models import Moment
from middleway.web.pages import form_page, is_kept, require_form, saved
from middleway.web.people.queries import people_of
from middleway.web.questions import steps
from middleway.web.questions.asks import Step
from middleway.web.questions.forms import StepForm
from middleway.web.questions.steps.say import SAY
from middleway.web.questions.steps.well import WELL
from middleway.web.safety import gate
from middleway.web.submitted_text import takes_words
from middleway.web.way import actions, compared, queries, returns
from middleway.web.way.calendar import entry
from middleway.web.way.explained import explained
from middleway.web.way.forms import HeatForm, RememberForm, WhomForm
from middleway.web.way.steps import page_of
from middleway.web.way.steps.page import StepPage
from middleway.web.way.summary import told


@require_form
def begin(request: Request) -> HttpResponse:
    """Begin a moment with a single question: how hot it is."""
    form = HeatForm(request.POST or None)
    if form.is_valid():
        moment = actions.begin(request.vault, heat=form.cleaned_data["heat"])
        return _on(queries.way_of(request.vault, moment), None)
    return form_page(request, "way/begin.html", form)


@takes_words
@largest_body(WRITING)
@require_form
def remember(request: Request) -> HttpResponse:
    """Keep a moment that went well, by two questions."""
    form, people = RememberForm(request.POST or None), people_of(request.vault)
    if form.is_valid():
        person = next((one.id for one in people if one.id == form.cleaned_data["person"]), None)
        moment = actions.remember(request.vault, form.kept(), person=person)
        return redirect("way:whole", moment.pk)
    return form_page(request, "way/remember.html", form, step=form.step, people=people)


@login_not_required
@require_safe
def on(request: HttpRequest) -> HttpResponse:
    """Go from the pages for settling, which know nobody, to the moment of this evening, or else to a new one.

    People who are not signed in go to the first page.
    """
    vault = getattr(request, "vault", None)
    moment = queries.latest(vault) if vault else None
    if moment:
        return redirect("way:way", moment.pk)
    return redirect("way:begin" if vault else "readings:read")


@takes_words
@require_form
def about(request: Request, moment_id: UUID) -> HttpResponse:
    """Say whom the moment is about, or change it; somebody new can be named here."""
    moment = moment_of(request.vault, moment_id)
    found = queries.way_of(request.vault, moment)
    form = WhomForm(people_of(request.vault), request.POST or None, whose=found.whose)
    if form.is_valid():
        actions.tell_whom(moment, request.vault, **form.cleaned_data)
        return redirect("way:way", moment.pk)
    return form_page(request, "way/about.html", form, way=found)


@require_form
def heat(request: Request, moment_id: UUID) -> HttpResponse:
    """Ask how hot it is now; the way becomes longer or shorter by the answer."""
    moment = moment_of(request.vault, moment_id)
    form = HeatForm(request.POST or None)
    if form.is_valid():
        actions.rate(moment, request.vault, **{name: form.cleaned_data[name] for name in ("heat", "helped")})
        return redirect("way:way", moment.pk)
    return form_page(request, "way/heat.html", form, moment=moment)


@require_safe
def way(request: Request, moment_id: UUID) -> HttpResponse:
    """Show where the moment stands, with all steps that are offered."""
    found = queries.way_of(request.vault, moment_of(request.vault, moment_id))
    wider = found.may(WELL) and (found.was_hot or returns.is_time_for_a_wider_view(request.vault))
    return render(
        request,
        f"way/{'hot' if found.depth == 'hot' else 'way'}.html",
        {
            "way": found,
            "wider": WELL if wider and found.depth == "calm" else None,
            "card": newest(request.vault) if found.depth == "hot" else None,
            "may_say": found.may(SAY),
        },
    )


@require_safe
def whole(request: Request, moment_id: UUID) -> HttpResponse:
    """Show everything that is kept of a moment on one page, to read again, copy or print."""
    found = queries.way_of(request.vault, moment_of(request.vault, moment_id))
    return render(request, "way/whole.html", {"way": found, "told": told(found), **compared.before_and_after(found)})


@takes_words
@largest_body(WRITING)
@require_form
def step(request: Request, moment_id: UUID, step_id: str) -> HttpResponse:
    moment = moment_of(request.vault, moment_id)
    one = steps.STEPS.get(step_id)
    if one is None:
        raise Http404
    found, page = queries.way_of(request.vault, moment), page_of(one)
    kept = page.kept(found)
    form = StepForm(one, found.tie, request.POST or None, kept, brief=found.depth == "hot", standing=found.standing)

    def keep() -> None:
        actions.answer(moment, request.vault, page, form.answers(), seen=form.cleaned_data["seen"])

    # Words are kept before the gate is asked: it may close the page, but must not lose words.
    if is_kept(form, keep, newer=lambda: form.written(kept)):
        return saved(request, lambda: _after(request, moment, page))
    if not found.may(one):
        return form_page(request, "way/not_now.html", form, way=found, step=one)
    context = {"way": found, "step": one, "explained": explained(found, one), **page.shown(found, request.vault)}
    return form_page(request, [f"way/{one.id}.html", "way/step.html"], form, **context)


@largest_body(WRITING)
@require_POST
def reading(request: Request, moment_id: UUID) -> HttpResponse:
    """Return the remarks beside a draft while it is written, as a part of the page; nothing is kept."""
    found = queries.way_of(request.vault, moment_of(request.vault, moment_id))
    return render(request, "way/live.html", compared.live(found, request.POST.get("words-draft", ""), request.vault))


@require_safe
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


def _after(request: Request, moment: Moment, page: StepPage) -> HttpResponse:
    """Go on, unless the page has something to show first."""
    found = queries.way_of(request.vault, moment)
    if page.stays(found, request.POST):
        return redirect("way:step", found.id, page.step.id)
    end = page.ends_with(found)
    return redirect(end, found.id) if end else _on(found, page.step)


def _on(found: queries.Way, step: Step | None) -> HttpResponse:
    """Go to the next step; after the last one, when it is hot, and when help comes first, to the overview."""
    if found.depth == "hot" or found.standing.state is gate.State.CRISIS:
        return redirect("way:way", found.id)
    # Beside the way, one goes on where the way was left.
    following = found.next_after(step) if step and step in found.steps else found.next_open
    return redirect("way:step", found.id, following.id) if following else redirect("way:way", found.id)
