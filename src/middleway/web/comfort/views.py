"""Keep words of comfort, meet them again, change them, let them go."""

from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from middleway.web.comfort import access, actions, queries
from middleway.web.comfort.forms import CardForm
from middleway.web.comfort.models import Card
from middleway.web.http import Request

_FORMS = require_http_methods(["GET", "HEAD", "POST"])
_PAGES = require_http_methods(["GET", "HEAD"])


@_PAGES
def index(request: Request) -> HttpResponse:
    cards = queries.cards_of(request.user, request.vault)
    return render(request, "comfort/index.html", {"cards": cards, "sample": any(card.sample for card in cards)})


@_FORMS
def add(request: Request) -> HttpResponse:
    return _kept(request, CardForm(request.POST or None, request.FILES or None))


@_FORMS
def change(request: Request, card_id: UUID) -> HttpResponse:
    card = access.card_of(request.user, card_id)
    initial = {"text": queries.text_of(card, request.vault)}
    return _kept(request, CardForm(request.POST or None, request.FILES or None, initial=initial), card)


@_PAGES
def sound(request: Request, card_id: UUID) -> HttpResponse:
    """A recording, for its owner alone."""
    found = queries.sound_of(access.card_of(request.user, card_id), request.vault)
    if found is None:
        raise Http404
    return HttpResponse(found[0], content_type=found[1], headers={"Content-Disposition": "inline"})


@_FORMS
def erase(request: Request, card_id: UUID) -> HttpResponse:
    """Ask once, then delete."""
    card = access.card_of(request.user, card_id)
    if request.method == "POST":
        actions.erase(card, request.vault)
        return redirect("comfort:index")
    return render(request, "comfort/erase.html", {"card": card})


def _kept(request: Request, form: CardForm, card: Card | None = None) -> HttpResponse:
    """Keep what a valid form says, or show the form."""
    if form.is_valid():
        wanted = form.cleaned_data
        try:
            with transaction.atomic():  # the words with the recording, or neither
                card_id = actions.keep(request.vault, text=wanted["text"], card_id=card.pk if card else None)
                if wanted["sound"]:
                    actions.record(request.vault, card_id, wanted["sound"].read())
                elif wanted["without"]:
                    actions.silence(request.vault, card_id)
            return redirect("comfort:index")
        except actions.TooManyRecordings:
            form.add_error(
                "sound",
                _("There are twelve recordings, and no more are kept. Your words are still here. Delete one first."),
            )
    spoken = card is not None and queries.sound_of(card, request.vault) is not None
    context = {"form": form, "card": card, "spoken": spoken}
    return render(request, "comfort/card.html", context, status=422 if form.is_bound else 200)
