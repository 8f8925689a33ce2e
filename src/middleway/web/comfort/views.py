"""Keep words of comfort, read them again, change them, let them go."""

from uuid import UUID, uuid4

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from middleway.web.comfort import access, actions, queries
from middleway.web.comfort.forms import SPOKEN, TOO_LONG, CardForm
from middleway.web.comfort.models import Card
from middleway.web.http import Request
from middleway.web.limits import largest_body
from middleway.web.pages import form_page, is_kept, require_form
from middleway.web.submitted_text import takes_words


@require_safe
def index(request: Request) -> HttpResponse:
    cards = queries.cards_of(request.vault)
    return render(request, "comfort/index.html", {"cards": cards, "sample": any(card.sample for card in cards)})


@takes_words
@largest_body(SPOKEN)
@require_form
def add(request: Request) -> HttpResponse:
    return _kept(request, CardForm(request.POST or None, request.FILES or None, initial={"page": uuid4()}))


@takes_words
@largest_body(SPOKEN)
@require_form
def change(request: Request, card_id: UUID) -> HttpResponse:
    card = access.card_of(request.vault, card_id)
    initial = {
        "text": queries.text_of(card, request.vault),
        "seen": queries.page_of(card, request.vault),
        "page": uuid4(),
    }
    form = CardForm(request.POST or None, request.FILES or None, initial=initial)
    form.is_spoken = queries.recording_of(card, request.vault) is not None
    return _kept(request, form, card)


@require_safe
def sound(request: Request, card_id: UUID) -> HttpResponse:
    """Send a recording, to its owner alone."""
    found = queries.sound_of(access.card_of(request.vault, card_id), request.vault)
    if found is None:
        raise Http404
    # A file name that tells nothing, for whoever saves it.
    headers = {"Content-Disposition": 'inline; filename="sound"'}
    return HttpResponse(found[0], content_type=found[1], headers=headers)


@require_form
def erase(request: Request, card_id: UUID) -> HttpResponse:
    """Ask once, then delete."""
    card = access.card_of(request.vault, card_id)
    if request.method == "POST":
        actions.erase(card, request.vault)
        return redirect("comfort:index")
    return render(request, "comfort/erase.html", {"card": card})


def _kept(request: Request, form: CardForm, card: Card | None = None) -> HttpResponse:
    """Keep what a valid form says, or show the form."""
    if form.is_bound and _is_dropped(request):
        form.is_spoken = True  # it was too large, and is not missing
        form.add_error("sound", TOO_LONG)

    def keep() -> None:
        actions.keep(request.vault, form.wanted(), card.pk if card else None)

    def now() -> Card:
        # By its page alone: once the form has come back, its recording is gone.
        page = form.cleaned_data["page"]
        return access.card_of(request.vault, card.pk) if card else access.made_on(page, request.vault)

    try:
        if is_kept(form, keep, newer=lambda: [queries.text_of(now(), request.vault)]):
            return redirect("comfort:index")
    except actions.NoRoom:
        pass  # the page says so, and what to do
    shown = now() if form.is_older else card
    recording = queries.recording_of(shown, request.vault) if shown else None
    room = queries.has_room(request.vault, besides=recording)
    return form_page(request, "comfort/card.html", form, card=shown, spoken=recording is not None, room=room)


def _is_dropped(request: Request) -> bool:
    """Whether a file was too large to stay in memory: Django then drops it in silence, and keeps the rest."""
    return int(request.META.get("CONTENT_LENGTH") or 0) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE
