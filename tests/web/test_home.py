"""The first page inside: a promise first, then where one stopped, kind words after heat, and what is not finished."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from middleway import content
from middleway.web.comfort.models import Card
from middleway.web.home.queries import part_of_day
from middleway.web.moments.models import Moment
from middleway.web.records.writing import write
from middleway.web.way.returns import time_to_ask
from tests.support.contents import holding
from tests.support.pages import elements, hidden, links, shown
from tests.support.texts import DANGER
from tests.support.writing import CALM, begun

EIGHT_IN_THE_EVENING = datetime(2026, 3, 3, 20, 0, tzinfo=UTC)
COMFORT = {
    "text": "I am here with you.",
    "written": "2026-03-01T10:00:00+00:00",
    "changed": "2026-03-01T10:00:00+00:00",
}


def promised(person, way, until):
    page = hidden(person.get(f"{way}pause/"))
    assert person.post(f"{way}pause/", {**page, "until": until}).status_code == 302


def test_whoever_is_new_is_asked_nothing_and_shown_where_to_begin(alice):
    page = shown(alice, "/home/")

    assert "Nothing yet. Nothing needs to be." in page
    assert "Something happened" in page
    assert "You stopped at" not in page


def test_it_says_where_one_stopped_and_leads_on_from_there(alice):
    way = begun(alice)
    page = alice.get("/home/")

    assert "You stopped at “Let it out”." in shown(alice, "/home/")
    assert f"{way}out/" in links(page)

    alice.post(f"{way}out/", {**hidden(alice.get(f"{way}out/")), "text": "It rained."})
    assert "You stopped at “See it”." in shown(alice, "/home/")


def test_words_that_were_only_kept_are_no_way_that_one_stopped_on(alice):
    alice.post("/moments/write/", {"text": "It rained."})
    page = shown(alice, "/home/")

    assert "What you wrote last" in page
    assert "It rained." in page
    assert "You stopped" not in page


def test_where_it_is_not_safe_nothing_says_that_a_way_was_gone(alice):
    way = begun(alice)
    alice.post(f"{way}out/", {**hidden(alice.get(f"{way}out/")), "text": DANGER})
    page = shown(alice, "/home/")

    assert "You went the whole way" not in page
    assert "You stopped" not in page


def test_a_promise_stands_before_everything_else_and_is_kept_with_one_tap(alice):
    with time_machine.travel(EIGHT_IN_THE_EVENING, tick=False) as clock:
        alice.post("/sign-in/", {"username": alice.name, "passphrase": alice.passphrase})
        way = begun(alice, heat="8")
        promised(alice, way, "21:00")
        assert "You will be back at 9 p.m." in shown(alice, "/home/")
        clock.shift(3700)
        alice.post("/sign-in/", {"username": alice.name, "passphrase": alice.passphrase})
        page = alice.get("/home/")

        assert "You said you would be back at 9 p.m." in shown(alice, "/home/")
        first = elements(page, ".//main//h2")[0]
        assert first.attrib["id"] == "promised"
        assert elements(page, ".//main//form")[0].attrib["action"] == f"{way}back/"
        alice.post(f"{way}back/")
        assert "You said you would be back" not in shown(alice, "/home/")


def test_when_it_is_very_strong_the_way_ends_with_nothing_but_ones_sentence(alice):
    way = begun(alice, heat="9")
    assert f"{way}say/" in links(alice.get(way))
    page = hidden(alice.get(f"{way}say/"))
    said = alice.post(f"{way}say/", {**page, "words-draft": "I felt small. Will you ask me next time?"})

    assert said.headers["Location"] == f"{way}sentence/"
    assert "I felt small. Will you ask me next time?" in shown(alice, f"{way}sentence/")


def with_a_sentence(person):
    """Return the address of a calm moment in which somebody found words to say."""
    way = begun(person)
    page = hidden(person.get(f"{way}say/"))
    answer = person.post(f"{way}say/", {**page, "words-draft": "I felt small. Will you ask me next time?"})
    assert answer.headers["Location"] == f"{way}sentence/"
    return way


def at(clock, moment, person):
    """Let it be that time, and sign in again: the session is over by then."""
    clock.move_to(moment)
    person.post("/sign-in/", {"username": person.name, "passphrase": person.passphrase})


def test_the_end_says_what_was_done_in_one_line(alice):
    way = with_a_sentence(alice)
    alice.post(f"{way}comfort/", {**hidden(alice.get(f"{way}comfort/")), "words-pain": "I am here."})
    alice.post(f"{way}sentence/", {"when": "not"})

    assert "You were kind to yourself. You found words for it." in shown(alice, f"{way}sentence/")


@pytest.mark.parametrize(
    ("when", "asked"),
    [
        ("now", timedelta(hours=2)),
        ("tomorrow", timedelta(hours=22)),
        ("days", timedelta(days=2, hours=22)),
    ],
)
def test_how_it_went_is_asked_after_the_time_that_was_named_and_not_at_once(alice, when, asked):
    with time_machine.travel(EIGHT_IN_THE_EVENING, tick=False) as clock:
        at(clock, EIGHT_IN_THE_EVENING, alice)
        way = with_a_sentence(alice)
        assert alice.post(f"{way}sentence/", {"when": when}).headers["Location"] == f"{way}sentence/"
        assert "You will be asked how it went" in shown(alice, f"{way}sentence/")
        assert "How did it go?" not in shown(alice, "/home/")

        at(clock, EIGHT_IN_THE_EVENING + asked - timedelta(minutes=1), alice)
        assert "How did it go?" not in shown(alice, "/home/")
        at(clock, EIGHT_IN_THE_EVENING + asked, alice)
        page = shown(alice, "/home/")
        assert "I felt small. Will you ask me next time? How did it go?" in page
        assert f"{way}after/" in links(alice.get("/home/"))


def test_what_stays_unsaid_is_not_asked_about(alice):
    with time_machine.travel(EIGHT_IN_THE_EVENING, tick=False) as clock:
        at(clock, EIGHT_IN_THE_EVENING, alice)
        way = with_a_sentence(alice)
        alice.post(f"{way}sentence/", {"when": "tomorrow"})
        alice.post(f"{way}sentence/", {"when": "not"})

        assert "It stays with you." in shown(alice, f"{way}sentence/")
        at(clock, EIGHT_IN_THE_EVENING + timedelta(days=2), alice)
        assert "How did it go?" not in shown(alice, "/home/")


def test_whoever_has_told_how_it_went_is_not_asked_again(alice):
    with time_machine.travel(EIGHT_IN_THE_EVENING, tick=False) as clock:
        at(clock, EIGHT_IN_THE_EVENING, alice)
        first, second = with_a_sentence(alice), with_a_sentence(alice)
        for way in (first, second):
            alice.post(f"{way}sentence/", {"when": "now"})
        at(clock, EIGHT_IN_THE_EVENING + timedelta(hours=3), alice)
        assert f"{first}after/" in links(alice.get("/home/"))

        alice.post(f"{first}after/", {**hidden(alice.get(f"{first}after/")), "words-how": "She was quiet."})
        assert f"{second}after/" in links(alice.get("/home/"))
        alice.post(f"/moments/{second.split('/')[2]}/erase/")
        assert "How did it go?" not in shown(alice, "/home/")


def test_where_it_is_not_safe_nobody_is_asked_how_it_went(alice):
    with time_machine.travel(EIGHT_IN_THE_EVENING, tick=False) as clock:
        at(clock, EIGHT_IN_THE_EVENING, alice)
        alice.post(f"{with_a_sentence(alice)}sentence/", {"when": "now"})
        alice.post("/moments/write/", {"text": DANGER})
        at(clock, EIGHT_IN_THE_EVENING + timedelta(hours=3), alice)

        assert "How did it go?" not in shown(alice, "/home/")


def test_one_moment_that_waits_hides_no_other(alice):
    with time_machine.travel(EIGHT_IN_THE_EVENING, tick=False) as clock:
        at(clock, EIGHT_IN_THE_EVENING, alice)
        first, second, third = (with_a_sentence(alice) for _ in range(3))
        for way in (first, second, third):
            alice.post(f"{way}sentence/", {"when": "now"})
        alice.post(f"{first}say/", {**hidden(alice.get(f"{first}say/")), "words-draft": ""})
        row = Moment.objects.get(pk=second.split("/")[2])
        Moment.objects.filter(pk=row.pk).update(sealed=bytes(row.sealed)[:-1] + b"\0")

        at(clock, EIGHT_IN_THE_EVENING + timedelta(hours=3), alice)
        assert f"{third}after/" in links(alice.get("/home/"))


def test_what_is_chosen_at_the_step_counts_as_much_as_at_the_end(alice):
    with time_machine.travel(EIGHT_IN_THE_EVENING, tick=False) as clock:
        at(clock, EIGHT_IN_THE_EVENING, alice)
        way = with_a_sentence(alice)
        alice.post(f"{way}choose/", {**hidden(alice.get(f"{way}choose/")), "when": "later"})
        assert "You will be asked how it went: Friday" in shown(alice, f"{way}sentence/")
        alice.post(f"{way}choose/", {**hidden(alice.get(f"{way}choose/")), "when": "not"})
        assert "It stays with you." in shown(alice, f"{way}sentence/")


def test_when_the_time_is_over_one_is_asked_anew_and_told_of_no_time_to_come(alice):
    with time_machine.travel(EIGHT_IN_THE_EVENING, tick=False) as clock:
        at(clock, EIGHT_IN_THE_EVENING, alice)
        way = with_a_sentence(alice)
        alice.post(f"{way}sentence/", {"when": "now"})
        at(clock, EIGHT_IN_THE_EVENING + timedelta(hours=3), alice)

        page = alice.get(f"{way}sentence/")
        assert "You will be asked" not in page.text
        assert elements(page, ".//main//details//form") == []
        assert len(elements(page, ".//main//form//button[@name='when']")) == 4


@pytest.mark.parametrize(
    ("said_at", "when", "asked_at"),
    [
        (datetime(2026, 3, 4, 0, 30, tzinfo=UTC), "tomorrow", datetime(2026, 3, 4, 18, 0, tzinfo=UTC)),
        (datetime(2026, 3, 3, 22, 30, tzinfo=UTC), "now", datetime(2026, 3, 4, 9, 0, tzinfo=UTC)),
        (datetime(2026, 3, 4, 3, 0, tzinfo=UTC), "now", datetime(2026, 3, 4, 9, 0, tzinfo=UTC)),
    ],
)
def test_at_night_tomorrow_is_the_day_that_comes_and_nobody_is_asked_before_morning(said_at, when, asked_at):
    with time_machine.travel(said_at, tick=False), timezone.override(UTC):
        assert time_to_ask(when) == asked_at


def test_nobody_is_asked_about_the_sample(alice):
    alice.post("/sample/begin/")
    for moment in Moment.objects.filter(account=alice.account):
        page = alice.get(f"/way/{moment.pk}/sentence/")
        assert page.status_code == 302 or elements(page, ".//main//form//button[@name='when']") == []


def test_a_time_that_is_none_of_these_is_asked_for_again(alice):
    way = with_a_sentence(alice)
    answer = alice.post(f"{way}sentence/", {"when": "soon"})

    assert answer.status_code == 422
    assert "Tap one of these." in answer.text


def test_where_it_is_not_safe_there_is_no_sentence_for_them(alice):
    way = begun(alice, heat="9")
    alice.post(f"{way}say/", {**hidden(alice.get(f"{way}say/")), "words-draft": "I felt small."})
    alice.post(f"{way}out/", {**hidden(alice.get(f"{way}out/")), "text": DANGER})

    assert alice.get(f"{way}sentence/").headers["Location"] == way
    assert f"{way}say/" not in links(alice.get(way))


def test_where_it_is_not_safe_nobody_is_called_back(alice):
    way = begun(alice, heat="8")
    promised(alice, way, "21:00")
    alice.post("/moments/write/", {"text": DANGER})

    assert "You will be back" not in shown(alice, "/home/")


@pytest.mark.parametrize(("heat", "there"), [("9", True), (CALM, False)])
def test_kind_words_of_ones_own_stand_there_after_heat_alone(alice, heat, there):
    write(alice.vault(), holding(Card(), COMFORT))
    begun(alice, heat=heat)

    assert ("I am here with you." in shown(alice, "/home/")) == there


def test_what_is_not_finished_is_at_hand(alice):
    alice.post("/moments/drafts/0b6b0b1c-54c5-4c3c-8a8f-3f1f0a3f7d11/", {"text": "half a line", "typed_on": "page"})

    assert "half a line" in shown(alice, "/home/")


@pytest.mark.parametrize(
    ("hour", "part"), [(0, "night"), (4, "night"), (5, "morning"), (12, "afternoon"), (18, "evening")]
)
def test_a_time_of_day_is_called_as_people_call_it(hour, part):
    assert part_of_day(hour) == part


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/home/", "Now"),
        ("/comfort/", "Cards"),
        ("/patterns/", "Patterns"),
        ("/home/more/", "More"),
        ("/people/", None),
    ],
)
def test_the_bar_marks_where_one_is(alice, path, place):
    marked = elements(alice.get(path), ".//nav[@class='bar']//a[@aria-current]")

    assert ["".join(one.itertext()).strip() for one in marked] == ([place] if place else [])


def test_more_leads_to_every_place(alice):
    found = links(alice.get("/home/more/"))

    for place in ("/moments/", "/people/", "/care/", "/practices/", "/weeks/", "/security/", "/sample/"):
        assert place in found


@pytest.mark.parametrize(
    ("asked", "country"), [("de-AT,de;q=0.9", "AT"), ("en-GB,en", "GB"), ("en", None), ("xx-ZZ", None), (";;", None)]
)
def test_the_number_to_call_is_guessed_from_the_language_and_from_nothing_else(client, asked, country):
    page = client.get("/", HTTP_ACCEPT_LANGUAGE=asked)
    numbers = {one.code: [f"tel:{dialled}" for _, dialled in one.numbers] for one in content.library("en").help_lines}

    assert links(page, "tel:") == numbers.get(country, [])
    assert any(to.startswith("/settle/help/") for to in links(page))
