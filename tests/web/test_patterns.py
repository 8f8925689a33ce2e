"""Patterns: the loop in one tap, corrected in place; whether it gets safer, both ways; and nothing of it where it is not safe."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.utils import timezone

from middleway.loops import STAGES
from middleway.web.moments.models import Moment
from middleway.web.patterns import gather
from middleway.web.patterns.forms import ARROWS
from middleway.web.patterns.look import READ
from middleway.web.patterns.models import Correction
from middleway.web.shell import store

MARK = "Zwetschgenkuchen"


@pytest.fixture
def sample(alice):
    alice.post("/sample/begin/")
    return alice


def shown(person, path):
    return words(person.get(path))


def words(answer):
    return " ".join(unescape(re.sub("<[^>]+>", " ", answer.text)).split())


def friend(person, name="M."):
    person.post("/people/new/", {"name": name, "tie": "friend", "close": ""})
    return re.search(f'/people/([0-9a-f-]{{36}})/"><b[^>]*>{re.escape(name)}<', person.get("/people/").text)[1]


def kept(person, whose="", *, days_ago=0, me=(), they=(), **more):
    """Keep a moment as the way would have, some days ago."""
    written = timezone.now() - timedelta(days=days_ago)
    after = {name: more[name] for name in ("heard", "mended", "unchanged") if name in more}
    content = {
        "text": more.get("text", ""),
        "written": written.isoformat(),
        "changed": written.isoformat(),
        "person": whose,
        "heat": more.get("heat", []),
        "way": {
            "round": {"me": list(me), "they": list(they)},
            "after": after,
            "choose": {"safe": more.get("safe", "")},
        },
    }
    store.write(Moment(), content, person.vault())


def looping(person, whose=""):
    for number in range(7):
        kept(person, whose, days_ago=80 - 5 * number, me=["fight"], they=["flight"], heard="no", safe="unsure")
    for number in range(6):
        kept(person, whose, days_ago=30 - 5 * number, me=["connect"], they=["connect"], heard="yes", safe="yes")


def said(person, whose="any", **given):
    answer = person.post(f"/patterns/{whose}/say/", given)
    assert answer.status_code == 302, words(answer)


# The loop.


@pytest.mark.row(2)
def test_the_loop_is_one_tap_away_and_says_on_how_many_moments_it_rests(sample):
    assert 'href="/patterns/"' in sample.get("/moments/").text

    page = shown(sample, "/patterns/")

    assert "You push, and they pull away." in page
    assert "In 20 moments that tell what both of you did" in page
    assert "I get loud or sharp, or press 10 of 24 times" in page
    assert "They pull away, or go quiet 11 of 20 times, a guess" in page
    assert "seen together: 10 of 20" in page
    assert "not about who is to blame" in page


@pytest.mark.row(18)
def test_the_same_stands_below_the_picture_in_words(sample):
    page = sample.get("/patterns/").text
    picture = page[page.index("<svg") : page.index("</svg>")]

    told = re.findall(r'class="place[^"]*">\s*<b>([^<]+)</b><br><span dir="auto">([^<]+)', page)
    assert [title for title, _ in told] == [
        "What sets it off",
        "My alarm",
        "What I do",
        "What they do",
        "What it costs",
    ]
    for title, text in told:
        assert f'aria-label="{title}: {text}"' in picture
    assert "a guess" in picture


def test_below_six_moments_nothing_is_named_and_the_page_says_that_they_are_few(alice):
    for number in range(5):
        kept(alice, days_ago=number, me=["fight"], they=["flight"])

    page = shown(alice, "/patterns/")

    assert "Only 5 moments tell what both of you did. That is too few to say what keeps happening." in page
    assert "You push" not in page
    assert "5 of 5, too few to say" in page


def test_with_nothing_kept_the_page_says_what_will_be_here(alice):
    assert "Nothing is kept here yet." in shown(alice, "/patterns/")


def test_everybody_has_a_page_of_their_own(alice):
    first, second = friend(alice, "M."), friend(alice, "B.")
    looping(alice, first)
    kept(alice, second, me=["fawn"], they=["fight"])

    assert "You push, and they pull away." in shown(alice, "/patterns/")
    page = shown(alice, f"/patterns/{second}/")
    assert "Only 1 moment tells" in page
    assert "You push" not in page
    assert "Or with: M." in page


def test_a_moment_of_years_ago_is_no_part_of_the_loop(alice):
    for number in range(12):
        kept(alice, days_ago=500 + number, me=["fight"], they=["flight"])

    assert "You push" not in shown(alice, "/patterns/any/")


@pytest.mark.parametrize("stage", STAGES)
def test_every_box_can_be_changed_in_place_and_ones_own_words_win(alice, stage):
    looping(alice)
    page = alice.get("/patterns/any/").text
    assert f'id="at-{stage}"' in page
    assert f'<a href="#at-{stage}"' in page[page.index("<svg") : page.index("</svg>")]

    said(alice, at=stage, **{"words-own": f"My own <words> {stage}"})

    page = alice.get("/patterns/any/").text
    assert f"My own &lt;words&gt; {stage}" in page
    assert f"My own <words> {stage}" not in page
    assert "you say so" in words(alice.get("/patterns/any/"))


@pytest.mark.parametrize("arrow", ARROWS)
def test_every_arrow_can_be_called_not_so_and_taken_back(alice, arrow):
    looping(alice)
    before = alice.get("/patterns/any/").text.count("<polygon")

    said(alice, at=arrow, gone="on")
    page = alice.get("/patterns/any/").text
    assert "You say that this is not so." in page
    assert page.count("<polygon") == before - 1

    said(alice, at=arrow)
    assert alice.get("/patterns/any/").text.count("<polygon") == before


def test_a_box_chosen_from_the_list_is_counted(alice):
    looping(alice)

    said(alice, at="move", code="connect")

    assert "I reach out 6 of 13 times, you say so" in shown(alice, "/patterns/any/")


def test_what_was_changed_is_sealed_goes_along_in_an_export_and_can_be_taken_back(alice):
    whose = friend(alice)
    looping(alice, whose)
    said(alice, whose, at="cost", **{"words-own": MARK})

    row = Correction.objects.get()
    assert MARK.encode() not in bytes(row.sealed)
    assert store.content_of(row, alice.vault())["person"] == whose
    assert MARK not in shown(alice, "/patterns/any/")

    said(alice, whose, everything="back")
    assert not Correction.objects.exists()
    assert MARK not in shown(alice, f"/patterns/{whose}/")


def test_what_is_not_on_the_list_or_too_long_changes_nothing_and_loses_no_words(alice):
    looping(alice)

    for wrong in ({"at": "move", "code": "shout"}, {"at": "nowhere"}, {"at": "cost", "words-own": MARK * 50}):
        assert alice.post("/patterns/any/say/", wrong).status_code == 422
    assert not Correction.objects.exists()
    assert MARK in alice.post("/patterns/any/say/", {"at": "cost", "words-own": MARK * 50}).text


def test_words_of_danger_in_a_correction_count_like_any_others(alice):
    whose = friend(alice)
    looping(alice, whose)

    said(alice, whose, at="cost", **{"words-own": "He said he would kill me if I leave, and he choked me last night."})

    assert "It does not look safe now" in shown(alice, f"/patterns/{whose}/")


def test_nobody_sees_or_changes_somebody_elses(alice, bob):
    whose = friend(alice)
    looping(alice, whose)

    for page in ("", "year/", "paper/"):
        assert bob.get(f"/patterns/{whose}/{page}").status_code == 404
    assert bob.post(f"/patterns/{whose}/say/", {"at": "move", "code": "fight"}).status_code == 404


# Is it getting safer?


@pytest.mark.row(31)
def test_both_directions_are_told_with_what_they_rest_on_and_no_number_for_anybody(alice):
    looping(alice)

    page = shown(alice, "/patterns/any/months/")

    toward = page[page.index("Toward safety") : page.index("Away from it")]
    assert "You felt heard more often than before. From about" in toward
    assert "over 13 days" in toward
    assert "Nothing shows that way for sure. That is no sign that it is safe." in page
    assert "not how they will go" not in page
    assert "not how it will go" in page


@pytest.mark.row(31)
def test_less_safe_is_said_as_plainly(alice):
    for number in range(12):
        answers = {"heard": "yes", "safe": "yes"} if number < 6 else {"heard": "no", "safe": "no", "unchanged": True}
        kept(alice, days_ago=80 - 6 * number, **answers)

    page = shown(alice, "/patterns/any/")

    away = page[page.index("Away from it") :]
    assert "You felt heard less often than before." in away
    assert "It felt less safe to say it than before." in away
    assert "6 times you said that you did your part and it did not change." in away


def test_a_few_days_tell_no_direction(alice):
    for number in range(8):
        kept(alice, days_ago=number, heard="yes" if number < 4 else "no")

    page = shown(alice, "/patterns/any/weeks/")

    assert "You felt heard" not in page.replace("Whether you felt heard", "")
    assert "There are too few days to tell a direction." in page


@pytest.mark.parametrize(("period", "days"), [("weeks", 28), ("months", 91), ("year", 365)])
def test_a_period_shows_its_own_moments(alice, period, days):
    for ago in (days - 1, days + 2):
        kept(alice, days_ago=ago, heard="yes")

    assert "From 1 moment." in shown(alice, f"/patterns/any/{period}/")


def test_a_period_that_there_is_not_is_not_found(alice):
    assert alice.get("/patterns/any/decade/").status_code == 404


@pytest.mark.row(32)
def test_what_was_different_when_it_went_better_is_counted_on_both_sides(sample):
    page = shown(sample, "/patterns/")

    assert "What was different when it went better" in page
    assert "These are counts, and no causes." in page
    assert re.search(r"You got loud or sharp \d+ of \d+ \d+ of \d+", page)


def test_what_helped_to_settle_is_asked_and_counted(alice):
    way = alice.post("/way/", {"heat": "8", "person": ""}).headers["Location"]
    way = re.match(r"/way/[0-9a-f-]{36}/", way)[0]
    with time_machine.travel(timezone.now() + timedelta(minutes=12), tick=False):
        assert alice.post(f"{way}heat/", {"heat": "3", "helped": ["five_senses"]}).status_code == 302

    assert "Five senses : about 5 less hot, 12 minutes later (1 time)" in shown(alice, "/patterns/any/")


def test_every_chart_has_its_finding_in_words_and_a_table(alice):
    looping(alice)
    page = alice.get("/patterns/any/").text

    charts = page.count('<figure class="chart">')
    assert charts > 2
    assert page.count("As a table") == charts
    assert re.findall(r'<svg[^>]*aria-label="([^"]+)"', page[page.index("figure") :])[0].endswith(".")


def test_on_paper_there_is_nothing_to_press_and_no_verdict(sample):
    jonas = re.search(r'action="/patterns/([0-9a-f-]{36})/say/"', sample.get("/patterns/").text)[1]

    page = sample.get(f"/patterns/{jonas}/paper/").text
    main = page[page.index("<main") : page.index("</main>")]

    assert "as they saw it. A program counted; it judges nobody." in main
    assert "You push, and they pull away." in words(sample.get(f"/patterns/{jonas}/paper/"))
    assert not re.search("<(form|button|input|select)|href=.#", main)


# Where it is not safe.


@pytest.mark.row(35)
@pytest.mark.parametrize("page", ["", "year/", "paper/"])
def test_where_it_is_not_safe_there_is_no_loop_and_less_safe_is_said(alice, page):
    whose = friend(alice)
    looping(alice, whose)
    assert "<svg" in alice.get(f"/patterns/{whose}/{page}").text

    alice.post(f"/aside/{whose}/say/", {"what": "unsafe"})

    now = shown(alice, f"/patterns/{whose}/{page}")
    for held in ("You push", "They pull away", "and round again", "Change this box", "When it went better"):
        assert held not in now
    assert "Is it getting safer?" in now
    assert page == "paper/" or "It does not look safe now" in now


def test_in_a_crisis_help_comes_first_and_nothing_is_counted(alice):
    looping(alice)
    kept(alice, text="I want to die. I have the pills here and I am going to kill myself tonight.")

    now = shown(alice, "/patterns/any/")

    assert "If you may harm yourself now, call your emergency number" in now
    assert "Is it getting safer?" not in now
    assert "You push" not in now


def test_a_faint_sign_asks_first(alice):
    looping(alice)
    alice.post("/aside/any/questions/", {"afraid": "sometimes"})

    now = shown(alice, "/patterns/any/")

    assert "Are you afraid of them, or of what comes if you say no?" in now
    assert "You push" not in now


# How moments become counts.


def test_a_moment_is_read_once_when_it_is_written_and_how_it_read_is_sealed_with_it(alice):
    kept(alice, text="You never listen. You always ruin everything, you idiot.")
    content = store.content_of(Moment.objects.get(), alice.vault())

    assert content[READ]["response"] == "fight"
    assert content[READ]["warmth_other"] < -0.5
    assert set(content[READ]) <= {"of", "awareness", "belonging", "warmth_self", "warmth_other", "response"}
    assert "listen" not in str(content[READ])


def test_changed_words_are_read_anew_and_unchanged_ones_are_not(alice):
    kept(alice, text="You never listen. You always ruin everything, you idiot.")
    row = Moment.objects.get()
    content = store.content_of(row, alice.vault())

    store.write(row, {**content, READ: {**content[READ], "warmth_other": 0.123}}, alice.vault())
    assert store.content_of(row, alice.vault())[READ]["warmth_other"] == 0.123
    store.write(row, {**content, "text": "Thank you for waiting for me."}, alice.vault())
    assert store.content_of(row, alice.vault())[READ].get("warmth_other", 0) > -0.5


def test_moments_from_before_are_read_for_the_page(alice):
    kept(alice, text="You never listen. You always ruin everything, you idiot.")
    row = Moment.objects.get()
    content = {name: value for name, value in store.content_of(row, alice.vault()).items() if name != READ}
    store.seal(row, content, alice.vault())
    row.save()

    (moments,) = gather.by_person(alice.vault(), timezone.localdate()).values()
    assert moments[0].moves == {"fight"}
    assert moments[0].moves_guessed


def test_what_somebody_did_counts_before_how_they_know_themselves_and_that_before_a_guess():
    told = {
        "way": {"round": {"me": ["connect"]}, "see": {"reactions": ["fight"]}},
        "written": "2026-01-01T10:00:00+00:00",
    }

    def moves(content):
        return gather.moment(content, {"response": "flight"}).moves

    assert moves(told) == {"connect"}
    assert moves({**told, "way": {"see": {"reactions": ["fight"]}}}) == {"fight"}
    assert moves({**told, "way": {}}) == {"flight"}
    assert moves({**told, "way": {"see": {"not_so": ["response"]}}}) == set()


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

    assert gather.moment({"written": "2026-01-01T10:00:00+00:00", "heat": heat}, {}).minutes_back == minutes


def test_not_having_said_it_is_no_answer_to_being_heard():
    moment = gather.moment({"written": "2026-01-01T10:00:00+00:00", "way": {"after": {"heard": "not_said"}}}, {})

    assert (moment.voice, moment.heard) == (0.0, None)
