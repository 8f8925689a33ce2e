"""Words of comfort: one's own, kept for the next hard moment."""

import pytest

from middleway.web.comfort.models import Card
from middleway.web.records import store
from tests.support.pages import hidden, value_of
from tests.support.writing import card


@pytest.mark.row(20)
@pytest.mark.row(37)
def test_a_card_is_kept_sealed_and_met_again(alice):
    address = card(alice, "You may rest now.")

    assert b"rest now" not in bytes(Card.objects.get().sealed)
    assert "You may rest now." in alice.get("/comfort/").text
    assert "You may rest now." in alice.get(address).text


def test_a_card_is_changed_in_its_place_and_let_go(alice):
    address = card(alice)

    alice.post(address, {**hidden(alice.get(address)), "text": "I am still here."})
    assert "I am still here." in alice.get("/comfort/").text
    assert Card.objects.count() == 1
    assert alice.get(f"{address}erase/").status_code == 200
    alice.post(f"{address}erase/")

    assert not Card.objects.exists()


def test_an_empty_card_is_asked_for_again(alice):
    answer = alice.post("/comfort/new/", {"text": "  "})

    assert answer.status_code == 422
    assert "Write a line first, or say it." in answer.text


def test_nobody_else_meets_it(alice, bob):
    address = card(alice, "You may rest now.")

    assert "rest now" not in bob.get("/comfort/").text
    assert bob.get(address).status_code == bob.post(address, {"text": "x"}).status_code == 404
    assert bob.post(f"{address}erase/").status_code == 404


def test_a_new_card_that_is_sent_twice_is_one_card(alice):
    page = value_of(alice.get("/comfort/new/"), "page")
    for text in ("You are not alone.", "You are not alone. I am here."):
        alice.post("/comfort/new/", {"text": text, "page": page})

    assert store.content_of(Card.objects.get(), alice.vault())["text"] == "You are not alone. I am here."
