"""Something good happened: two questions, and it counts."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from middleway.web.moments.models import Moment
from middleway.web.patterns import gather
from tests.support.pages import hidden, main, shown, words
from tests.support.texts import DANGER
from tests.support.writing import friend, way_in

WORDS = "She asked how I was, and waited for the answer."


def remembered(somebody, **sent):
    page = hidden(somebody.get("/way/remember/"))
    return somebody.post("/way/remember/", {**page, **sent})


def test_it_is_one_tap_from_the_begin_page_and_asks_two_questions(alice):
    assert "/way/remember/" in alice.get("/way/").text
    assert "/way/remember/" in alice.get("/home/").text

    page = words(main(alice.get("/way/remember/")))
    assert page.count("?") == 2


def test_what_was_good_is_kept_sealed_shown_whole_and_stands_on_the_first_page(alice):
    whole = remembered(alice, **{"words-words": WORDS, "kinds": ["they", "heard"]}).headers["Location"]

    assert b"how I was" not in bytes(Moment.objects.get().sealed)
    assert WORDS in shown(alice, whole)
    assert "I felt heard" in alice.get(whole).text
    assert WORDS in shown(alice, "/home/")
    assert "What you wrote last" not in shown(alice, "/home/")
    assert WORDS in shown(alice, "/moments/")


def test_after_two_weeks_it_is_no_longer_on_the_first_page(alice):
    remembered(alice, **{"words-words": WORDS})
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        alice.post("/sign-in/", {"username": "alice", "passphrase": alice.passphrase})
        assert WORDS not in shown(alice, "/home/")


def test_without_words_it_is_known_by_what_was_tapped(alice):
    remembered(alice, kinds=["thanks"])

    assert "One of us said thank you" in alice.get("/home/").text
    assert "One of us said thank you" in alice.get("/moments/").text


def test_with_no_answer_nothing_is_kept_and_the_page_says_what_to_do(alice):
    answer = remembered(alice, **{"words-words": "  "})

    assert answer.status_code == 422
    assert "Tap one of these, or write a line." in answer.text
    assert not Moment.objects.exists()


def test_the_same_page_sent_twice_keeps_one_and_other_words_keep_another(alice):
    page = hidden(alice.get("/way/remember/"))
    for text in (WORDS, WORDS, "Then we laughed."):
        alice.post("/way/remember/", {**page, "words-words": text})

    assert Moment.objects.count() == 2


def test_whom_it_was_with_is_kept_and_comes_back_with_the_form(alice):
    whose = friend(alice, "Sam")
    back = remembered(alice, person=whose)
    assert back.status_code == 422
    assert f'value="{whose}" selected' in back.text

    remembered(alice, person=whose, kinds=["close"])
    assert "Sam" in alice.get("/moments/").text


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("they", "their_moves", frozenset({"connect"})),
        ("me", "moves", frozenset({"connect"})),
        ("heard", "heard", 1.0),
        ("mended", "repair", 1.0),
    ],
)
def test_it_counts_in_the_patterns_as_what_was_tapped(alice, kind, field, value):
    whose = friend(alice)
    remembered(alice, person=whose, kinds=[kind])
    (moment,) = gather.by_person(alice.vault(), timezone.now() - timedelta(days=1))[whose]

    assert getattr(moment, field) == value
    assert (moment.heard, moment.repair).count(None) == (1 if kind in ("heard", "mended") else 2)


def test_words_of_danger_in_something_good_are_seen_like_any_others(alice):
    whole = remembered(alice, **{"words-words": DANGER}).headers["Location"]

    assert "It is a guess, and you know more" in shown(alice, way_in(whole))


def test_nobody_else_finds_it(alice, bob):
    whole = remembered(alice, **{"words-words": WORDS}).headers["Location"]

    assert bob.get(whole).status_code == 404
    assert WORDS not in shown(bob, "/home/")
