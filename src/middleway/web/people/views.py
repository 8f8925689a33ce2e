"""Name those who are close, change what is said of them, take them away."""

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from middleway.web.http import Request
from middleway.web.people import access, actions, queries
from middleway.web.people.forms import PersonForm
from middleway.web.people.models import Person
from middleway.web.typed import takes_words

_FORMS = require_http_methods(["GET", "HEAD", "POST"])
_PAGES = require_http_methods(["GET", "HEAD"])


@_PAGES
def index(request: Request) -> HttpResponse:
    people = queries.people_of(request.user, request.vault)
    return render(request, "people/index.html", {"people": people, "sample": any(one.sample for one in people)})


@takes_words
@_FORMS
def add(request: Request) -> HttpResponse:
    form = PersonForm(request.POST or None, initial={"page": uuid4()})
    if form.is_valid():
        actions.add(request.vault, page=form.cleaned_data["page"], **form.said())
        return redirect("people:index")
    return _form(request, form)


@takes_words
@_FORMS
def change(request: Request, person_id: UUID) -> HttpResponse:
    person = access.person_of(request.user, person_id)
    form = PersonForm(request.POST or None, initial=queries.content_of(person, request.vault))
    if form.is_valid():
        actions.save(person, request.vault, **form.said())
        return redirect("people:index")
    return _form(request, form, person)


@_FORMS
def erase(request: Request, person_id: UUID) -> HttpResponse:
    """Ask once, then delete. What was written about them stays."""
    person = access.person_of(request.user, person_id)
    if request.method == "POST":
        actions.erase(person, request.vault)
        return redirect("people:index")
    return render(request, "people/erase.html", {"person": person})


def _form(request: Request, form: PersonForm, person: Person | None = None) -> HttpResponse:
    return render(request, "people/person.html", {"form": form, "person": person}, status=422 if form.is_bound else 200)
