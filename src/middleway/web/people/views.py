"""Pages to add somebody close, to change what is said of them, and to delete them."""

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from middleway.web.http import Request
from middleway.web.meanwhile import ChangedMeanwhile
from middleway.web.people import access, actions, queries
from middleway.web.people.forms import PersonForm
from middleway.web.people.models import Person
from middleway.web.submitted_text import takes_words

_FORMS = require_http_methods(["GET", "HEAD", "POST"])
_PAGES = require_http_methods(["GET", "HEAD"])


@_PAGES
def index(request: Request) -> HttpResponse:
    people = queries.people_of(request.vault)
    return render(request, "people/index.html", {"people": people, "sample": any(one.sample for one in people)})


@takes_words
@_FORMS
def add(request: Request) -> HttpResponse:
    form, person = PersonForm(request.POST or None, initial={"page": uuid4()}), None
    if form.is_valid():
        try:
            actions.add(request.vault, **form.said())
            return redirect("people:index")
        except ChangedMeanwhile as newer:
            person = access.added_on(form.cleaned_data["page"], request.vault)
            form.put_beside(str(newer), queries.said_of(person, request.vault))
    return _form(request, form, person)


@takes_words
@_FORMS
def change(request: Request, person_id: UUID) -> HttpResponse:
    person = access.person_of(request.vault, person_id)
    before = queries.content_of(person, request.vault)
    form = PersonForm(request.POST or None, initial={**before, "seen": before.get("page", ""), "page": uuid4()})
    if form.is_valid():
        try:
            actions.save(person, request.vault, **form.said())
            return redirect("people:index")
        except ChangedMeanwhile as newer:
            person = access.person_of(request.vault, person_id)
            form.put_beside(str(newer), queries.said_of(person, request.vault))
    return _form(request, form, person)


@_FORMS
def erase(request: Request, person_id: UUID) -> HttpResponse:
    """Ask for confirmation, then delete. What was written about them stays."""
    person = access.person_of(request.vault, person_id)
    if request.method == "POST":
        actions.erase(person, request.vault)
        return redirect("people:index")
    return render(request, "people/erase.html", {"person": person})


def _form(request: Request, form: PersonForm, person: Person | None = None) -> HttpResponse:
    return render(request, "people/person.html", {"form": form, "person": person}, status=form.status)
