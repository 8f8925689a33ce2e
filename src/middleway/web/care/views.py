"""How it stands with somebody, and what the writer says of it; private questions; private notes."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from middleway.web.care import actions, queries
from middleway.web.care.addresses import addresses
from middleway.web.care.forms import CheckForm, SayForm
from middleway.web.care.notes import PAPERS
from middleway.web.http import Request
from middleway.web.limits import WRITING, largest_body
from middleway.web.moments.access import moment_or_none
from middleway.web.pages import form_page, is_kept, require_form, saved
from middleway.web.people.access import person_of
from middleway.web.people.queries import people_of, person
from middleway.web.questions.forms import StepForm
from middleway.web.questions.steps import STEPS
from middleway.web.safety import actions as safety
from middleway.web.safety import gate, ledger
from middleway.web.submitted_text import takes_words


@require_safe
def aside(request: Request) -> HttpResponse:
    written = queries.written(request.vault)
    papers = [(one, one.id in written) for one in PAPERS.values()]
    people = [one for one in people_of(request.vault) if one.name]
    gone = queries.gone(request.vault)
    context = {"papers": papers, "people": people, "gone": gone, "helpers": bool(settings.HELPERS)}
    return render(request, "care/aside.html", context)


@require_safe
def with_person(request: Request, person_id: UUID | None = None) -> HttpResponse:
    """Show what was noticed, that it is a guess, and the writer's own word."""
    key = _key(request, person_id)
    context = {
        "person": person(request.vault, key),
        "key": key,
        "standing": gate.standing(request.vault, key),
        "evidence": queries.evidence(request.vault, key),
        **addresses(key),
    }
    return render(request, "care/person.html", context)


@require_form
def check(request: Request, person_id: UUID | None = None) -> HttpResponse:
    key = _key(request, person_id)
    form = CheckForm(request.POST or None)
    if form.is_valid():
        safety.answer(request.vault, key, form.cleaned_data)
        return redirect(addresses(key)["about"])
    return form_page(request, "care/check.html", form, person=person(request.vault, key))


@require_POST
def say(request: Request, person_id: UUID | None = None) -> HttpResponse:
    """Keep the writer's own word, and go back to where they were."""
    key, form = _key(request, person_id), SayForm(request.POST)
    if not form.is_valid():
        return redirect("care:aside")
    moment, step = form.cleaned_data["moment"], form.cleaned_data["step"]
    safety.say(request.vault, key, form.cleaned_data["what"], str(moment or "") if step else "")
    if moment and moment_or_none(request.vault, str(moment)):
        return redirect("way:step", moment, step) if step in STEPS else redirect("way:way", moment)
    if step == "patterns":
        return redirect("patterns:of_person", key) if key else redirect("patterns:of_nobody")
    if form.cleaned_data["what"] == ledger.SAFE_NOW:
        return redirect("comfort:index")
    return redirect(addresses(key)["about"])


@takes_words
@largest_body(WRITING)
@require_form
def paper(request: Request, kind: str) -> HttpResponse:
    """Show private notes, and save them while they are written."""
    one = PAPERS.get(kind)
    if one is None:
        raise Http404
    kept = queries.kept(request.vault, one)
    form = StepForm(one, "", request.POST or None, kept)

    def keep() -> None:
        actions.note(request.vault, one, form.answers(), seen=form.cleaned_data["seen"])

    if is_kept(form, keep, newer=lambda: form.written(kept)):
        return saved(request, lambda: redirect("care:aside"))
    return form_page(request, "care/paper.html", form, paper=one)


@require_form
def let_go(request: Request, kind: str) -> HttpResponse:
    """Ask once, then delete."""
    if kind not in PAPERS:
        raise Http404
    if request.method == "POST":
        actions.let_go(request.vault, PAPERS[kind])
        return redirect("care:aside")
    return render(request, "care/let_go.html", {"paper": PAPERS[kind]})


def _key(request: Request, person_id: UUID | None) -> str:
    """Return a person's id as the ledger has it, even if they were taken out. Raises Http404 for anybody else's."""
    if person_id and str(person_id) in queries.gone(request.vault):
        return str(person_id)
    return str(person_of(request.vault, person_id).pk) if person_id else ""
