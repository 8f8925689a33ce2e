"""The program "me first, then us", the practices, and the explanations: open from the start, and never urged."""

import re

import pytest

from middleway import content
from middleway.web.moments.models import Moment
from middleway.web.questions import steps
from middleway.web.records import manifest, store
from middleway.web.records.writing import write
from middleway.web.way.explained import explained
from middleway.web.way.queries import way_of
from middleway.web.weeks.models import Part
from tests.support.contents import holding
from tests.support.pages import element, elements, hidden, links, main, titled_links, value_of, words
from tests.support.texts import DANGER
from tests.support.writing import begun, friend

ENGLISH = content.library("en")

TURNING = [week.number for week in ENGLISH.weeks if week.turns_to_them]


def part_kept(person, number, text):
    """Write at a part as its page would; return where it leads."""
    page = hidden(person.get(f"/weeks/{number}/"))
    answer = person.post(f"/weeks/{number}/", {**page, "words-text": text})
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


def words_of(answer):
    return words(main(answer))


def box(answer):
    return value_of(answer, element(answer, ".//textarea").attrib["name"])


def texts(person):
    rows = Part.objects.filter(account=person.account)
    return [store.content_of(row, person.vault())["text"] for row in rows]


# The program.


def test_all_parts_are_open_in_order_from_the_start_with_nothing_counted(alice):
    page = alice.get("/weeks/")

    addresses = titled_links(main(page))
    assert addresses == [(f"/weeks/{week.number}/", week.title) for week in ENGLISH.weeks]
    assert all(week.idea[0] in words_of(page) for week in ENGLISH.weeks)
    assert not re.search(r"\d|%|done|locked|finished|progress", words_of(page))
    for address, title in addresses:
        assert title in words_of(alice.get(address))


@pytest.mark.parametrize("week", ENGLISH.weeks, ids=lambda week: week.title)
def test_a_part_has_its_idea_its_practice_one_thing_to_try_and_a_question(alice, week):
    page = alice.get(f"/weeks/{week.number}/")

    for text in (*week.idea, ENGLISH.practice(week.practice).title, week.to_try, week.question):
        assert text in words_of(page)
    ((practice, _),) = titled_links(main(page))
    assert alice.get(practice).status_code == 200
    assert ENGLISH.practice(week.practice).steps[0].text in words_of(alice.get(practice)) or practice == "/settle/"
    assert box(page) == ""


def test_a_part_that_is_none_is_not_found(alice):
    assert alice.get("/weeks/9/").status_code == alice.post("/weeks/0/", {"words-text": "x"}).status_code == 404


def test_ones_words_are_sealed_and_back_and_the_overview_says_so_quietly(alice):
    assert "you have written here" not in words_of(alice.get("/weeks/"))

    assert part_kept(alice, 3, "I drop out at\n  dinner.") == "/weeks/"

    assert words_of(alice.get("/weeks/")).count("you have written here") == 1
    assert box(alice.get("/weeks/3/")) == "I drop out at\n  dinner."
    assert box(alice.get("/weeks/4/")) == ""
    assert b"dinner" not in bytes(Part.objects.get().sealed)


def test_words_are_changed_in_their_place_and_an_emptied_box_lets_them_go(alice):
    part_kept(alice, 3, "At dinner.")
    written = store.content_of(Part.objects.get(), alice.vault())["written"]
    part_kept(alice, 3, "At breakfast.")

    assert texts(alice) == ["At breakfast."]
    assert store.content_of(Part.objects.get(), alice.vault())["written"] == written
    part_kept(alice, 3, "  \n")

    assert not Part.objects.exists()
    assert "you have written here" not in words_of(alice.get("/weeks/"))
    assert not manifest.differing(alice.vault())


def test_an_empty_box_is_taken_and_keeps_nothing(alice):
    part_kept(alice, 1, "")

    assert not Part.objects.exists()


def test_autosave_answers_with_nothing_and_keeps_what_was_typed(alice):
    page = hidden(alice.get("/weeks/1/"))
    for text in ("My jaw", "My jaw is tight."):
        answer = alice.post("/weeks/1/", {**page, "words-text": text}, headers={"Autosave": "yes"})
        assert (answer.status_code, answer.content) == (204, b"")

    assert texts(alice) == ["My jaw is tight."]


def test_newer_words_of_another_window_are_not_overwritten_unseen(alice):
    first, second = hidden(alice.get("/weeks/1/")), hidden(alice.get("/weeks/1/"))
    alice.post("/weeks/1/", {**first, "words-text": "the first"})

    late = alice.post("/weeks/1/", {**second, "words-text": "the sec"}, headers={"Autosave": "yes"})
    assert (late.status_code, late.content) == (412, b"")
    answer = alice.post("/weeks/1/", {**second, "words-text": "the second"})

    assert answer.status_code == 409
    assert box(answer) == "the second"
    assert texts(alice) == ["the first"]
    alice.post("/weeks/1/", {**hidden(answer), "words-text": "the second"})
    assert texts(alice) == ["the second"]


def test_too_long_a_text_is_refused_with_every_word_still_there(alice):
    answer = alice.post("/weeks/1/", {"words-text": "word " * 30_000})

    assert answer.status_code == 422
    assert "Your words are still here" in words_of(answer)
    assert len(box(answer)) == 150_000
    assert not Part.objects.exists()


def test_an_archives_words_stand_beside_those_here_and_then_become_one(alice):
    part_kept(alice, 2, "the newer")
    old = {"number": 2, "text": "the older", "page": "x", "written": "2025-01-01T00:00:00+00:00"}
    write(alice.vault(), holding(Part(), {**old, "changed": old["written"]}))

    assert box(alice.get("/weeks/2/")) == "the older\n\nthe newer"
    part_kept(alice, 2, "both of them")

    assert texts(alice) == ["both of them"]
    assert not manifest.differing(alice.vault())


def test_words_that_do_not_open_are_told_of_and_stay_as_they_are(alice):
    part_kept(alice, 2, "At dinner.")
    Part.objects.update(sealed=b"\1\1" + b"\0" * 300)

    assert "does not open" in words_of(alice.get("/weeks/"))
    part_kept(alice, 2, "Written anew.")

    assert Part.objects.count() == 2
    assert box(alice.get("/weeks/2/")) == "Written anew."


def test_nobody_else_meets_any_of_it_and_a_stranger_comes_to_the_door(alice, bob, client):
    part_kept(alice, 3, "At dinner.")

    assert box(bob.get("/weeks/3/")) == ""
    assert not re.search("you have written here|does not open", words_of(bob.get("/weeks/")))
    part_kept(bob, 3, "Bob's.")
    assert texts(alice) == ["At dinner."]
    for page in ("/weeks/", "/weeks/3/", "/weeks/more/", "/practices/", "/practices/both_hands/"):
        assert client.get(page).status_code == 302


# What looks at the other.


@pytest.mark.parametrize("number", TURNING)
def test_a_part_that_looks_at_the_other_says_that_one_may_leave_it_out(alice, number):
    assert "If you are afraid of them, you may leave it out." in words_of(alice.get(f"/weeks/{number}/"))


@pytest.mark.parametrize("number", TURNING)
def test_under_danger_such_a_part_is_held_back_and_ones_own_words_are_not(alice, number):
    assert part_kept(alice, number, DANGER) == f"/weeks/{number}/"

    page = alice.get(f"/weeks/{number}/")
    week = ENGLISH.weeks[number - 1]

    assert "something to read here first" in words_of(page)
    for text in (*week.idea, week.to_try, week.question, ENGLISH.practice(week.practice).title):
        assert text not in words_of(page)
    assert box(page) == DANGER
    part_kept(alice, number, "It was a line from a film.")
    assert week.question in words_of(alice.get(f"/weeks/{number}/"))


def test_the_other_parts_stay_open_under_danger_and_say_where_help_is(alice):
    assert part_kept(alice, 1, DANGER) == "/weeks/1/"

    page = words_of(alice.get("/weeks/1/"))

    assert "something to read here first" in page
    assert ENGLISH.weeks[0].question in page


# Practices.


def test_every_practice_is_there_once_by_heat_those_about_the_other_last(alice):
    page = main(alice.get("/practices/"))

    found = [words(title) for title in elements(page, ".//b")]
    turning = {practice.title for practice in ENGLISH.practices if practice.turns_to_them}
    assert sorted(found) == sorted(practice.title for practice in ENGLISH.practices)
    assert set(found[-len(turning) :]) == turning
    read, (first, *_) = words(page), [title for to, title in titled_links(page) if to.startswith("/practices/")]
    assert read.index("When it is hot") < read.index("When it is warm") < read.index("When it is calm")
    assert read.index("you may leave it out") < read.index(first)
    for address, _ in titled_links(page):
        assert alice.get(address).status_code == 200


def test_a_practice_about_the_other_warns_offers_a_way_out_and_is_not_public(alice, client):
    for practice in (one for one in ENGLISH.practices if one.turns_to_them):
        page = words_of(alice.get(f"/practices/{practice.id}/"))
        for text in (practice.title, practice.warning, practice.out, *(step.text for step in practice.steps)):
            assert text in page
        assert "afraid of" in practice.warning
        assert client.get(f"/settle/{practice.id}/").status_code == 404


def test_a_practice_that_settles_has_one_page_and_it_is_the_public_one(alice):
    assert alice.get("/practices/five_senses/").status_code == 404
    assert 'href="/settle/five_senses/"' in alice.get("/practices/").text


def test_both_are_among_all_places(alice):
    assert {"/weeks/", "/practices/"} <= set(links(main(alice.get("/home/more/"))))


# Explanations.


def told(page):
    return [words(title) for title in elements(main(page), ".//details[@class='family']/summary")]


def test_every_explanation_has_its_place_at_one_step():
    named = [name for step in steps.STEPS.values() for name in step.explanations]

    assert sorted(named) == sorted(one.id for one in ENGLISH.explanations)


@pytest.mark.row(16)
@pytest.mark.row(17)
@pytest.mark.parametrize("tie", content.TIES)
def test_an_explanation_waits_closed_at_its_step_in_the_words_for_the_tie(alice, tie):
    way = begun(alice, friend(alice, tie=tie))

    for step in (step for step in steps.STEPS.values() if step.explanations):
        page = alice.get(f"{way}{step.id}/")
        for one in (ENGLISH.explanation(name, tie) for name in step.explanations):
            assert one.title in told(page)
            assert all(paragraph in words_of(page) for paragraph in one.text)


def test_while_it_is_warm_there_is_one_at_most(alice):
    way = begun(alice, friend(alice), heat="5")

    assert told(alice.get(f"{way}say/")) == ["Blame, shame, and a third way"]


@pytest.mark.row(12)
def test_under_danger_nothing_explains_the_other(alice):
    way = begun(alice, friend(alice, tie="partner"))
    page = hidden(alice.get(f"{way}comfort/"))
    alice.post(f"{way}comfort/", {**page, "words-pain": DANGER})

    turning = [one for one in ENGLISH.explanations if one.turns_to_them]

    assert turning
    for step in steps.STEPS:
        shown = words_of(alice.get(f"{way}{step}/"))
        assert not any(one.title in shown for one in turning)
    found = way_of(alice.vault(), Moment.objects.get())
    assert {one.id for step in steps.STEPS.values() for one in explained(found, step)} == {
        one.id for one in ENGLISH.explanations if not one.turns_to_them
    }


def test_all_of_them_stand_on_one_page_closed_and_those_about_the_other_last(alice):
    page = alice.get("/weeks/more/")

    titles = {one.title: one.turns_to_them for one in ENGLISH.explanations}
    found = [titles[words(title)] for title in elements(main(page), ".//summary")]
    assert sorted(found) == found
    assert len(found) == len(titles)
    assert "<details open" not in page.text
    assert words_of(page).count("you may leave it out") == 1
