"""Somebody with one of everything, and a way through every page that they can reach."""

from collections import Counter
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

from django.urls import Resolver404, resolve, reverse

from middleway.web.accounts.carried import whose
from middleway.web.comfort.models import Card
from middleway.web.drafts.models import FormDraft
from middleway.web.moments.models import Moment
from middleway.web.people.models import Person
from middleway.web.questions.steps import STEPS
from tests.support.addresses import one_of_each
from tests.support.pages import Page, hidden
from tests.support.writing import begun


def with_one_of_everything(person: Any) -> dict[str, UUID]:
    """Let somebody keep one of everything, and take in Hanna's story. Return the rows that addresses are made of."""
    person.post("/people/new/", {"name": "Leo", "tie": "partner", "close": ""})
    leo = Person.objects.get()
    way = begun(person, str(leo.pk))
    person.post(f"{way}out/", {**hidden(person.get(f"{way}out/")), "words-text": "We had a long day."})
    person.post("/comfort/new/", {"text": "You are doing what you can."})
    draft = uuid4()
    person.post(f"/moments/drafts/{draft}/", {"text": "Not finished."})
    ids = {"person": leo.pk, "moment": Moment.objects.get().pk, "card": Card.objects.get().pk, "draft": draft}
    typed = {
        "whose": whose(person.account),
        "typed_at": "/comfort/new/",
        "typed_on": str(uuid4()),
        "stands_on": "/comfort/new/",
        "texts.text": "It rained.",
    }
    assert person.post("/drafts/", typed).status_code == 204
    ids["form_draft"] = FormDraft.objects.get().pk
    person.post("/sample/begin/")
    return ids


def every_page(person: Any, ids: dict[str, UUID]) -> Iterator[tuple[str, Page]]:
    """Yield (address, page) of every page inside: the site's addresses, and those that a link on one of them leads to.

    At most two of each kind, one of them with a row of one's own.
    """
    to_see = list(one_of_each(ids).values())
    to_see += [reverse("way:step", args=[ids["moment"], step]) for step in STEPS]
    seen, of_a_kind = set(), Counter[Any]()
    while to_see:
        address = to_see.pop(0)
        try:
            found = resolve(address)
        except Resolver404:
            continue
        words = tuple(value for value in found.kwargs.values() if not isinstance(value, UUID))
        kind = (found.view_name, words)
        if address in seen or of_a_kind[kind] > 1:
            continue
        seen.add(address)
        of_a_kind[kind] += 1
        answer = person.get(address)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            page = Page(address, answer.text)
            to_see += page.links
            yield address, page
