"""Care: where it may not be safe the method changes, everywhere and at once, and by the writer's own word."""

import re

import msgspec
import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured

from middleway import content
from middleway.web.care.models import Paper
from middleway.web.care.notes import PAPERS
from middleway.web.moments.models import Moment
from middleway.web.questions import steps
from middleway.web.records import store
from middleway.web.records.writing import write, writing
from middleway.web.safety import ledger
from middleway.web.safety.entries import Book
from middleway.web.safety.gate import EVERYBODY, Offer, Reason, Standing, State
from middleway.web.safety.models import Ledger
from middleway.web.safety.questionnaire import QUESTIONS, result
from middleway.web.safety.storage import amend, book_of
from middleway.web.settle.apps import SettleConfig
from middleway.web.settle.helpers import NotAList, helpers
from tests.support.contents import holding
from tests.support.pages import Page, elements, hidden, links, shown, words
from tests.support.texts import DANGER
from tests.support.writing import begun, friend

ENGLISH = content.library("en")

CRISIS = "I want to die. I have the pills here and I am going to kill myself tonight."
QUARREL = "You forgot to call me on Friday, and I sat there with the food and felt left out."
A, B, TODAY, LATER = "a" * 32, "b" * 32, "2026-03-01T10:00:00+00:00", "2026-03-01T11:00:00+00:00"


def written(person, way, text, step="out", name="text"):
    page = hidden(person.get(f"{way}{step}/"))
    answer = person.post(f"{way}{step}/", {**page, name: text})
    assert answer.status_code == 302, answer.text


def say(person, what, whose="any"):
    assert person.post(f"/care/{whose}/say/", {"what": what}).status_code == 302


def note(person, book):
    with writing(person.vault()) as batch:
        amend(batch, lambda _: book)


def stands(person, whose=EVERYBODY):
    return ledger.standing(book_of(person.vault()), whose).state


# What is held back.


OURS = {
    Offer.MIRROR: {
        "This reads as",
        "Who is in these words",
        "worth keeping",
        "Your side is not in it",
        "What you would say",
        "You say it yourself",
    },
    Offer.LOOP: {
        "Change this box",
        "Nobody starts it: it goes round.",
        "and round again",
        "What was different when it went better",
    },
}


def leaning(state):
    """Return every word of ours that turns to the other or, in a crisis, coaches at all."""
    offers = {offer for offer in Offer if not Standing(state).may(offer)}
    found = set()
    for step in steps.STEPS.values():
        for ask in step.asks:
            if {step.offer, ask.offer} & offers:
                found.add(ENGLISH.prompt(ask.prompt).question)
    for one in ENGLISH.alike("partner"):
        found |= {one.guess, one.question}
    for week in ENGLISH.weeks:
        practice = ENGLISH.practice(week.practice)
        if week.turns_to_them or practice.turns_to_them:
            found |= {*week.idea, week.to_try, week.question}
    found |= {one.title for one in ENGLISH.practices if one.turns_to_them}
    found |= {
        one.text[0] if isinstance(one.text, tuple) else one.text for one in ENGLISH.explanations if one.turns_to_them
    }
    found |= {text for offer in offers for text in OURS.get(offer, ())}
    # A question that is also asked of the writer alone, where nothing holds it back, is no offer.
    alone = {
        ENGLISH.prompt(ask.prompt).question
        for step in steps.STEPS.values()
        if step.offer not in offers
        for ask in step.asks
        if ask.offer not in offers
    }
    return found - alone


def everywhere(person, way):
    """Yield every page and fragment inside, as it is answered now."""
    moment = way.replace("/way/", "/moments/")
    pages = [
        "/moments/",
        moment,
        f"{moment}edit/",
        way,
        f"{way}heat/",
        f"{way}whole/",
        "/way/",
        "/comfort/",
        "/people/",
        "/weeks/",
        "/weeks/more/",
        "/practices/",
        "/care/",
        "/care/any/",
        "/care/any/questions/",
        "/security/",
        "/export/",
        "/search/",
        "/patterns/",
        "/patterns/any/",
        "/patterns/any/year/",
        "/patterns/any/paper/",
    ]
    pages += [f"{way}{step}/" for step in steps.STEPS]
    pages += [f"/weeks/{week.number}/" for week in ENGLISH.weeks]
    pages += [f"/practices/{one.id}/" for one in ENGLISH.practices if one.turns_to_them]
    pages += [f"/care/pages/{kind}/" for kind in PAPERS]
    for page in pages:
        answer = person.get(page)
        assert answer.status_code == 200, page
        yield page, words(answer)
    for draft in ("Would you ask me first?", "You always ruin it."):
        yield "the reading beside a draft", words(person.post(f"{way}reading/", {"words-draft": draft}))


@pytest.mark.row(35)
@pytest.mark.parametrize("by", ["words", "draft", "card", "questions", "word", "choose"])
@pytest.mark.parametrize("heat", ["2", "5", "8"])
def test_where_it_is_not_safe_no_page_and_no_fragment_turns_to_the_other(alice, by, heat):
    way = begun(alice, heat=heat)
    written(alice, way, QUARREL)
    written(alice, way, "I cooked.", "both", "words-mine")
    if by == "words":
        written(alice, way, f"{QUARREL} {DANGER}")
    elif by == "draft":
        written(alice, way, DANGER, "say", "words-draft")
    elif by == "card":
        alice.post("/comfort/new/", {"text": DANGER})
    elif by == "questions":
        alice.post("/care/any/questions/", {"afraid": "yes"})
    elif by == "word":
        say(alice, ledger.UNSAFE)
    else:
        written(alice, way, "no", "choose", "safe")
    held = leaning(State.UNSAFE)

    if by == "choose":  # where the answer was given it can be changed
        held -= {ENGLISH.prompt(ask.prompt).question for ask in steps.CHOOSE.asks}
    found = [(page, text) for page, shown in everywhere(alice, way) for text in held if text in shown]

    assert len(held) > 60
    assert found == []


def test_in_a_crisis_help_comes_first_and_nothing_coaches(alice):
    way = begun(alice)
    written(alice, way, CRISIS)
    assert stands(alice) is State.CRISIS

    held = leaning(State.CRISIS)
    found = [(page, text) for page, shown in everywhere(alice, way) for text in held if text in shown]

    assert found == []
    for page in (way, f"{way}turn/", f"{way}say/", "/weeks/1/", "/practices/"):
        shown_here = shown(alice, page)
        assert "call your emergency number, or go to somebody you trust" in shown_here
        assert shown_here.index("emergency number") < 400
    for still in (f"{way}out/", f"{way}comfort/", "/comfort/", "/settle/", "/care/pages/hour/"):
        assert alice.get(still).status_code == 200


def test_the_same_walk_finds_the_offers_when_all_is_ordinary(alice):
    way = begun(alice)
    written(alice, way, QUARREL)

    found = {text for _, shown in everywhere(alice, way) for text in leaning(State.UNSAFE) if text in shown}

    assert len(found) > 50


def test_a_faint_sign_asks_one_question_before_anything_turns_to_the_other(alice):
    way = begun(alice)
    alice.post("/care/any/questions/", {"afraid": "sometimes"})
    held = leaning(State.CAREFUL)

    assert [(page, text) for page, shown in everywhere(alice, way) for text in held if text in shown] == []
    page = alice.get(f"{way}both/")
    assert "Are you afraid of them, or of what comes if you say no?" in words(page)
    form = next(form for form in Page(f"{way}both/", page.text).forms if form.action.startswith("/care/"))
    answer = alice.post(form.action, {**hidden(page), "what": "calm"})

    assert answer.headers["Location"] == f"{way}both/"
    assert ENGLISH.prompt("alike").question in shown(alice, f"{way}both/")


# Per person.


def test_it_stands_with_each_person_by_themselves(alice):
    feared, loved = friend(alice, "F", "partner"), friend(alice, "L", "partner")
    first, second, third = begun(alice, feared), begun(alice, loved), begun(alice)
    written(alice, first, DANGER)
    written(alice, second, QUARREL)

    assert "Not this, for now." in shown(alice, f"{first}both/")
    assert "Not this, for now." in shown(alice, f"{begun(alice, feared)}say/")  # a new moment about them
    assert ENGLISH.prompt("alike").question in shown(alice, f"{second}both/")
    assert "One question first." in shown(alice, f"{third}both/")  # nobody is named: it may be about them
    assert "it waits" in shown(alice, "/weeks/8/")


def test_what_was_found_goes_with_its_words_and_with_its_person(alice):
    feared = friend(alice, "F", "partner")
    way = begun(alice, feared)
    written(alice, way, DANGER)
    assert stands(alice, feared) is State.UNSAFE

    written(alice, way, QUARREL)
    assert stands(alice, feared) is State.ORDINARY
    written(alice, way, DANGER)
    alice.post(way.replace("/way/", "/moments/") + "erase/")
    assert stands(alice) is State.ORDINARY


def test_a_change_counts_at_the_next_request_in_every_other_open_page(alice):
    way = begun(alice)
    open_page = hidden(alice.get(f"{way}say/"))
    say(alice, ledger.UNSAFE)

    kept = alice.post(f"{way}say/", {**open_page, "words-draft": "I would like to talk."}, headers={"Autosave": "yes"})
    beside = alice.post(f"{way}reading/", {"words-draft": "I would like to talk."})

    assert kept.status_code == 204
    assert "A guess about the words" not in beside.text
    assert "I would like to talk." in shown(alice, f"{way}say/")
    assert ENGLISH.prompt("say_draft").question not in shown(alice, f"{way}say/")


def test_what_was_never_looked_at_is_looked_at_when_it_is_opened(alice, settings):
    moment, now = Moment(), "2026-01-01T10:00:00+00:00"
    observers, settings.RECORD_OBSERVERS = settings.RECORD_OBSERVERS, ()
    write(alice.vault(), holding(moment, {"text": DANGER, "written": now, "changed": now}))
    settings.RECORD_OBSERVERS = observers

    assert "Not this, for now." in shown(alice, f"/way/{moment.pk}/both/")


def test_of_a_long_text_only_the_pieces_that_changed_are_read_again(alice):
    way, long = begun(alice), "".join(f"On day {day} we sat in the kitchen. " for day in range(1_000))

    def pieces():
        return set(store.content_of(Moment.objects.get(account=alice.account), alice.vault())["signs"])

    written(alice, way, long)
    before = pieces()
    written(alice, way, f"{long}And then he laughed.")

    assert len(before) > 10
    assert len(before & pieces()) == len(before) - 1


# The writer's word.


def test_the_writers_word_raises_at_once_and_lowers_after_an_explanation(alice):
    feared = friend(alice, "F", "partner")
    way = begun(alice, feared)
    say(alice, ledger.UNSAFE, feared)
    assert "Not this, for now." in shown(alice, f"{way}both/")

    page = shown(alice, f"/care/{feared}/")
    assert page.index("many people tell themselves that it was not so bad") < page.index("It is not so")
    say(alice, ledger.CALM, feared)
    assert ENGLISH.prompt("alike").question in shown(alice, f"{way}both/")

    written(alice, way, DANGER)
    assert "Not this, for now." in shown(alice, f"{way}both/")


def test_one_can_see_which_words_it_comes_from(alice):
    feared = friend(alice, "F", "partner")
    way = begun(alice, feared)
    written(alice, way, f"{QUARREL} {DANGER}")
    other = begun(alice, friend(alice, "L", "partner"))
    written(alice, other, "She said she would hurt the dog if I see my sister again.")

    page = alice.get(f"/care/{feared}/")

    quoted = " ".join(map(words, elements(page, ".//q")))
    assert "kill me" in quoted or "choked me" in quoted
    assert "dog" not in quoted
    assert way.replace("/way/", "/moments/") in links(page)
    say(alice, ledger.CALM, feared)
    assert elements(alice.get(f"/care/{feared}/"), ".//q") == []


def test_no_answer_and_no_calm_ever_says_that_it_is_safe(alice):
    feared = friend(alice, "F", "partner")
    alice.post(f"/care/{feared}/questions/", {question.name: "no" for question in QUESTIONS})

    page = shown(alice, f"/care/{feared}/")

    assert "That is no sign that it is safe" in page
    assert not re.search("no abuse|you are safe|nothing to worry", page, re.IGNORECASE)
    assert stands(alice, feared) is State.ORDINARY


def test_saying_safe_for_now_in_a_crisis_opens_the_rest_until_the_next_sign(alice):
    way = begun(alice)
    written(alice, way, CRISIS)
    alice.post("/care/any/say/", {"what": "safe_now"})
    assert stands(alice) is State.ORDINARY

    alice.post("/comfort/new/", {"text": "I still want to die, I am going to kill myself."})
    assert stands(alice) is State.CRISIS


def entry(kind="danger", person=A, *, clear=True, at=TODAY, row="r"):
    return {"row": row, "person": person, "kind": kind, "clear": clear, "of": "x", "at": at}


@pytest.mark.parametrize(
    ("book", "person", "expected"),
    [
        ({"found": [entry()]}, A, State.UNSAFE),
        ({"found": [entry()]}, B, State.ORDINARY),
        ({"found": [entry()]}, "", State.CAREFUL),
        ({"found": [entry(person="")]}, A, State.CAREFUL),
        ({"found": [entry()]}, EVERYBODY, State.UNSAFE),
        ({"found": [entry(clear=False)]}, A, State.CAREFUL),
        ({"found": [entry("threat")]}, A, State.UNSAFE),
        ({"found": [entry("crisis")]}, B, State.CRISIS),
        ({"found": [entry("crisis", clear=False)]}, B, State.CAREFUL),
        ({"found": [entry()], "said": [{"person": A, "what": "calm", "at": LATER}]}, A, State.ORDINARY),
        ({"found": [entry()], "said": [{"person": A, "what": "calm", "at": LATER}]}, "", State.ORDINARY),
        ({"found": [entry(at=LATER)], "said": [{"person": A, "what": "calm", "at": TODAY}]}, A, State.UNSAFE),
        (
            {"found": [entry(at=LATER, clear=False)], "said": [{"person": A, "what": "calm", "at": TODAY}]},
            A,
            State.ORDINARY,
        ),
        (
            {
                "found": [entry(at="2026-04-05T10:00:00+00:00", clear=False)],
                "said": [{"person": A, "what": "calm", "at": TODAY}],
            },
            A,
            State.CAREFUL,
        ),
        ({"found": [entry()], "said": [{"person": B, "what": "calm", "at": LATER}]}, A, State.UNSAFE),
        ({"said": [{"person": A, "what": "unsafe", "at": TODAY}]}, A, State.UNSAFE),
        ({"checks": [{"person": A, "answers": {"hurt": "sometimes"}, "at": TODAY}]}, A, State.UNSAFE),
        (
            {
                "checks": [{"person": A, "answers": {"hurt": "yes"}, "at": TODAY}],
                "said": [{"person": A, "what": "calm", "at": LATER}],
            },
            A,
            State.ORDINARY,
        ),
        ({"found": [entry("crisis")], "said": [{"person": A, "what": "calm", "at": LATER}]}, A, State.CRISIS),
    ],
)
def test_the_standing_follows_from_what_was_found_answered_and_said(book, person, expected):
    assert ledger.standing(msgspec.convert(book, Book), person).state is expected


FUTURE, NEXT = "9990-01-01T00:00:00+00:00", "2026-03-02T10:00:00+00:00"


@pytest.mark.parametrize("what", [ledger.CALM, ledger.SAFE_NOW])
@pytest.mark.parametrize("kind", ["danger", "crisis"])
def test_a_calm_from_the_future_calms_nothing(kind, what):
    said = [{"person": one, "what": what, "at": FUTURE} for one in (A, "")]
    book = msgspec.convert({"found": [entry(kind)], "said": said}, Book)

    found = ledger.standing(ledger.believed(book, LATER), A).state

    assert found is (State.CRISIS if kind == "crisis" else State.UNSAFE)


def test_a_rise_dated_ahead_counts_from_now_and_the_next_word_outranks_it():
    check = {"person": A, "answers": {"hurt": "yes"}, "at": FUTURE}
    calm = {"person": A, "what": "calm", "at": TODAY}
    book = msgspec.convert({"found": [entry(at=FUTURE)], "checks": [check], "said": [calm]}, Book)
    book = ledger.believed(book, LATER)

    assert ledger.standing(book, A).state is State.UNSAFE
    assert ledger.standing(ledger.said(book, A, ledger.CALM, NEXT), A).state is State.ORDINARY


def test_a_clock_that_ran_ahead_silences_nothing_once_it_is_right_again(alice):
    with time_machine.travel("2031-01-01 12:00Z"):
        say(alice, ledger.CALM)
        note(alice, ledger.said(book_of(alice.vault()), "", ledger.SAFE_NOW, "2031-01-01T12:00:00+00:00"))
    alice.post("/sign-in/", {"username": alice.name, "passphrase": alice.passphrase})

    alice.post("/moments/write/", {"text": DANGER})
    assert stands(alice, "") is State.UNSAFE
    say(alice, ledger.CALM)
    assert stands(alice, "") is State.ORDINARY
    alice.post("/moments/write/", {"text": CRISIS})
    assert stands(alice, "") is State.CRISIS


def test_what_was_found_while_a_clock_ran_ahead_can_still_be_calmed(alice):
    with time_machine.travel("2031-01-01 12:00Z"):
        note(alice, ledger.noted(Book(), "r", [""], [("x", "danger", True)], "2031-01-01T12:00:00+00:00"))

    assert stands(alice, "") is State.UNSAFE
    say(alice, ledger.CALM)
    assert stands(alice, "") is State.ORDINARY


def test_the_same_words_saved_again_do_not_undo_a_calm_and_new_ones_do():
    book = ledger.noted(Book(), "r", [A], [("x", "danger", True)], TODAY)
    book = ledger.said(book, A, ledger.CALM, LATER)

    again = ledger.noted(book, "r", [A], [("x", "danger", True)], "2026-03-02T10:00:00+00:00")
    newer = ledger.noted(again, "r", [A], [("x", "danger", True), ("y", "danger", True)], "2026-03-02T10:00:00+00:00")

    assert ledger.standing(again, A).state is State.ORDINARY
    assert ledger.standing(newer, A).state is State.UNSAFE


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, Standing()),
        ({"afraid": "sometimes"}, Standing(State.CAREFUL, frozenset({Reason.CHECK}))),
        ({"afraid": "yes"}, Standing(State.UNSAFE, frozenset({Reason.CHECK}))),
        ({"means": "yes"}, Standing(State.CAREFUL, frozenset({Reason.CHECK}))),
        ({"means": "yes", "watched": "sometimes"}, Standing(State.UNSAFE, frozenset({Reason.CHECK}))),
        ({"means": "sometimes", "afraid": "sometimes"}, Standing(State.UNSAFE, frozenset({Reason.CHECK}))),
        ({"threat": "sometimes"}, Standing(State.UNSAFE, frozenset({Reason.CHECK}))),
        ({"turned": "sometimes"}, Standing(State.UNSAFE, frozenset({Reason.THREAT}))),
        ({question.name: "no" for question in QUESTIONS}, Standing()),
        ({"turned": "sometimes", "hurt": "yes"}, Standing(State.UNSAFE, frozenset({Reason.THREAT, Reason.CHECK}))),
    ],
)
def test_the_quiet_questions_weigh_fear_and_freedom(answers, expected):
    assert result(answers) == expected


# What the notice says.


def test_beside_the_words_themselves_the_number_to_call_is_plain_at_once(alice):
    way = begun(alice)
    written(alice, way, DANGER)
    alice.browser.defaults["HTTP_ACCEPT_LANGUAGE"] = "en-GB"
    notice = elements(alice.get(way), ".//div[@class='care']")[0]
    at_once = words(notice).split("What is held back, and why")[0]

    assert "It is a guess, and you know more." in at_once
    assert "Call 999" in at_once
    assert "What turns to them waits" in words(notice)


def test_what_comes_from_somebody_elses_moment_is_silent_where_it_is_about_another(alice):
    feared, other = friend(alice, "F", "partner"), friend(alice, "O", "friend")
    say(alice, ledger.UNSAFE, feared)
    way = begun(alice)
    alice.post(f"{way}about/", {**hidden(alice.get(f"{way}about/")), "person": feared})
    assert "What turns to them waits" in shown(alice, way)
    assert "This is about somebody else" in shown(alice, way)

    alice.post(f"{way}about/", {**hidden(alice.get(f"{way}about/")), "person": other})

    assert "What turns to them waits" not in shown(alice, way)
    assert "Not this, for now." not in shown(alice, f"{way}say/")


def test_elsewhere_the_first_line_is_neutral_and_the_rest_waits_for_a_tap(alice):
    written(alice, begun(alice), DANGER)
    page = alice.get(begun(alice)).text
    notice = re.search('<details class="said">(.*?)</details>', page, re.DOTALL)[1]

    assert re.search("<summary>([^<]+)</summary>", notice)[1] == "There is something to read here first."
    for text in (
        "it is not your fault",
        "no ordinary quarrel",
        "Nobody here tells you to go or to stay",
        "Let these words go",
        "emergency number",
    ):
        assert text in notice
    for address in ("/comfort/", "/settle/help/", "/care/pages/safety/", "/erase/", 'href="/"'):
        assert address in notice


def test_whoever_frightens_somebody_is_told_without_shame_and_drafting_stops(alice):
    way = begun(alice)
    alice.post("/care/any/questions/", {"turned": "yes"})

    page = shown(alice, way)

    assert "somebody is afraid of you, or hurt by you" in page
    assert "the part that you can change" in page
    assert "Not this, for now." in shown(alice, f"{way}say/")


# A ledger that was changed from outside.


def test_a_ledger_that_does_not_open_makes_careful_and_not_ordinary(alice):
    way = begun(alice)
    say(alice, ledger.UNSAFE)
    row = Ledger.objects.get(account=alice.account)
    row.sealed = bytes(row.sealed)[:-1] + b"\0"
    row.save()

    assert "One question first." in shown(alice, f"{way}both/")
    say(alice, ledger.UNSAFE)
    assert "Not this, for now." in shown(alice, f"{way}both/")


def test_nobody_else_is_touched_by_it(alice, bob):
    feared = friend(alice, "F", "partner")
    say(alice, ledger.UNSAFE, feared)

    assert stands(bob) is State.ORDINARY
    assert bob.get(f"/care/{feared}/").status_code == 404
    assert bob.post(f"/care/{feared}/say/", {"what": "calm"}).status_code == 404
    assert bob.post(f"/care/{feared}/questions/", {"afraid": "yes"}).status_code == 404


# Private notes.


@pytest.mark.row(34)
@pytest.mark.row(36)
@pytest.mark.parametrize("kind", PAPERS)
def test_private_notes_are_kept_changed_found_in_the_export_and_let_go(alice, kind):
    path, name = f"/care/pages/{kind}/", f"words-{PAPERS[kind].asks[0].name}"
    page = hidden(alice.get(path))
    assert alice.post(path, {**page, name: "The lighthouse."}, headers={"Autosave": "yes"}).status_code == 204
    assert alice.post(path, {**page, name: "The lighthouse, and Ruth."}).status_code == 302

    assert "The lighthouse, and Ruth." in alice.get(path).text
    assert Paper.objects.filter(account=alice.account).count() == 1
    assert "you have written here" in shown(alice, "/care/")
    old = {**page, "page": "0" * 36, name: "older"}
    assert alice.post(path, old, headers={"Autosave": "yes"}).status_code == 412
    late = alice.post(path, old)
    assert late.status_code == 409
    assert "older" in late.text

    assert alice.post(f"{path}erase/").status_code == 302
    assert not Paper.objects.filter(account=alice.account).exists()


@pytest.mark.row(34)
@pytest.mark.row(35)
def test_thinking_about_staying_or_leaving_takes_no_side(alice):
    page = shown(alice, "/care/pages/staying/")

    stay, go = ENGLISH.prompt("staying_stay"), ENGLISH.prompt("staying_go")
    assert stay.question in page
    assert go.question in page
    assert "You can have done your part, and it did not change" in page
    assert not re.search(
        r"you (must|should|have to|need to) (leave|go|stay)|leave (him|her|them)|forgive", page, re.IGNORECASE
    )


# Therapists and teachers.


def test_the_operators_list_is_shown_by_place_to_everybody(alice, client, settings, tmp_path):
    assert client.get("/settle/near/").status_code == 404
    settings.HELPERS = tmp_path / "helpers.csv"
    settings.HELPERS.write_text(
        "place,name,training,contact,languages\nVienna,Ada,therapist,+43 1 000,German\n"
        "Graz,Bo,MSC teacher,https://example.org/bo,\n",
        "utf-8",
    )

    page = words(client.get("/settle/near/"))

    assert page.index("Graz") < page.index("Bo") < page.index("Vienna") < page.index("Ada")
    assert "MSC teacher" in page
    assert "Therapists and teachers" in shown(alice, "/care/")
    assert 'href="/settle/near/"' in client.get("/settle/help/").text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name,training,contact\nAda,x,y\n", "no column 'place'"),
        ("place,name,training,contact\nVienna,,x,y\n", "Line 2 of the list of helpers has no name"),
        (b"\xff\xfe\x00", "cannot be read"),
    ],
)
def test_a_list_with_a_fault_stops_the_start_with_a_sentence(settings, tmp_path, text, says):
    settings.HELPERS = tmp_path / "helpers.csv"
    settings.HELPERS.write_bytes(text if isinstance(text, bytes) else text.encode())

    with pytest.raises(NotAList, match=says):
        helpers(settings.HELPERS)
    with pytest.raises(ImproperlyConfigured, match=says):
        SettleConfig.create("middleway.web.settle").ready()


# What stands first depends on whom it may be about.


@pytest.mark.parametrize(
    ("text", "first", "never"),
    [
        (
            "I want to die. I have the pills here and I have written my goodbye.",
            "If you may harm yourself now",
            "somebody who is not safe",
        ),
        ("He choked me last night and said he will kill me if I leave.", "somebody who is not safe", "afraid of you"),
        (
            "I beat my son with a belt again, he is terrified of me.",
            "somebody is afraid of you, or hurt by you",
            "somebody who is not safe",
        ),
    ],
)
def test_the_first_page_speaks_to_whom_the_words_are_about(client, text, first, never):
    page = words(client.post("/", {"text": text}))

    assert first in page
    assert never not in page


def test_a_yes_to_the_quiet_questions_is_explained_at_once(alice):
    alice.post("/care/any/questions/", {"afraid": "yes"})

    assert '<details class="said" open>' in alice.get("/care/any/").text


def test_at_a_faint_sign_a_hot_page_names_help_and_a_pause_needs_no_promise(alice):
    way = begun(alice, heat="9")
    alice.post("/care/any/questions/", {"afraid": "sometimes"})

    assert "If this is more than a quarrel, that comes first." in shown(alice, way)
    assert "you need no time and no promise" in shown(alice, f"{way}pause/")


# What a controlling person tried with the unlocked phone, and what a frightened person may do by mistake.


def test_a_faint_sign_of_dying_asks_about_the_writer_and_nobody_else(alice):
    whose = friend(alice, "Eva", "partner")
    way = begun(alice, whose)
    row = Moment.objects.get()
    note(alice, ledger.noted(book_of(alice.vault()), str(row.pk), [whose], [("x", "crisis", False)], TODAY))

    page = shown(alice, f"{way}say/")
    assert "you do not want to live, or may harm yourself" in page
    assert "Numbers to call, by country" in page
    assert "Are you afraid of them" not in page

    alice.post(f"/care/{whose}/say/", {"what": "safe_now", "moment": row.pk, "step": "say"})
    assert ENGLISH.prompt("say_draft").question in shown(alice, f"{way}say/")


@pytest.mark.parametrize(
    "page",
    [
        "/moments/",
        "/way/",
        "/people/",
        "/comfort/",
        "/care/",
        "/moments/write/",
        "/security/",
        "/care/pages/staying/",
    ],
)
def test_in_a_crisis_every_page_says_where_help_is(alice, page):
    assert "If you may harm yourself now" not in shown(alice, page)
    alice.post("/comfort/new/", {"text": CRISIS})

    assert "If you may harm yourself now, call your emergency number" in shown(alice, page)


def test_a_moment_that_names_nobody_asks_first_while_somebody_is_not_safe(alice):
    whose = friend(alice, "Mark", "partner")
    say(alice, ledger.UNSAFE, whose)
    way = begun(alice)

    assert "Are you afraid of them" in shown(alice, f"{way}both/")
    alice.post("/care/any/say/", {"what": "calm", "moment": Moment.objects.get().pk, "step": "both"})
    assert ENGLISH.prompt("alike").question in shown(alice, f"{way}both/")
    assert stands(alice, whose) is State.UNSAFE


def test_taking_somebody_out_forgets_nothing_said_and_their_page_is_found(alice):
    whose = friend(alice, "Mark", "partner")
    way = begun(alice, whose)
    say(alice, ledger.UNSAFE, whose)
    alice.post(f"/care/{whose}/questions/", {"threat": "yes"})
    alice.post(f"/people/{whose}/erase/")

    assert "Not this, for now." in shown(alice, f"{way}say/")
    assert f'href="/care/{whose}/"' in alice.get("/care/").text
    alice.post(f"/care/{whose}/say/", {"what": "calm"})
    assert ENGLISH.prompt("say_draft").question in shown(alice, f"{way}say/")


@pytest.mark.parametrize("later", [{}, {question.name: "no" for question in QUESTIONS}])
def test_the_questions_sent_again_empty_or_with_no_take_nothing_back(alice, later):
    alice.post("/care/any/questions/", {"afraid": "yes", "threat": "yes"})

    alice.post("/care/any/questions/", later)

    assert stands(alice) is State.UNSAFE


def test_answers_after_it_is_not_so_begin_anew(alice):
    alice.post("/care/any/questions/", {"afraid": "yes"})
    say(alice, ledger.CALM)

    alice.post("/care/any/questions/", {"others": "yes"})

    assert stands(alice) is State.CAREFUL


def test_what_was_said_on_its_own_page_is_not_undone_by_a_moments_answer(alice):
    whose = friend(alice, "Mark", "partner")
    way = begun(alice, whose)
    written(alice, way, "no", "choose", "safe")
    say(alice, ledger.UNSAFE, whose)

    page = hidden(alice.get(f"{way}choose/"))
    alice.post(f"{way}choose/", {**page, "safe": "yes"})

    assert stands(alice, whose) is State.UNSAFE


def test_a_quarrel_in_one_moment_silences_no_clear_danger_in_another_text(alice):
    alice.post("/comfort/new/", {"text": DANGER})
    way = begun(alice)

    alice.post("/care/any/say/", {"what": "calm", "moment": way.split("/")[2], "step": "say"})

    assert stands(alice) is State.UNSAFE


def test_danger_from_somebody_counts_for_them_wherever_they_are_named(alice):
    feared, other = friend(alice, "Mark", "partner"), friend(alice, "Eva", "partner")
    written(alice, begun(alice, other), f"Mark came again. {DANGER}")

    assert stands(alice, feared) is State.UNSAFE
    assert stands(alice, other) is State.UNSAFE


def test_while_it_is_not_safe_the_first_page_takes_words_and_reads_none(alice):
    assert "How it reads" in words(alice.post("/", {"text": "You never listen."}))
    say(alice, ledger.UNSAFE)

    page = words(alice.post("/", {"text": "You never listen."}))

    assert "Your words went nowhere" in page
    assert "How it reads" not in page
    assert "This reads as" not in page


def test_while_it_is_not_safe_no_return_is_asked_for_or_called_to_mind(alice):
    way = begun(alice, heat="8")
    page = hidden(alice.get(f"{way}pause/"))
    alice.post(f"{way}pause/", {**page, "until": "23:59"})
    assert "11:59 p.m." in shown(alice, "/moments/")
    say(alice, ledger.UNSAFE)

    assert "11:59 p.m." not in shown(alice, "/moments/")
    assert "When will you be back?" not in shown(alice, f"{way}pause/")
    assert ENGLISH.prompt("pulling_back").question not in shown(alice, f"{way}turn/")


def test_the_page_about_somebody_does_not_tell_who_said_what(alice):
    whose = friend(alice, "Mark", "partner")
    alice.post(f"/care/{whose}/questions/", {"threat": "yes"})
    say(alice, ledger.UNSAFE, whose)

    page = shown(alice, f"/care/{whose}/")

    assert "You said so" not in page
    assert "Your answers" not in page
