"""Pages to add somebody close, to change what is said of them, and to delete them."""

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from msgspec.structs import asdict

from middleway.web.http import Request
from middleway.web.pages import form_page, is_kept, require_form
from middleway.web.people import access, actions, queries
from middleway.web.people.forms import PersonForm
from middleway.web.people.models import Person
from middleway.web.submitted_text import takes_words


@require_safe
def index(request: Request) -> HttpResponse:
    people = queries.people_of(request.vault)
    return render(request, "people/index.html", {"people": people, "sample": any(one.sample for one in people)})


@takes_words
@require_form
def add(request: Request) -> HttpResponse:
    form = PersonForm(request.POST or None, initial={"page": uuid4()})

    def added() -> Person:
        return access.added_on(form.cleaned_data["page"], request.vault)

    def keep() -> None:
        actions.add(request.vault, **form.said())

    if is_kept(form, keep, newer=lambda: queries.said_of(added(), request.vault)):
        return redirect("people:index")
    return form_page(request, "people/person.html", form, person=added() if form.is_older else None)


@takes_words
@require_form
def change(request: Request, person_id: UUID) -> HttpResponse:
    person = access.person_of(request.vault, person_id)
    before = queries.content_of(person, request.vault)
    form = PersonForm(request.POST or None, initial={**asdict(before), "seen": before.page, "page": uuid4()})

    def keep() -> None:
        actions.save(person, request.vault, **form.said())

    def newer() -> list[str]:
        return queries.said_of(access.person_of(request.vault, person_id), request.vault)

    if is_kept(form, keep, newer):
        return redirect("people:index")
    return form_page(request, "people/person.html", form, person=person)


@require_form
def erase(request: Request, person_id: UUID) -> HttpResponse:
    """Ask for confirmation, then delete. What was written about them stays."""
    person = access.person_of(request.vault, person_id)
    if request.method == "POST":
        actions.erase(person, request.vault)
        return redirect("people:index")
    return render(request, "people/erase.html", {"person": person})
