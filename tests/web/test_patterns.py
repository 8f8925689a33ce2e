"""Patterns: the loop in one tap, corrected in place; whether it gets safer, both ways; nothing where it is not safe."""

import re
from datetime import timedelta

import msgspec
import pytest
import time_machine
from django.urls import resolve
from django.utils import timezone

from middleway.loops import STAGES
from middleway.web.moments.content import MomentContent, TextReading
from middleway.web.moments.models import Moment
from middleway.web.patterns import figures, gather
from middleway.web.patterns.forms import ARROWS
from middleway.web.patterns.models import Correction
from middleway.web.records import store
from middleway.web.records.writing import write
from tests.support.contents import holding
from tests.support.pages import Page, element, elements, links, main, shown, words
from tests.support.writing import begun, friend, looping, some_days_ago

MARK = "Zwetschgenkuchen"


@pytest.fixture
def sample(alice):
    alice.post("/sample/begin/")
    return alice


def whose_loop(person):
    """Return whose loop the page of patterns opens with."""
    asked = [resolve(form.action) for form in Page("/patterns/", person.get("/patterns/").text).forms]
    return next(str(found.kwargs["person_id"]) for found in asked if found.view_name == "patterns:say")


def page_shows(person, whose, at):
    """Return what somebody's page says that it shows: at a box, at an arrow, or of everything."""
    forms = Page("/", person.get(f"/patterns/{whose}/").text).forms
    shown = [one.fields["seen"] for one in forms if "seen" in one.fields and one.fields.get("at") == at]
    return {"seen": shown[0]} if shown else {}


def say(person, whose="any", **given):
    answer = person.post(f"/patterns/{whose}/say/", {**page_shows(person, whose, given.get("at")), **given})
    assert answer.status_code == 302, words(answer)


# The loop.


@pytest.mark.row(2)
def test_the_loop_is_one_tap_away_and_says_on_how_many_moments_it_rests(sample):
    assert 'href="/patterns/"' in sample.get("/moments/").text

    page = shown(sample, "/patterns/")

    assert "I push, and they pull away." in page
    assert "In 20 moments that tell what both of you did" in page
    assert "I get loud or sharp, or press 10 of 24 times" in page
    assert "They pull away, or go quiet 11 of 20 times, as you saw it: a guess" in page
    assert "seen together: 10 of 20" in page
    assert "not about who is to blame" in page


@pytest.mark.row(18)
def test_the_same_stands_below_the_picture_in_words(sample):
    page = sample.get("/patterns/")
    picture = element(page, ".//div[@class='loop']/svg")

    places = [part for part in main(page).iter() if "place" in part.get("class", "").split()]
    told = [(words(element(part, "b")), words(elements(part, "span[@dir='auto']")[0])) for part in places]
    assert [title for title, _ in told] == [
        "What sets it off",
        "My alarm",
        "What I do",
        "What they do",
        "What it costs",
    ]
    labels = [part.get("aria-label") for part in picture.iter()]
    for title, text in told:
        assert f"{title}: {text}" in labels
    assert "a guess" in words(picture)


def test_below_six_moments_nothing_is_named_and_the_page_says_they_are_few(alice):
    for number in range(5):
        some_days_ago(alice, days_ago=number, me=["fight"], they=["flight"])

    page = shown(alice, "/patterns/")

    assert "Only 5 moments tell what both of you did. That is too few to say what keeps happening." in page
    assert "I push" not in page
    assert "5 of 5, too few to say" in page
    assert "The loop as a picture" not in alice.get("/patterns/any/").text, (
        "what nobody can tell yet is not drawn either"
    )

    some_days_ago(alice, days_ago=6, me=["fight"], they=["flight"])
    assert "The loop as a picture" in alice.get("/patterns/any/").text


def test_with_nothing_kept_the_page_says_what_will_be_here(alice):
    assert "There are no moments of the last year here." in shown(alice, "/patterns/")


def test_everybody_has_a_page_of_their_own(alice):
    first, second = friend(alice, "M."), friend(alice, "B.")
    looping(alice, first)
    some_days_ago(alice, second, me=["fawn"], they=["fight"])

    assert "I push, and they pull away." in shown(alice, "/patterns/")
    page = shown(alice, f"/patterns/{second}/")
    assert "Only 1 moment tells" in page
    assert "I push" not in page
    assert "Or with: M." in page


def test_a_moment_of_years_ago_is_no_part_of_the_loop(alice):
    for number in range(12):
        some_days_ago(alice, days_ago=500 + number, me=["fight"], they=["flight"])

    assert "I push" not in shown(alice, "/patterns/any/")


@pytest.mark.parametrize("stage", STAGES)
def test_every_box_can_be_changed_in_place_and_ones_own_words_win(alice, stage):
    looping(alice)
    page = alice.get("/patterns/any/")
    assert element(page, f".//*[@id='at-{stage}']") is not None
    assert f"#at-{stage}" in links(element(page, ".//div[@class='loop']/svg"))

    say(alice, at=stage, **{"words-own": f"My own <words> {stage}"})

    page = alice.get("/patterns/any/").text
    assert f"My own &lt;words&gt; {stage}" in page
    assert f"My own <words> {stage}" not in page
    assert "you say so" in words(alice.get("/patterns/any/"))


@pytest.mark.parametrize("arrow", ARROWS)
def test_every_arrow_can_be_called_not_so_and_taken_back(alice, arrow):
    hot = [{"at": timezone.now().isoformat(), "value": 8}]
    looping(alice, trigger=["no_answer"], heat=hot, cost=["sleep"])
    before = alice.get("/patterns/any/").text.count("<polygon")

    say(alice, at=arrow, gone="on")
    page = alice.get("/patterns/any/").text
    assert "You say that this is not so." in page
    assert page.count("<polygon") == before - 1

    say(alice, at=arrow, back="one")
    assert alice.get("/patterns/any/").text.count("<polygon") == before


def test_a_box_chosen_from_the_list_is_counted(alice):
    looping(alice)

    say(alice, at="move", code="connect")

    assert "I reach out 6 of 13 times, you say so" in shown(alice, "/patterns/any/")


def test_a_change_is_sealed_goes_along_in_an_export_and_can_be_taken_back(alice):
    whose = friend(alice)
    looping(alice, whose)
    say(alice, whose, at="cost", **{"words-own": MARK})

    row = Correction.objects.get()
    assert MARK.encode() not in bytes(row.sealed)
    assert store.content_of(row, alice.vault())["person"] == whose
    assert MARK not in shown(alice, "/patterns/any/")

    say(alice, whose, everything="back")
    assert not Correction.objects.exists()
    assert MARK not in shown(alice, f"/patterns/{whose}/")


def test_what_is_unlisted_or_too_long_changes_nothing_and_loses_no_words(alice):
    looping(alice)

    for wrong in ({"at": "move", "code": "shout"}, {"at": "nowhere"}, {"at": "cost", "words-own": MARK * 50}):
        assert alice.post("/patterns/any/say/", wrong).status_code == 422
    assert not Correction.objects.exists()
    assert MARK in alice.post("/patterns/any/say/", {"at": "cost", "words-own": MARK * 50}).text


def test_words_of_danger_in_a_correction_count_like_any_others(alice):
    whose = friend(alice)
    looping(alice, whose)

    say(alice, whose, at="cost", **{"words-own": "He said he would kill me if I leave, and he choked me last night."})

    page = shown(alice, f"/patterns/{whose}/")
    assert "Are you afraid of them" in page
    assert "and round again" not in page


def test_a_line_stands_beside_the_question_it_raised_and_can_be_taken_back(alice):
    whose = friend(alice)
    looping(alice, whose)
    for _ in range(2):
        say(alice, whose, at="cost", **{"words-own": "He said he would kill me if I leave."})
        asked = shown(alice, f"/patterns/{whose}/")
        assert "He said he would kill me if I leave." in asked
        assert "and round again" not in asked

        say(alice, whose, everything="back")
        assert "and round again" in shown(alice, f"/patterns/{whose}/")


def test_whoever_says_that_it_was_only_a_line_comes_back_to_the_picture(alice):
    whose = friend(alice)
    looping(alice, whose)
    say(alice, whose, at="cost", **{"words-own": "He said he would kill me if I leave."})

    answer = alice.post(f"/care/{whose}/say/", {"what": "calm", "step": "patterns"})

    assert answer.headers["Location"] == f"/patterns/{whose}/"
    assert "and round again" in shown(alice, f"/patterns/{whose}/")


def test_what_somebody_says_names_the_loop_too(alice):
    looping(alice)

    say(alice, at="move", code="fawn")
    say(alice, at="their_move", code="fight")

    for page in ("/patterns/any/", "/patterns/any/paper/"):
        told = shown(alice, page)
        assert "I give in, and they push." in told
        assert "I push" not in told
        assert "more often than by chance. It is a guess" not in told


@pytest.mark.parametrize(
    "change", [{"at": "move", "words-own": "I try to talk"}, {"at": "move-their_move", "gone": "on"}]
)
def test_ones_own_words_or_a_missing_arrow_leave_no_name_that_was_counted(alice, change):
    looping(alice)

    say(alice, **change)

    for page in ("/patterns/any/", "/patterns/any/paper/"):
        told = shown(alice, page)
        assert "How it goes, as you say it" in told
        assert "I push" not in told
        assert "You changed this picture, and your word stands." in told


def test_nothing_is_counted_beside_words_of_ones_own(alice):
    looping(alice)
    assert shown(alice, "/patterns/any/").count("not counted") == 0

    say(alice, at="their_move", **{"words-own": "They hug me"})

    assert shown(alice, "/patterns/any/").count("not counted: one of the two is in your own words") == 2


def test_the_change_that_was_made_last_wins_over_words_that_stood_there(alice):
    looping(alice)
    say(alice, at="move", **{"words-own": "I write a list"})

    say(alice, at="move", code="connect", **{"words-own": "I write a list"})
    assert "I reach out 6 of 13 times, you say so" in shown(alice, "/patterns/any/")

    say(alice, at="move", code="connect", **{"words-own": "I write a long list"})
    assert "I write a long list you say so" in shown(alice, "/patterns/any/")


def test_one_box_can_be_taken_back_alone(alice):
    looping(alice)
    say(alice, at="move", **{"words-own": MARK})
    say(alice, at="cost", **{"words-own": "my sleep"})

    say(alice, at="move", back="one", **{"words-own": MARK})

    page = shown(alice, "/patterns/any/")
    assert MARK not in page
    assert "my sleep" in page


def test_whoever_changes_something_comes_back_to_what_they_were_looking_at(alice):
    looping(alice)

    answer = alice.post("/patterns/any/say/", {"at": "cost", "words-own": "sleep", "period": "year"})

    assert answer.headers["Location"] == "/patterns/any/year/#loop"


def test_paper_has_every_arrow_with_what_is_said_of_it(alice):
    looping(alice)
    say(alice, at="alarm-move", **{"words-own": MARK})
    say(alice, at="move-their_move", gone="on")

    page = alice.get("/patterns/any/paper/").text
    below = page[page.index("</svg>", page.index('class="loop"')) :]
    assert MARK in below
    assert "“This is not so”, says whoever wrote it." in below


def test_words_that_do_not_fit_come_back_where_there_is_no_picture_too(alice):
    whose = friend(alice)
    looping(alice, whose)
    alice.post(f"/care/{whose}/say/", {"what": "unsafe"})

    answer = alice.post(f"/patterns/{whose}/say/", {"at": "cost", "words-own": MARK * 50})

    assert answer.status_code == 422
    assert MARK * 50 in answer.text
    assert "fits here" in answer.text


def test_a_correction_that_was_damaged_can_be_made_anew(alice):
    looping(alice)
    say(alice, at="cost", **{"words-own": "sleep"})
    row = Correction.objects.get()
    Correction.objects.update(sealed=bytes(row.sealed)[:-1] + b"x")

    say(alice, at="cost", **{"words-own": MARK})

    assert MARK in shown(alice, "/patterns/any/")


def test_taking_somebody_out_removes_what_was_said_of_them_and_no_moment(alice):
    whose = friend(alice)
    looping(alice, whose)
    say(alice, whose, at="cost", **{"words-own": MARK})

    alice.post(f"/people/{whose}/erase/", {"sure": "yes"})

    assert not Correction.objects.exists()
    page = alice.get("/patterns/").text
    assert MARK not in page
    assert "I push, and they pull away." in page
    for address in {to.partition("#")[0] for to in links(page, "/patterns/")}:
        assert alice.get(address).status_code == 200, address


def test_what_was_said_of_somebody_in_the_sample_goes_with_it(sample):
    jonas = whose_loop(sample)
    say(sample, jonas, at="cost", **{"words-own": MARK})

    sample.post("/sample/take-away/")

    assert not Correction.objects.exists()


def test_moments_that_do_not_tell_yet_are_one_tap_away(alice):
    some_days_ago(alice, days_ago=3, me=["fight"], they=["flight"])
    some_days_ago(alice, days_ago=2)

    (told,) = (to for to in links(alice.get("/patterns/any/"), "/way/") if to.endswith("/round/"))

    assert alice.get(told).status_code == 200


def test_words_are_told_although_the_tie_is_another_now(alice):
    whose = friend(alice)
    for number in range(6):
        some_days_ago(alice, whose, days_ago=number, me=["fight"], they=["flight"], cost=["touch"])

    assert "Not known yet 6 of 6 times" not in shown(alice, f"/patterns/{whose}/")


def test_nobody_sees_or_changes_somebody_elses(alice, bob):
    whose = friend(alice)
    looping(alice, whose)

    for page in ("", "year/", "paper/"):
        assert bob.get(f"/patterns/{whose}/{page}").status_code == 404
    assert bob.post(f"/patterns/{whose}/say/", {"at": "move", "code": "fight"}).status_code == 404


# Is it getting safer?


@pytest.mark.row(31)
def test_both_directions_are_told_with_their_grounds_and_no_number_at_all(alice):
    looping(alice)

    page = shown(alice, "/patterns/any/months/")

    toward = page[page.rindex("Toward safety") : page.index("What this rests on A dot")]
    assert (
        "You felt heard more often than before. Heard: at first on 0 of 4 days, lately on 4 of 4. From 13 days."
        in toward
    )
    assert "Nothing shows that way for sure. That is no sign that it is safe." in page
    assert "not how they will go" not in page
    assert "not how it will go" in page


@pytest.mark.row(31)
def test_less_safe_is_said_as_plainly(alice):
    for number in range(12):
        answers = {"heard": "yes", "safe": "yes"} if number < 6 else {"heard": "no", "safe": "no", "unchanged": True}
        some_days_ago(alice, days_ago=80 - 6 * number, **answers)

    page = shown(alice, "/patterns/any/")

    first = page[: page.index("What was seen so far")]
    assert first.index("Away from it:") < first.index("You felt heard less often than before."), "in one look"
    away = page[page.index("Away from safety") :]
    assert "You felt heard less often than before." in away
    assert "It felt less safe to say it than before." in away
    assert "6 times you said that you did your part and it did not change." in away


def test_a_few_days_tell_no_direction(alice):
    for number in range(8):
        some_days_ago(alice, days_ago=number, heard="yes" if number < 4 else "no")

    page = shown(alice, "/patterns/any/weeks/")

    assert "You felt heard" not in page.replace("Whether you felt heard", "")
    assert "There are too few days yet to tell a direction: ten at least, with an answer." in page


@pytest.mark.parametrize("answer", [("yes", "no"), ("partly", "unsure"), ("no", "yes")])
def test_what_never_changes_is_said_to_have_stayed_as_it_was(alice, answer):
    heard, safe = answer
    for ago in (89, 79, 77, 68, 61, 56, 48, 43, 13, 10, 8, 5, 3, 1):
        some_days_ago(alice, days_ago=ago, heard=heard, safe=safe)

    page = shown(alice, "/patterns/any/")

    assert "It stayed as it was." in page
    assert "than before" not in page


def test_many_days_are_told_as_weeks_and_counted_as_days(alice):
    for ago in range(200):
        some_days_ago(alice, days_ago=ago, heard="yes" if ago < 100 else "no")

    page = shown(alice, "/patterns/any/year/")

    assert "At first about 0 times in 10. Lately about 10 times in 10. From 200 days." in page
    assert "Week from" in page


@pytest.mark.parametrize(("period", "days"), [("weeks", 28), ("months", 91), ("year", 365)])
def test_a_period_shows_its_own_moments(alice, period, days):
    for ago in (days - 1, days + 2):
        some_days_ago(alice, days_ago=ago, heard="yes")

    assert "From 1 moment between" in shown(alice, f"/patterns/any/{period}/")


def test_what_is_older_than_a_year_is_no_page(alice):
    some_days_ago(alice, days_ago=366, me=["fight"], they=["flight"])

    assert "There are no moments of the last year here." in shown(alice, "/patterns/any/")


def test_a_period_that_there_is_not_is_not_found(alice):
    assert alice.get("/patterns/any/decade/").status_code == 404


@pytest.mark.row(32)
def test_what_was_different_when_it_went_better_is_counted_on_both_sides(sample):
    page = shown(sample, "/patterns/")

    assert "What was different when it went better" in page
    assert "These are counts, and no causes." in page
    assert re.search(r"You got loud or sharp : \d+ of \d+ when it went better, \d+ of \d+ when it did not", page)


def test_what_helped_to_settle_is_asked_and_counted(alice):
    way = begun(alice, heat="8")
    with time_machine.travel(timezone.now() + timedelta(minutes=12), tick=False):
        assert alice.post(f"{way}heat/", {"heat": "3", "helped": ["five_senses"]}).status_code == 302
        page = shown(alice, "/patterns/any/")

    assert "Tried once or twice, too few to say: Five senses." in page


def test_what_was_done_often_says_how_much_cooler_it_was_and_when(alice):
    at = timezone.now() - timedelta(days=9)
    for later in (90, 110, 1_500):
        after = at + timedelta(minutes=later)
        some_days_ago(
            alice,
            heat=[{"at": at.isoformat(), "value": 8}, {"at": after.isoformat(), "value": 3, "helped": ["five_senses"]}],
        )

    assert "Five senses : 5 less hot, about 2 hours later (3 times)" in shown(alice, "/patterns/any/")


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (0, "a few minutes"),
        (38, "about 40 minutes"),
        (100, "about 2 hours"),
        (1_500, "about 25 hours"),
        (31_380, "about 22 days"),
    ],
)
def test_a_time_is_told_as_people_say_it(minutes, told):
    assert figures.duration(minutes) == told


def test_every_chart_has_its_finding_in_words_and_a_table(alice):
    looping(alice)
    page = alice.get("/patterns/any/")

    charts = elements(page, ".//figure[@class='chart']")
    assert len(charts) > 2
    assert words(page).count("As a table") == len(charts)
    assert all(element(chart, ".//svg").attrib["aria-label"].endswith(".") for chart in charts)


def test_on_paper_there_is_nothing_to_press_and_no_verdict(sample):
    jonas = whose_loop(sample)

    paper = main(sample.get(f"/patterns/{jonas}/paper/"))

    assert "as they saw it. A program counted; it judges nobody." in words(paper)
    assert "I push, and they pull away." in words(paper)
    assert not {part.tag for part in paper.iter()} & {"form", "button", "input", "select"}
    assert links(paper, "#") == []


# Where it is not safe.


@pytest.mark.row(35)
@pytest.mark.parametrize("page", ["", "year/", "paper/"])
def test_where_it_is_not_safe_there_is_no_loop_and_less_safe_is_said(alice, page):
    whose = friend(alice)
    looping(alice, whose)
    assert '<div class="loop">' in alice.get(f"/patterns/{whose}/{page}").text

    alice.post(f"/care/{whose}/say/", {"what": "unsafe"})

    now = shown(alice, f"/patterns/{whose}/{page}")
    for held in ("I push", "They pull away", "and round again", "Change this box", "When it went better"):
        assert held not in now
    assert "Is it getting safer?" not in now
    assert "Toward safety" not in now
    assert (
        now.index("It does not look safe now")
        < now.index("Away from safety")
        < now.index("Calm weeks can come between bad ones.")
    )


def test_in_a_crisis_help_comes_first_and_nothing_is_counted(alice):
    looping(alice)
    some_days_ago(alice, text="I want to die. I have the pills here and I am going to kill myself tonight.")

    now = shown(alice, "/patterns/any/")

    assert "If you may harm yourself now, call your emergency number" in now
    assert "Is it getting safer?" not in now
    assert "I push" not in now


def test_a_faint_sign_asks_first(alice):
    looping(alice)
    alice.post("/care/any/questions/", {"afraid": "sometimes"})

    now = shown(alice, "/patterns/any/")

    assert "Are you afraid of them, or of what comes if you say no?" in now
    assert "I push" not in now


# How moments become counts.


def test_a_moment_is_read_once_when_written_and_its_reading_sealed_with_it(alice):
    some_days_ago(alice, text="You never listen. You always ruin everything, you idiot.")
    content = store.content_of(Moment.objects.get(), alice.vault())

    assert content["read"]["response"] == "fight"
    assert content["read"]["warmth_other"] < -0.5
    assert set(content["read"]) <= {"of", "awareness", "belonging", "warmth_self", "warmth_other", "response"}
    assert "listen" not in str(content["read"])


def test_changed_words_are_read_anew_and_unchanged_ones_are_not(alice):
    some_days_ago(alice, text="You never listen. You always ruin everything, you idiot.")
    row = Moment.objects.get()
    content = store.content_of(row, alice.vault())

    write(alice.vault(), holding(row, {**content, "read": {**content["read"], "warmth_other": 0.123}}))
    assert store.content_of(row, alice.vault())["read"]["warmth_other"] == 0.123
    write(alice.vault(), holding(row, {**content, "text": "Thank you for waiting for me."}))
    assert store.content_of(row, alice.vault())["read"].get("warmth_other", 0) > -0.5


def test_moments_from_before_are_read_for_the_page(alice):
    some_days_ago(alice, text="You never listen. You always ruin everything, you idiot.")
    row = Moment.objects.get()
    content = {name: value for name, value in store.content_of(row, alice.vault()).items() if name != "read"}
    store.seal(*holding(row, content), alice.vault())
    row.save()

    (moments,) = gather.by_person(alice.vault(), timezone.now() - timedelta(days=1)).values()
    assert moments[0].moves == {"fight"}
    assert moments[0].moves_guessed


def counted(read=None, **content):
    """Return a moment of 1 January as it is counted."""
    at = "2026-01-01T10:00:00+00:00"
    kept = msgspec.convert({"text": "", "written": at, "changed": at, **content}, MomentContent)
    return gather.moment(kept, TextReading(**(read or {})))


def test_deeds_count_before_how_one_knows_oneself_and_that_before_a_guess():
    def moves(**way):
        return counted({"response": "flight"}, way=way).moves

    assert moves(round={"me": ["connect"]}, see={"reactions": ["fight"]}) == {"connect"}
    assert moves(see={"reactions": ["fight"]}) == {"fight"}
    assert moves() == {"flight"}
    assert moves(see={"not_so": ["response"]}) == set()


@pytest.mark.parametrize(
    ("heats", "minutes"),
    [
        ([(0, 8), (30, 5), (45, 3), (90, 2)], 45),
        ([(0, 8), (30, 5)], None),
        ([(0, 3), (30, 2)], None),
        ([(0, None), (10, 6), (20, 1)], 10),
        ([], None),
    ],
)
def test_the_way_back_is_from_the_first_look_to_the_first_calm_one(heats, minutes):
    heat = [{"at": f"2026-01-01T{10 + m // 60}:{m % 60:02}:00+00:00", "value": value} for m, value in heats]

    assert counted(heat=heat).minutes_back == minutes


def test_words_that_they_wrote_are_no_move_and_no_feeling_of_one_s_own():
    read = {"awareness": 1.0, "warmth_self": -1.0, "warmth_other": -1.0, "response": "fight"}
    moments = {who: counted(read, way={"see": {"written_by": who}}) for who in ("", "them", "about")}

    assert (moments[""].moves, moments[""].warmth_self, moments[""].awareness) == ({"fight"}, -1.0, 1.0)
    assert (moments["them"].moves, moments["them"].warmth_self, moments["them"].warmth_other) == (set(), None, None)
    assert (moments["about"].moves, moments["about"].warmth_self, moments["about"].warmth_other) == (
        {"fight"},
        None,
        -1.0,
    )


def test_not_having_said_it_is_no_answer_to_being_heard():
    moment = counted(way={"after": {"heard": "not_said"}})

    assert (moment.voice, moment.heard) == (0.0, None)
