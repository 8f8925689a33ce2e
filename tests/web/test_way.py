"""The way back, from a hot moment to a sentence: how much is asked, what is kept, and what is never urged."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import resolve
from django.utils import timezone

from middleway import content
from middleway.web.moments.models import Moment
from middleway.web.people.models import Person
from middleway.web.questions import steps
from middleway.web.records import store
from middleway.web.records.writing import write
from middleway.web.safety import gate
from middleway.web.search.queries import AT_ONCE
from middleway.web.way import actions
from middleway.web.way.returns import next_time
from tests.support.contents import holding
from tests.support.pages import checked, elements, hidden, links, main, shown, words
from tests.support.texts import DANGER
from tests.support.writing import CALM, begun, friend

ENGLISH = content.library("en")

WARM, HOT = "5", "8"
QUARREL = "You never listen. I am sorry, it is all my fault, I will do whatever you want."


def gone(person, way, step, **answers):
    """Answer a step as its page would; return where it leads."""
    page = hidden(person.get(f"{way}{step}/"))
    sent = {name if name in LISTS else f"words-{name}": value for name, value in answers.items()}
    answer = person.post(f"{way}{step}/", {**page, **sent})
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


LISTS = {
    "text",
    "feelings",
    "fears",
    "needs",
    "reactions",
    "not_so",
    "card",
    "alike",
    "missing",
    "before",
    "safe",
    "when",
    "heard",
    "until",
    "unchanged",
    "written_by",
}


def content_of(person):
    return store.content_of(Moment.objects.get(account=person.account), person.vault())


# How much is asked.


@pytest.mark.row(3)
@pytest.mark.parametrize("heat", ["7", "8", "10"])
def test_when_it_is_hot_there_is_one_breath_one_line_and_one_choice(alice, heat):
    way = begun(alice, heat=heat)
    page = main(alice.get(way))

    assert [(tile.attrib["href"], words(tile)) for tile in elements(page, ".//a[@class='tile']")] == [
        (f"{way}pause/", "Pause, and say when you are back"),
        (f"{way}out/", "Let it out. Nobody sees it"),
        ("/comfort/", "A kind word, from you"),
        (f"{way}say/", "Say one thing to them"),
        ("/settle/", "Other ways to settle"),
    ]
    boxes = [box for tag in ("textarea", "select", "input") for box in page.iter(tag)]
    assert {box.get("type") for box in boxes} <= {"hidden"}


@pytest.mark.row(4)
@pytest.mark.parametrize(
    ("heat", "expected"),
    [
        ("8", ["out"]),
        ("4", ["out", "see", "comfort", "say"]),
        ("6", ["out", "see", "comfort", "say"]),
        ("", ["out", "see", "comfort", "say"]),
        ("3", ["out", "see", "comfort", "both", "say"]),
    ],
)
def test_the_cooler_it_is_the_longer_the_way_and_comfort_comes_before_words(heat, expected):
    offered = [step.id for step in steps.offered(int(heat) if heat else None)]

    assert offered == expected
    assert "say" not in offered or offered.index("comfort") < offered.index("say")


def test_when_it_is_calm_there_is_more_beside_the_way_in_any_order(alice):
    way = begun(alice)
    offered = links(alice.get(way))
    warm = begun(alice, heat=WARM)

    assert [step.id for step in steps.deeper(2)] == ["turn", "round", "curious", "choose", "after"]
    assert all(f"{way}{step.id}/" in offered for step in steps.deeper(2))
    assert f"{warm}round/" not in links(alice.get(warm))


def test_whoever_turns_aside_goes_on_where_the_way_was_left(alice):
    way = begun(alice)
    gone(alice, way, "out", text=QUARREL)
    assert f"{way}turn/" in links(alice.get(f"{way}see/"))

    assert gone(alice, way, "turn", body="A knot.") == f"{way}see/"


def test_a_page_asks_one_thing_and_the_rest_unfolds_on_wish_or_once_it_is_answered(alice):
    way = begun(alice)
    folded = elements(alice.get(f"{way}comfort/"), ".//main//form//details[@class='deeper']")
    assert [element.get("open") for element in folded] == [None]
    assert len(elements(alice.get(f"{way}comfort/"), ".//main//form//details[@class='deeper']//textarea")) == 3

    gone(alice, way, "comfort", own="I shouted.")

    folded = elements(alice.get(f"{way}comfort/"), ".//main//form//details[@class='deeper']")
    assert [element.get("open") for element in folded] == [""]


def test_what_was_answered_before_stays_in_sight(alice):
    way = begun(alice)
    gone(alice, way, "out", text=QUARREL)
    gone(alice, way, "comfort", pain="I am sorry that nobody asked you.")
    page = shown(alice, f"{way}say/")

    assert "Something kind for you : I am sorry that nobody asked you." in page
    assert f"Let it out : {QUARREL[:10]}" in shown(alice, f"{way}comfort/")


def test_what_they_wrote_and_what_is_held_back_do_not_stay_in_sight(alice):
    way = begun(alice)
    gone(alice, way, "out", text=QUARREL)
    gone(alice, way, "both", mine="I need to be asked.")
    gone(alice, way, "see", written_by="them")
    assert "Let it out :" not in shown(alice, f"{way}comfort/")
    assert "We both matter : I need to be asked." in shown(alice, f"{way}say/")

    gone(alice, way, "out", text=DANGER)

    assert "We both matter :" not in shown(alice, f"{way}say/")


@pytest.mark.row(22)
def test_cooling_down_opens_more_the_page_says_so_and_both_ratings_are_kept(alice):
    way = begun(alice, heat=HOT)

    alice.post(f"{way}heat/", {"heat": WARM})
    assert "the short way: four steps" in shown(alice, way)
    alice.post(f"{way}heat/", {"heat": CALM})

    assert "Any step can be left out" in shown(alice, way)
    assert [heat["value"] for heat in content_of(alice)["heat"]] == [8, 5, 2]
    assert "how strong: 8, then 5, then 2" in shown(alice, f"{way}whole/")
    assert "8 → 5 → 2" in shown(alice, "/moments/")


def test_every_step_can_be_left_out_and_an_empty_one_is_taken(alice):
    way = begun(alice)
    for step in steps.STEPS.values():
        page = alice.get(f"{way}{step.id}/")
        assert "Skip this" in page.text
        assert alice.post(f"{way}{step.id}/", hidden(page)).status_code == 302


def test_a_number_that_is_none_is_asked_for_again_and_nothing_is_kept(alice):
    assert alice.post("/way/", {"heat": "11"}).status_code == 422
    assert not Moment.objects.exists()


# Let it out, and from them to me.


@pytest.mark.row(1)
def test_whom_it_is_about_is_asked_after_the_heat_and_can_be_changed_at_any_time(alice):
    sam, kim = friend(alice, "Sam"), friend(alice, "Kim")
    assert "Sam" not in shown(alice, "/way/")
    way = begun(alice)
    assert f"{way}about/" in alice.get(f"{way}out/").text
    for whose, name in ((sam, "Sam"), (kim, "Kim")):
        assert alice.post(f"{way}about/", {"person": whose}).headers["Location"] == way
        assert f"It is about {name}" in shown(alice, way)
        assert name in shown(alice, f"{way}whole/")
    alice.post(f"{way}about/", {"person": ""})

    assert "Kim" not in shown(alice, f"{way}whole/")


def test_somebody_new_can_be_named_on_the_way_and_twice_from_one_page_is_once(alice):
    way = begun(alice, heat=HOT)
    page = hidden(alice.get(f"{way}about/"))
    for _ in range(2):
        assert alice.post(f"{way}about/", {**page, "name": "T.", "tie": "sibling"}).status_code == 302

    assert "It is about T." in shown(alice, way)
    assert Person.objects.count() == 1
    named = f"/people/{Person.objects.get().pk}/"
    alice.post(named, {**hidden(alice.get(named)), "name": "Tim", "tie": "sibling", "close": ""})
    assert alice.post(f"{way}about/", {**page, "name": "T.", "tie": "sibling"}).status_code == 302
    assert "It is about Tim" in shown(alice, way)


def test_danger_goes_with_whom_it_is_about(alice):
    sam, kim = friend(alice, "Sam"), friend(alice, "Kim")
    way = begun(alice, sam)
    gone(alice, way, "out", text=DANGER)
    assert gate.standing(alice.vault(), sam).state is gate.State.UNSAFE
    alice.post(f"{way}about/", {"person": kim})

    assert gate.standing(alice.vault(), kim).state is gate.State.UNSAFE


def test_that_it_is_not_safe_to_say_counts_for_both_after_a_moment_is_said_to_be_about_somebody_else(alice):
    sam, kim = friend(alice, "Sam"), friend(alice, "Kim")
    way = begun(alice, sam)
    gone(alice, way, "choose", safe="no")
    alice.post(f"{way}about/", {"person": kim})
    states = [gate.standing(alice.vault(), whose).state for whose in (sam, kim)]
    assert states == [gate.State.UNSAFE, gate.State.UNSAFE]
    gone(alice, way, "choose", safe="yes")

    assert gate.standing(alice.vault(), kim).state is gate.State.ORDINARY


def test_from_them_to_me_one_is_asked_about_body_feeling_fear_and_need(alice):
    way = begun(alice)
    gone(alice, way, "out", text=QUARREL)

    page = shown(alice, f"{way}turn/")

    for prompt in ("body", "feeling", "fear", "need"):
        assert ENGLISH.prompt(prompt).question in page
    assert all(feeling.name in page and feeling.meaning in page for feeling in ENGLISH.feelings[:3])


@pytest.mark.row(9)
def test_one_can_say_what_one_pulls_back_from_and_that_no_closeness_is_owed(alice):
    way = begun(alice)
    assert "You owe nobody closeness" in shown(alice, f"{way}turn/")

    gone(alice, way, "turn", back="I do not want to be touched tonight.")

    assert "I do not want to be touched tonight." in shown(alice, f"{way}whole/")


def test_what_was_chosen_and_written_is_there_when_one_comes_back(alice):
    way = begun(alice)
    gone(alice, way, "turn", body="a knot", feelings=["hurt", "afraid"], feeling="small", needs=["rest"])

    page = alice.get(f"{way}turn/")

    assert "a knot" in page.text
    assert "small" in page.text
    assert checked(page) == [("feelings", "hurt"), ("feelings", "afraid"), ("needs", "rest")]


# See it.


@pytest.mark.row(14)
@pytest.mark.row(15)
@pytest.mark.row(27)
def test_the_reading_shows_both_ends_who_is_missing_and_which_words_show_it(alice):
    way = begun(alice)
    gone(alice, way, "out", text=QUARREL)

    page = shown(alice, f"{way}see/")

    for said in ("How the feeling is held", "Who counts", "Warmth toward yourself", "Warmth toward the other"):
        assert said in page
    assert "This is a guess about the words, not about a person." in page
    assert "<mark>" in alice.get(f"{way}see/").text


@pytest.mark.row(29)
def test_words_that_give_in_are_shown_so_and_one_is_asked_what_was_given_up(alice):
    way = begun(alice)
    gone(
        alice, way, "out", text="I am sorry, it is all my fault, I will do whatever you want. I don't mind, you decide."
    )

    assert "giving in, to keep the peace" in shown(alice, f"{way}see/")
    assert ENGLISH.prompt("given_up").question in shown(alice, f"{way}both/")


def test_whoever_says_that_a_finding_is_not_so_is_believed_everywhere(alice):
    way = begun(alice)
    gone(alice, way, "out", text="You never listen. You are so selfish.")
    moment = way.replace("/way/", "/moments/")
    assert "cold or hard on the other" in shown(alice, moment)

    gone(alice, way, "see", not_so=["warmth_other"], disagree="It was a joke between us.")

    for page in (f"{way}see/", moment):
        assert "cold or hard on the other" not in shown(alice, page)
        assert "You say that this is not so. That counts." in shown(alice, page)
    assert "It was a joke between us." in shown(alice, f"{way}whole/")


def test_their_message_is_told_again_from_one_s_own_side_before_one_goes_on(alice):
    way = begun(alice)
    gone(alice, way, "out", text="You are so selfish and lazy. You never once thought of anybody but yourself.")
    assert "Warmth toward yourself" in shown(alice, f"{way}see/")

    assert gone(alice, way, "see", written_by="them") == f"{way}see/"

    for page in (f"{way}see/", way.replace("/way/", "/moments/")):
        assert "Their warmth toward themselves" in shown(alice, page)
        assert "This reads as cold or hard on you" in shown(alice, page)
        assert "Warmth toward yourself" not in shown(alice, page)
    assert gone(alice, way, "see", written_by="them") != f"{way}see/"
    assert gone(alice, way, "see", written_by="") == f"{way}see/"  # a wrong tap is taken back as it was made
    assert "Warmth toward yourself" in shown(alice, f"{way}see/")


def test_beside_one_s_own_sentence_a_message_they_wrote_stays_theirs(alice):
    way = begun(alice)
    gone(alice, way, "out", text="You are so selfish and lazy. You never once thought of anybody but yourself.")
    gone(alice, way, "see", written_by="them")
    gone(alice, way, "say", draft="I felt hurt when you wrote that. Could we talk tomorrow?")

    first, own = shown(alice, f"{way}whole/").split("How it read at first")[1].split("How your sentence reads")

    assert "Their warmth toward themselves" in first
    assert "Warmth toward yourself" not in first
    assert "Warmth toward yourself" in own


def test_what_was_saved_while_one_looked_is_told_again_all_the_same(alice):
    way = begun(alice)
    gone(alice, way, "out", text=QUARREL)
    page = hidden(alice.get(f"{way}see/"))
    sent = {**page, "written_by": "them"}
    assert alice.post(f"{way}see/", sent, headers={"Autosave": "yes"}).status_code == 204

    assert alice.post(f"{way}see/", sent).headers["Location"] == f"{way}see/"


def test_whoever_does_not_say_who_wrote_it_goes_on_and_has_answered_nothing(alice):
    way = begun(alice)
    gone(alice, way, "out", text=QUARREL)

    assert gone(alice, way, "see", written_by="") != f"{way}see/"
    assert not content_of(alice)["way"]["see"].get("written_by")
    assert "Warmth toward yourself" in shown(alice, f"{way}see/")


def test_what_names_no_known_writer_in_an_import_or_elsewhere_is_one_s_own(alice):
    way = begun(alice)
    gone(alice, way, "out", text=QUARREL)
    moment = Moment.objects.get(account=alice.account)
    kept = store.content_of(moment, alice.vault())
    write(alice.vault(), holding(moment, {**kept, "way": {**kept["way"], "see": {"written_by": "nobody"}}}))

    assert "Warmth toward yourself" in shown(alice, f"{way}see/")


@pytest.mark.row(13)
def test_fight_flight_freeze_and_fawn_can_be_chosen_and_none_is_beforehand(alice):
    way = begun(alice)
    gone(alice, way, "out", text=QUARREL)

    boxes = elements(alice.get(f"{way}see/"), ".//input[@type='checkbox'][@name='reactions']")
    assert [box.attrib["value"] for box in boxes] == ["fight", "flight", "freeze", "fawn"]
    assert not any("checked" in box.attrib for box in boxes)


# Comfort.


@pytest.mark.row(20)
@pytest.mark.row(21)
@pytest.mark.row(37)
def test_words_of_comfort_in_three_parts_are_kept_as_a_card(alice):
    way = begun(alice)
    gone(
        alice,
        way,
        "comfort",
        pain="I am sorry you waited.",
        shared="Anyone would mind.",
        promise="I am here.",
        card="on",
    )

    assert "I am sorry you waited. Anyone would mind. I am here." in shown(alice, "/comfort/")

    gone(alice, way, "comfort", pain="I am sorry you waited so long.", shared="", promise="", card="on")
    assert "so long" in shown(alice, "/comfort/")
    assert "Anyone would mind." not in shown(alice, "/comfort/")


def cards(person):
    """Return the addresses of the cards of comfort that somebody is shown."""
    return {to for to in links(person.get("/comfort/"), "/comfort/") if resolve(to).view_name == "comfort:change"}


def test_a_step_does_not_put_back_a_card_that_was_changed_or_let_go_alone(alice):
    way = begun(alice)
    gone(alice, way, "comfort", pain="I am sorry.", card="on")
    (card,) = cards(alice)
    alice.post(card, {**hidden(alice.get(card)), "text": "I am sorry, and I stay."})

    gone(alice, way, "comfort", pain="I am sorry.", own="A little.", card="on")
    assert "I am sorry, and I stay." in shown(alice, "/comfort/")
    gone(alice, way, "comfort", pain="I am very sorry.", card="on")
    assert "I am sorry, and I stay." in shown(alice, "/comfort/")
    assert "I am very sorry." in shown(alice, "/comfort/")

    for card in cards(alice):
        alice.post(f"{card}erase/")
    gone(alice, way, "comfort", pain="I am very sorry.", own="Something.", card="on")
    assert "I am very sorry." not in shown(alice, "/comfort/")


@pytest.mark.row(19)
def test_being_kind_to_oneself_keeps_a_question_about_ones_own_part(alice):
    assert ENGLISH.prompt("ownership").question in shown(alice, f"{begun(alice)}comfort/")
    assert "“nothing” can be true" in ENGLISH.prompt("ownership").help


def test_starters_never_fill_the_box(alice):
    way = begun(alice)
    for step in steps.STEPS.values():
        for box in elements(alice.get(f"{way}{step.id}/"), ".//textarea"):
            assert words(box) == ""


# We both matter.


@pytest.mark.row(10)
@pytest.mark.row(11)
@pytest.mark.row(12)
@pytest.mark.row(26)
@pytest.mark.row(30)
def test_both_are_in_the_picture_and_its_word_on_them_is_asked_as_a_guess(alice):
    page = shown(alice, f"{begun(alice)}both/")

    for guess in ENGLISH.alike(""):
        assert guess.guess in page
        assert guess.question in page
        assert " may " in guess.guess
    for prompt in ("missing", "my_move", "both_needs_me", "both_needs_them", "both_options", "one_thing_for_them"):
        assert ENGLISH.prompt(prompt).question in page
    assert "what may have been going on in them" in page.lower()


@pytest.mark.row(33)
@pytest.mark.parametrize("tie", ["partner", "parent", "sibling", "friend", "child", "ex"])
def test_examples_and_guesses_fit_the_tie(alice, tie):
    way = begun(alice, whose=friend(alice, tie=tie))

    page = shown(alice, f"{way}both/")
    fears = shown(alice, f"{way}turn/")

    assert {one.guess for one in ENGLISH.alike(tie) if one.guess in page} == {one.guess for one in ENGLISH.alike(tie)}
    assert ENGLISH.prompt("fear", tie).example in fears


# Say it.


@pytest.mark.row(5)
@pytest.mark.row(6)
@pytest.mark.row(8)
def test_the_sentence_is_built_of_event_feeling_meaning_and_request_or_limit(alice):
    page = shown(alice, f"{begun(alice)}say/")

    for prompt in ("say_event", "say_feeling", "say_meaning", "say_request", "say_limit", "say_draft"):
        assert ENGLISH.prompt(prompt).question in page
    assert "something they can say no to" in page


@pytest.mark.row(7)
def test_whoever_has_said_it_before_is_told_to_say_it_plainer_not_louder(alice):
    way = begun(alice)
    gone(alice, way, "say", before="on")

    assert "plainer, not louder" in shown(alice, f"{way}say/")


@pytest.mark.row(23)
def test_a_softened_draft_that_has_lost_its_need_is_told_so(alice):
    way = begun(alice)

    soft = alice.post(
        f"{way}reading/", {"words-draft": "You did nothing wrong, I am sorry I said anything at all."}
    ).text
    whole = alice.post(
        f"{way}reading/",
        {
            "words-draft": "On Friday you told your parents yes. I felt left out. I need to be asked. "
            "Would you ask me first?"
        },
    ).text

    assert "You may be missing here. What do you wish for?" in soft
    assert "a need, a request, a feeling" in whole[whole.index("In it, and worth keeping:") :].partition("</li>")[0]


@pytest.mark.row(24)
def test_a_question_that_accuses_is_shown_as_such_and_a_real_one_is_not(alice):
    way = begun(alice)

    accusing = alice.post(f"{way}reading/", {"words-draft": "Why do you always ruin everything?"}).text
    real = alice.post(
        f"{way}reading/", {"words-draft": "What happens in you when your mother asks for something?"}
    ).text

    assert "ask and accuse in one breath" in accusing
    assert "ask and accuse in one breath" not in real


@pytest.mark.row(24)
def test_guesses_that_were_taken_bring_the_questions_that_would_test_them(alice):
    way = begun(alice)
    taken, left = ENGLISH.alike("")[:2]
    gone(alice, way, "both", alike=[taken.id])

    page = shown(alice, f"{way}curious/")

    assert taken.question in page
    assert left.question not in page


@pytest.mark.row(25)
@pytest.mark.row(28)
@pytest.mark.row(38)
def test_before_saying_it_one_is_asked_about_hope_safety_and_a_year_from_now(alice):
    page = shown(alice, f"{begun(alice)}choose/")

    for prompt in ("hope", "one_true_thing", "in_a_year", "safe_to_say", "when"):
        assert ENGLISH.prompt(prompt).question in page
    for choice in ("Now", "Later, at a kinder time", "Not at all"):
        assert choice in page


def test_whoever_says_it_is_not_safe_is_told_that_leaving_it_unsaid_is_wise(alice):
    way = begun(alice)
    gone(alice, way, "choose", safe="no")

    page = shown(alice, f"{way}choose/")

    assert "it is wise to leave it unsaid" in page
    assert "People who help" in page


def test_raw_words_can_be_written_without_keeping_them_and_kept_ones_let_go(alice):
    way = begun(alice)
    gone(alice, way, "out", text=QUARREL)
    page = alice.get(f"{way}out/")

    assert '<a href="/">Write without keeping anything</a>' in page.text
    (erase,) = (to for to in links(page, "/moments/") if to.endswith("/erase/"))
    alice.post(erase)

    assert not Moment.objects.exists()


def test_nothing_on_the_way_is_written_for_anybody(alice):
    way = begun(alice)
    gone(alice, way, "say", event="You left at ten", feeling="I felt left out", draft="")

    assert not content_of(alice)["way"]["say"].get("draft")


# Afterwards.


@pytest.mark.row(32)
@pytest.mark.row(34)
def test_one_can_say_what_went_better_or_that_ones_part_changed_nothing(alice):
    way = begun(alice)
    gone(alice, way, "after", better="I said it on the first day.", heard="partly", unchanged="on")

    page = shown(alice, f"{way}after/")

    assert "You did your part, and it did not change." in page
    assert "I said it on the first day." in page
    assert "In part" in shown(alice, f"{way}whole/")


@pytest.mark.row(16)
@pytest.mark.row(17)
def test_every_tie_has_words_on_why_those_close_hurt_more_and_all_hurt():
    words = {tie: ENGLISH.explanation("why_close_hurts_more", tie).text for tie in content.TIES}

    assert len(set(words.values())) >= 6
    assert ENGLISH.explanation("all_people_hurt").text


def test_a_view_from_outside_follows_a_hot_moment_and_then_waits_for_months(alice):
    way = begun(alice)
    assert "From outside" in shown(alice, way)  # it was never taken

    gone(alice, way, "well", view="She saw two tired people.")

    assert "From outside" not in shown(alice, way)
    alice.post(f"{way}heat/", {"heat": HOT})
    alice.post(f"{way}heat/", {"heat": CALM})
    assert "From outside" in shown(alice, way)


# A pause with a promised return.


@pytest.mark.row(3)
def test_a_pause_has_a_time_a_line_a_calendar_file_and_a_reminder_everywhere(alice):
    with time_machine.travel(datetime(2026, 3, 1, 19, 0, tzinfo=UTC), tick=False):
        alice.post("/sign-in/", {"username": alice.name, "passphrase": alice.passphrase, "zone": "Europe/Vienna"})
        way = begun(alice, heat=HOT)
        following = gone(alice, way, "pause", until="21:00", line="I will be back at nine.")
        assert "You said you will be back: 9 p.m." in shown(alice, following)
        assert "DTSTART:20260301T210000" in alice.get(f"{way}calendar/").text
        assert "You will be back" in shown(alice, "/comfort/")
    with time_machine.travel(datetime(2026, 3, 1, 20, 1, tzinfo=UTC), tick=False):
        alice.post("/sign-in/", {"username": alice.name, "passphrase": alice.passphrase})
        assert "It is time: you said you would be back" in shown(alice, "/moments/")
        assert alice.post(f"{way}back/").headers["Location"] == f"{way}heat/"
        assert "you said you would be back" not in shown(alice, "/moments/")
        assert alice.get(f"{way}calendar/").status_code == 404


def test_the_same_time_can_be_promised_again_and_shows_only_when_promised(alice):
    way = begun(alice, heat=HOT)
    with time_machine.travel(datetime(2026, 3, 1, 19, 0, tzinfo=UTC), tick=False):
        alice.post("/sign-in/", {"username": alice.name, "passphrase": alice.passphrase, "zone": "UTC"})
        gone(alice, way, "pause", until="21:00")
    with time_machine.travel(datetime(2026, 3, 3, 19, 0, tzinfo=UTC), tick=False):
        alice.post("/sign-in/", {"username": alice.name, "passphrase": alice.passphrase})
        assert 'value="21:00"' not in alice.get(f"{way}pause/").text

        gone(alice, way, "pause", until="21:00")

        assert "DTSTART:20260303T210000" in alice.get(f"{way}calendar/").text


def test_a_pause_page_shows_and_changes_the_promise_of_its_own_moment_only(alice):
    first, second = begun(alice, heat=HOT), begun(alice, heat=HOT)
    gone(alice, first, "pause", until="21:00")

    assert "You said you will be back" not in shown(alice, f"{second}pause/")
    gone(alice, second, "pause", line="Later.")
    alice.post(f"{second}back/")

    assert "You said you will be back" in shown(alice, f"{first}pause/")


def test_a_promise_goes_with_its_moment(alice):
    way = begun(alice, heat=HOT)
    gone(alice, way, "pause", until="21:00")

    alice.post(way.replace("/way/", "/moments/") + "erase/")

    assert "You will be back" not in shown(alice, "/moments/")


def test_whoever_is_back_does_not_promise_again_by_a_page_that_saves_late(alice):
    way = begun(alice, heat=HOT)
    gone(alice, way, "pause", until="21:00")
    page = hidden(alice.get(f"{way}pause/"))

    alice.post(f"{way}back/")
    late = alice.post(f"{way}pause/", {**page, "until": "21:00"}, headers={"Autosave": "yes"})

    assert late.status_code == 412
    assert "You will be back" not in shown(alice, "/moments/")


@pytest.mark.parametrize(
    ("at", "zone", "expected"),
    [
        ("21:00", "Europe/Vienna", "2026-03-01T21:00:00+01:00"),
        ("20:00", "Europe/Vienna", "2026-03-02T20:00:00+01:00"),  # that is now, so it is tomorrow's
        ("02:30", "America/New_York", "2026-03-02T02:30:00-05:00"),
        ("23:59", "UTC", "2026-03-01T23:59:00+00:00"),
    ],
)
def test_a_time_is_the_next_one_on_the_persons_own_clock(at, zone, expected):
    with time_machine.travel(datetime(2026, 3, 1, 19, 0, tzinfo=UTC), tick=False), timezone.override(zone):
        assert next_time(at).isoformat() == expected


def test_the_calendar_file_tells_nothing(alice):
    way = begun(alice, heat=HOT)
    gone(alice, way, "pause", until="21:00", line="I love you and I need a break.")

    file = alice.get(f"{way}calendar/")

    assert file.headers["Content-Type"] == "text/calendar"
    assert "love" not in file.text
    assert "SUMMARY:Back" in file.text


# Under danger.


@pytest.mark.parametrize("where", ["out", "turn", "comfort", "after"])
def test_words_of_danger_at_any_step_close_what_leans_toward_the_other(alice, where):
    way = begun(alice)
    name = {"out": "text", "turn": "body", "comfort": "pain", "after": "how"}[where]
    gone(alice, way, where, **{name: DANGER})

    overview = shown(alice, way)

    assert "It is a guess, and you know more" in overview
    for step in ("see", "both", "say", "curious", "choose", "after", "well"):
        page = shown(alice, f"{way}{step}/")
        assert "Not this, for now." in page
        assert all(guess.guess not in page for guess in ENGLISH.alike(""))
        assert f"{way}{step}/" not in alice.get(way).text
    for step in ("out", "turn", "comfort", "pause"):
        assert "Not this, for now." not in shown(alice, f"{way}{step}/")


def test_words_written_where_the_gate_closed_meanwhile_are_kept_and_shown(alice):
    way = begun(alice)
    page = hidden(alice.get(f"{way}say/"))
    alice.post(f"{way}say/", {**page, "words-draft": DANGER}, headers={"Autosave": "yes"})

    later = alice.post(
        f"{way}say/", {**page, "words-draft": f"{DANGER} And there is more."}, headers={"Autosave": "yes"}
    )
    closed = shown(alice, f"{way}say/")

    assert later.status_code == 204
    assert content_of(alice)["way"]["say"]["draft"] == f"{DANGER} And there is more."
    assert "Not this, for now." in closed
    assert f"{DANGER} And there is more." in closed
    assert ENGLISH.prompt("say_draft").question not in closed
    gone(alice, way, "say", draft="Less.")
    assert content_of(alice)["way"]["say"]["draft"] == "Less."


def test_words_that_could_not_be_kept_are_shown_where_the_gate_is_closed_too(alice):
    way = begun(alice)
    page = hidden(alice.get(f"{way}both/"))
    gone(alice, way, "both", mine="the first")
    gone(alice, way, "out", text=DANGER)

    answer = alice.post(f"{way}both/", {**page, "words-mine": "the second"})

    assert answer.status_code == 409
    assert "the second" in answer.text
    assert "changed in another window" in answer.text


def test_whoever_says_that_it_is_not_safe_is_believed_and_can_take_it_back(alice):
    way = begun(alice)
    gone(alice, way, "say", draft="Would you ask me first?")
    assert "Copy" in shown(alice, f"{way}whole/")

    assert gone(alice, way, "choose", safe="no") == f"{way}choose/"

    assert "Not this, for now." in shown(alice, f"{way}say/")
    assert "You say it yourself" not in shown(alice, f"{way}whole/")
    assert "Would you ask me first?" in shown(alice, f"{way}whole/")
    gone(alice, way, "choose", safe="unsure")
    assert "Not this, for now." not in shown(alice, f"{way}say/")


def test_under_danger_a_hot_page_says_so_and_a_pause_owes_nobody_a_promise(alice):
    way = begun(alice, heat=HOT)
    gone(alice, way, "out", text=DANGER)

    pause = shown(alice, f"{way}pause/")

    assert "It is a guess, and you know more" in shown(alice, way)
    assert "you need no time and no promise. Just go." in pause
    assert ENGLISH.prompt("pause_line").question not in pause
    assert "makes a pause safe for both" not in pause


def test_ticked_guesses_about_the_other_are_not_read_back_under_danger(alice):
    way = begun(alice)
    taken = ENGLISH.alike("")[0]
    gone(alice, way, "both", alike=[taken.id], mine="I need sleep.")
    assert taken.guess in shown(alice, f"{way}whole/")

    gone(alice, way, "out", text=DANGER)

    assert taken.guess not in shown(alice, f"{way}whole/")
    assert "I need sleep." in shown(alice, f"{way}whole/")


def test_danger_anywhere_in_a_very_long_text_is_seen():
    filler = "We talked about the garden and had tea. "

    for before in (0, 10, 600, 2_000):
        assert gate.of_words(f"{filler * before}{DANGER} {filler * 100}").state is gate.State.UNSAFE
    assert gate.of_words(filler * 700).state is gate.State.ORDINARY


def test_every_question_that_turns_to_the_other_stands_behind_the_gate():
    asked = {(step, ask.prompt) for step in steps.STEPS.values() for ask in step.asks}
    turning = {prompt.id for prompt in ENGLISH.prompts if prompt.turns_to_them}

    assert turning <= {prompt for _, prompt in asked}
    assert [(step.id, prompt) for step, prompt in asked if prompt in turning and step.offer is None] == []
    for offer in set(gate.Offer) - {gate.Offer.COACHING}:
        assert not gate.Standing(gate.State.UNSAFE).may(offer)
    assert not any(gate.Standing(gate.State.CRISIS).may(offer) for offer in gate.Offer)


# Nothing is lost.


def test_newer_words_of_another_window_are_not_overwritten_unseen(alice):
    way = begun(alice)
    first, second = hidden(alice.get(f"{way}comfort/")), hidden(alice.get(f"{way}comfort/"))
    alice.post(f"{way}comfort/", {**first, "words-pain": "the first"})

    answer = alice.post(f"{way}comfort/", {**second, "words-pain": "the second"})

    assert answer.status_code == 409
    assert "the second" in answer.text
    assert content_of(alice)["way"]["comfort"]["pain"] == "the first"
    alice.post(f"{way}comfort/", {**hidden(answer), "words-pain": "the second"})
    assert content_of(alice)["way"]["comfort"]["pain"] == "the second"


def test_autosave_answers_with_nothing_and_heat_forgets_nothing(alice):
    way = begun(alice)
    page = hidden(alice.get(f"{way}comfort/"))
    answer = alice.post(f"{way}comfort/", {**page, "words-own": "I shouted."}, headers={"Autosave": "yes"})
    assert (answer.status_code, answer.content) == (204, b"")

    alice.post(f"{way}heat/", {"heat": HOT})
    gone(alice, way, "comfort", pain="I am sorry.")

    assert content_of(alice)["way"]["comfort"]["own"] == "I shouted."


def test_a_page_that_was_hot_wipes_nothing_when_it_is_sent_after_it_cooled(alice):
    way = begun(alice)
    gone(alice, way, "comfort", own="I shouted.")
    alice.post(f"{way}heat/", {"heat": HOT})
    page = hidden(alice.get(f"{way}comfort/"))
    alice.post(f"{way}heat/", {"heat": CALM})

    alice.post(f"{way}comfort/", {**page, "words-pain": "I am here."})

    assert content_of(alice)["way"]["comfort"]["own"] == "I shouted."
    assert content_of(alice)["way"]["comfort"]["pain"] == "I am here."


def test_nobody_else_finds_any_of_it(alice, bob):
    way = begun(alice)
    gone(alice, way, "out", text=QUARREL)

    for page in ("", "out/", "see/", "whole/", "heat/", "calendar/"):
        assert bob.get(way + page).status_code == 404
    assert bob.post(f"{way}back/").status_code == 404
    assert bob.post(f"{way}reading/", {"words-draft": "x"}).status_code == 404


# Find it again.


def test_a_word_is_found_at_any_step_by_any_case_and_by_a_name(alice, bob):
    way = begun(alice, whose=friend(alice, name="Marlene"))
    gone(alice, way, "out", text="It rained all day.")
    gone(alice, way, "comfort", pain="I am sorry about the UMBRELLA.")

    for wanted in ("rained", "umbrella", "marlene"):
        assert f'href="{way}whole/"' in alice.post("/search/", {"wanted": wanted}).text
        assert f'href="{way}whole/"' not in bob.post("/search/", {"wanted": wanted}).text
    assert "It stands nowhere" in alice.post("/search/", {"wanted": "sunshine"}).text
    assert alice.post("/search/", {"wanted": ""}).status_code == 422


def test_what_stands_on_a_card_in_the_program_or_in_a_draft_is_found_too(alice):
    alice.post("/comfort/new/", {"text": "A lighthouse stays."})
    alice.post("/weeks/2/", {"words-text": "My lighthouse is the kitchen."})
    alice.post(f"/moments/drafts/{uuid4()}/", {"text": "no light, no house, a lighthouse"})

    page = alice.post("/search/", {"wanted": "Lighthouse"}).text

    assert "A lighthouse stays." in page
    assert 'href="/weeks/2/"' in page
    assert "a lighthouse</a>" in page


def test_what_was_written_many_years_ago_is_found_by_looking_further_back(alice):
    days = [
        holding(Moment(), {"text": "sun", "written": "2026-01-01T00:00:00+00:00", "changed": ""})
        for _ in range(AT_ONCE)
    ]
    rain = holding(Moment(), {"text": "rain", "written": "2006-01-01T00:00:00+00:00", "changed": ""})
    write(alice.vault(), *days, rain)

    first, second = (alice.post("/search/", {"wanted": "rain", "start": start}).text for start in ("", AT_ONCE))

    assert "It does not stand in what was looked through." in first
    assert f'name="start" value="{AT_ONCE}"' in first
    assert ">rain</span>" in second
    assert "Look further back" not in second


# From settling, which knows nobody, back to where one was.


def test_from_settling_one_comes_back_to_the_moment_of_this_evening(alice):
    assert "/way/on/" in alice.get("/settle/").text
    way = begun(alice, heat=HOT)
    alice.post(f"{way}out/", {"text": QUARREL})

    assert alice.get("/way/on/").headers["Location"] == way


def test_from_settling_one_comes_to_a_fresh_start_when_nothing_is_under_way(alice, client):
    assert alice.get("/way/on/").headers["Location"] == "/way/"
    assert client.get("/way/on/").headers["Location"] == "/"


def test_yesterdays_moment_is_not_opened_by_going_on(alice):
    with time_machine.travel(timezone.now() - timedelta(hours=20)):
        actions.begin(alice.vault(), heat=2)

    assert alice.get("/way/on/").headers["Location"] == "/way/"


def test_when_it_is_hot_what_was_let_out_is_said_to_be_kept(alice):
    way = begun(alice, heat=HOT)
    assert "It is out, and it is kept." not in shown(alice, way)
    alice.post(f"{way}out/", {"text": QUARREL})

    assert "It is out, and it is kept." in shown(alice, way)
