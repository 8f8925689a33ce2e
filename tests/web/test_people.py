"""Those who are close: a sign is enough, and no name stands anywhere in the clear."""

import re

import pytest

from middleway import content
from middleway.web.people.forms import TIES
from middleway.web.people.models import Person
from tests.support.pages import hidden, value_of
from tests.support.writing import begun


def added(person, **fields):
    answer = person.post("/people/new/", {"name": "T.", "tie": "partner", "close": "", **fields})
    assert answer.status_code == 302
    return f"/people/{Person.objects.latest('revision', 'id').pk}/"


@pytest.mark.row(33)
def test_anybody_close_can_be_named_by_a_sign_and_a_kind_of_tie(alice):
    assert set(TIES) == set(content.TIES)

    for tie in TIES:
        added(alice, name="☂", tie=tie)

    page = alice.get("/people/").text
    assert page.count("☂") == len(TIES)
    assert all(str(kind) in page for kind in TIES.values())


def test_a_name_is_sealed_and_changes_and_goes(alice):
    address = added(alice, name="Leonhard")
    assert b"Leonhard" not in bytes(Person.objects.get().sealed)

    alice.post(address, {**hidden(alice.get(address)), "name": "Leo", "tie": "ex", "close": "far"})
    assert "Leo" in alice.get("/people/").text
    assert "Leonhard" not in alice.get("/people/").text
    alice.post(f"{address}erase/")

    assert not Person.objects.exists()


def test_what_was_written_about_somebody_stays_when_they_are_taken_away(alice):
    address = added(alice)
    way = begun(alice, address.split("/")[2])
    alice.post(f"{way}out/", {"text": "It rained."})

    alice.post(f"{address}erase/")

    assert "It rained." in alice.get(f"{way}whole/").text
    assert not re.search(r"\bT\.", alice.get("/moments/").text)


def test_nobody_else_sees_or_changes_them(alice, bob):
    address = added(alice, name="Leonhard")

    assert "Leonhard" not in bob.get("/people/").text
    assert bob.get(address).status_code == bob.post(f"{address}erase/").status_code == 404
    way = begun(bob)
    assert "Leonhard" not in bob.get(f"{way}about/").text
    assert bob.post(f"{way}about/", {"person": address.split("/")[2]}).status_code == 422
    assert "Leonhard" not in bob.get(f"{way}whole/").text
    assert Person.objects.count() == 1


def test_without_a_name_one_is_asked_for_a_sign(alice):
    answer = alice.post("/people/new/", {"name": " ", "tie": "partner"})

    assert answer.status_code == 422
    assert "Put in a letter or a sign." in answer.text


def test_somebody_who_is_sent_twice_from_one_page_is_one_person(alice):
    page = value_of(alice.get("/people/new/"), "page")
    for _ in range(2):
        alice.post("/people/new/", {"name": "T.", "tie": "friend", "close": "", "page": page})

    assert Person.objects.count() == 1
