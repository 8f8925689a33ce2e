"""Write, keep, look again, change, let go."""

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from middleway.web.http import Request
from middleway.web.limits import WRITING, largest_body
from middleway.web.meanwhile import ChangedMeanwhile
from middleway.web.moments import access, actions, queries
from middleway.web.moments.forms import DraftForm, EditForm, WriteForm
from middleway.web.moments.models import Moment
from middleway.web.pages import TYPED_ELSEWHERE, form_page, is_kept, require_form
from middleway.web.safety import gate
from middleway.web.submitted_text import lets_go, takes_words


@require_safe
def index(request: Request, page: int = 1) -> HttpResponse:
    found = queries.index(request.vault, max(page, 1))
    return render(request, "moments/index.html", {"index": found})


@largest_body(WRITING)
@require_form
def write(request: Request) -> HttpResponse:
    form = WriteForm(request.POST or None, initial={"draft": uuid4(), "typed_on": uuid4()})
    if form.is_valid():
        moment = actions.keep(request.vault, text=form.cleaned_data["text"], draft_id=form.cleaned_data["draft"])
        return redirect("moments:show", moment.pk)
    return _write_page(request, form)


@largest_body(WRITING)
@require_form
def draft(request: Request, draft_id: UUID) -> HttpResponse:
    """Go on writing a draft. Autosave posts here too."""
    if request.method == "POST":
        return _save_draft(request, draft_id)
    found = access.draft_of(request.vault, draft_id)
    began = queries.began_from(found, request.vault)
    changes = access.moment_or_none(request.vault, began.of)
    pages = " ".join([str(uuid4()), *began.pages])
    initial = {"text": queries.text_of(found, request.vault), "draft": draft_id, "typed_on": pages}
    if changes is None:
        return _write_page(request, WriteForm(initial=initial))
    return _write_page(request, EditForm(initial={**initial, "seen": began.revision or changes.revision}), changes)


@lets_go
@largest_body(WRITING)
@require_POST
def let_go(request: Request, draft_id: UUID) -> HttpResponse:
    actions.let_go(request.vault, draft_id=draft_id)
    return redirect("home:index")


@require_safe
def show(request: Request, moment_id: UUID) -> HttpResponse:
    moment = access.moment_of(request.vault, moment_id)
    text = queries.text_of(moment, request.vault)
    standing, whose = queries.standing_of(moment, request.vault)
    context = {
        "moment": moment,
        "text": text,
        "written": queries.written(moment, request.vault),
        "standing": standing,
        "whose": whose,
        "read": standing.may(gate.Offer.MIRROR),
        "page": queries.reading_shown(moment, request.vault) if standing.may(gate.Offer.MIRROR) else None,
    }
    return render(request, "moments/show.html", context)


@takes_words
@largest_body(WRITING)
@require_form
def edit(request: Request, moment_id: UUID) -> HttpResponse:
    form = EditForm(request.POST or None)

    def keep() -> None:
        actions.rewrite(request.vault, moment_id, **form.wanted())

    def now() -> str:
        return queries.text_of(access.moment_of(request.vault, moment_id), request.vault)

    if is_kept(form, keep, newer=lambda: [now()]):
        return redirect("moments:show", moment_id)
    moment = access.moment_of(request.vault, moment_id)
    form.initial = {"text": now(), "draft": uuid4(), "typed_on": uuid4(), "seen": moment.revision}
    return _write_page(request, form, moment)


@require_form
def erase(request: Request, moment_id: UUID) -> HttpResponse:
    """Ask once, then delete."""
    moment = access.moment_of(request.vault, moment_id)
    if request.method == "POST":
        actions.erase(moment, request.vault)
        return redirect("home:index")
    return render(request, "moments/erase.html", {"moment": moment})


def _save_draft(request: Request, draft_id: UUID) -> HttpResponse:
    form = DraftForm({**request.POST.dict(), "draft": str(draft_id)})
    if not form.is_valid():
        return HttpResponse(form.errors.as_text(), status=422, content_type="text/plain")
    try:
        actions.save_draft(request.vault, draft_id=draft_id, text=form.cleaned_data["text"], began=form.began())
    except ChangedMeanwhile:
        return HttpResponse(status=TYPED_ELSEWHERE)
    return HttpResponse(status=204)


def _write_page(request: Request, form: WriteForm, changes: Moment | None = None) -> HttpResponse:
    of = str(changes.pk) if changes else ""
    return form_page(request, "moments/write.html", form, of=of, changes=changes, draft=form.draft_id())
