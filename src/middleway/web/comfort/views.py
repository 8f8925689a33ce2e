"""Keep words of comfort, meet them again, change them, let them go."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from middleway.web.comfort import access, actions, queries
from middleway.web.comfort.forms import CardForm
from middleway.web.comfort.models import Card
from middleway.web.http import Request

_FORMS = require_http_methods(["GET", "HEAD", "POST"])
_PAGES = require_http_methods(["GET", "HEAD"])


@_PAGES
def index(request: Request) -> HttpResponse:
    return render(request, "comfort/index.html", {"cards": queries.cards_of(request.user, request.vault)})


@_FORMS
def add(request: Request) -> HttpResponse:
    form = CardForm(request.POST or None)
    if form.is_valid():
        actions.keep(request.vault, text=form.cleaned_data["text"])
        return redirect("comfort:index")
    return _card_page(request, form)


@_FORMS
def change(request: Request, card_id: UUID) -> HttpResponse:
    card = access.card_of(request.user, card_id)
    form = CardForm(request.POST or None, initial={"text": queries.text_of(card, request.vault)})
    if form.is_valid():
        actions.keep(request.vault, text=form.cleaned_data["text"], card_id=card.pk)
        return redirect("comfort:index")
    return _card_page(request, form, card)


@_FORMS
def erase(request: Request, card_id: UUID) -> HttpResponse:
    """Ask once, then delete."""
    card = access.card_of(request.user, card_id)
    if request.method == "POST":
        actions.erase(card, request.vault)
        return redirect("comfort:index")
    return render(request, "comfort/erase.html", {"card": card})


def _card_page(request: Request, form: CardForm, card: Card | None = None) -> HttpResponse:
    return render(request, "comfort/card.html", {"form": form, "card": card}, status=422 if form.is_bound else 200)
