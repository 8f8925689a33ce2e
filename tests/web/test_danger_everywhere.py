"""In every box of the product, plain words of a crisis are met with help, and nobody waits while they are read."""

import pytest
from django.db import connection
from django.urls import resolve

from middleway.web.moments.models import Draft, Moment
from middleway.web.people.models import Person
from middleway.web.questions.forms import StepForm
from middleway.web.questions.steps import STEPS
from middleway.web.records import store
from middleway.web.records.writing import write
from middleway.web.safety.gate import EVERYBODY, State, standing
from middleway.web.safety.models import Ledger
from middleway.web.sample import summary
from tests.support.addresses import one_of_each
from tests.support.contents import AT, holding
from tests.support.pages import hidden
from tests.support.people import undone
from tests.support.texts import DANGER
from tests.support.wander import every_page, with_one_of_everything

CRISIS = "I want to die. I am going to kill myself tonight."
HELP = "If you may harm yourself now"
# Sent by scripts alone, to what a page of writing keeps or shows by itself.
BY_SCRIPT = {"way:reading", "moments:draft", "drafts:save", "signin:passkey"}

# Buttons that stand on a page only sometimes, beside no box.
WITHOUT_WORDS = {
    "way:back",
    "way:sentence",
    "moments:let_go",
    "security:forget_browsers",
    "patterns:say_of_nobody",
    "imports:stop",
}
A_FEW = {
    ("search:index", "wanted"),
    ("moments:edit", "text"),
    ("people:change", "name"),
    ("comfort:change", "text"),
    ("weeks:part", "words-text"),
    ("care:paper", "words-exits"),
    ("security:passkey", "name"),
    ("readings:read", "text"),
}


@pytest.fixture
def world(alice):
    """Alice with one of everything, and with Hanna's story."""
    return alice, with_one_of_everything(alice)


def test_every_page_with_a_box_says_what_a_browser_without_scripts_keeps(world):
    person, ids = world
    with_boxes = [page for _, page in every_page(person, ids) if any(form.boxes for form in page.forms)]
    told = ("Without JavaScript this browser may keep", "Adding a passkey needs JavaScript.")

    assert [page.address for page in with_boxes if not any(sentence in page.text for sentence in told)] == []
    assert len(with_boxes) > 10


def methods(person, address):
    """Return what may be asked of an address, as the answer to a method that none of them takes says it."""
    answer = person.browser.generic("TRACE", address)
    assert answer.status_code == 405, address
    return answer.headers["Allow"]


def met_with_help(person, form, box, open_while_read):
    """Type the words into one box and send the form, otherwise as it stands; then undo everything.

    Return whether help was shown, and whether anything was read while something was locked.
    """
    cookies = {name: morsel.value for name, morsel in person.browser.cookies.items()}
    open_while_read.clear()
    try:
        with undone():
            ours = len(connection.atomic_blocks)
            answer = person.post(form.action, {**form.fields, box: CRISIS}, follow=True)
        assert open_while_read, "the words are new here, so somebody reads them"
        return HELP in answer.text, max(open_while_read) > ours
    finally:
        for name, value in cookies.items():
            person.browser.cookies[name] = value


def test_every_box_for_words_is_read_and_nobody_waits_meanwhile(world, open_while_read):
    person, ids = world
    found, boxes, silent, locked = set(), set(), set(), set()
    for _address, page in every_page(person, ids):
        for form in page.forms:
            name = resolve(form.action).view_name
            found.add(name)
            for box in form.boxes:
                if (name, box) not in boxes:
                    boxes.add((name, box))
                    is_met, is_locked = met_with_help(person, form, box, open_while_read)
                    silent |= set() if is_met else {(name, box)}
                    locked |= {(name, box)} if is_locked else set()

    assert silent == set()
    assert locked == set(), "what is written is read before anything is locked (records/writing.py, scan.read_ahead)"
    assert boxes >= A_FEW
    assert boxes >= {
        ("way:step", StepForm(step, "").add_prefix(ask.name))
        for step in STEPS.values()
        for ask in step.asks
        if ask.kind in {"words", "line"}
    }
    wanted = {name for name, address in one_of_each(ids).items() if "POST" in methods(person, address)}
    # Pages outside turn away somebody who is inside. Nothing is typed there but what opens the door.
    doors = {name for name in wanted if name.startswith("signin:")}
    assert wanted - found - doors <= BY_SCRIPT | WITHOUT_WORDS, "a form that no page led to"


def stands(person):
    return standing(person.vault(), EVERYBODY).state


def sample_moment(person):
    person.post("/sample/begin/")
    return Moment.objects.filter(account=person.account).order_by("pk").first()


def test_an_untouched_sample_raises_nothing(alice):
    alice.post("/sample/begin/")

    assert stands(alice) is State.ORDINARY
    assert not Ledger.objects.exists()
    for row in store.rows_of(alice.vault()):
        assert "signs" not in store.content_of(row, alice.vault())


def test_a_sample_that_is_saved_again_as_it_is_raises_nothing(alice):
    vault = alice.vault()
    alice.post("/sample/begin/")
    for row in list(store.rows_of(vault)):
        write(vault, holding(row, store.content_of(row, vault)))

    assert stands(alice) is State.ORDINARY


def test_every_text_of_the_story_is_known(alice):
    alice.post("/sample/begin/")
    texts = {
        text for row in store.rows_of(alice.vault()) for text in row.words_in(store.content_of(row, alice.vault()))
    }

    assert texts
    assert texts <= summary.texts()


def test_words_typed_into_a_sample_moment_are_on_every_page(alice):
    moment = sample_moment(alice)
    page = hidden(alice.get(f"/moments/{moment.pk}/edit/"))
    alice.post(f"/moments/{moment.pk}/edit/", {**page, "text": CRISIS})

    assert stands(alice) is State.CRISIS
    assert HELP in alice.get("/people/").text


def test_a_harmless_line_does_not_turn_a_story_of_ours_into_one_s_own(alice):
    vault = alice.vault()
    alice.post("/sample/begin/")
    for row in list(Moment.objects.filter(account=alice.account)):
        content = store.content_of(row, vault)
        write(vault, holding(row, {**content, "text": f"{content['text']}\n\nI read this on a Sunday."}))

    assert stands(alice) is State.ORDINARY


def test_words_of_danger_beside_what_we_ship_count_for_whom_they_are_about(alice):
    moment = sample_moment(alice)
    content = store.content_of(moment, alice.vault())
    page = hidden(alice.get(f"/moments/{moment.pk}/edit/"))
    alice.post(f"/moments/{moment.pk}/edit/", {**page, "text": f"{content['text']}\n\n{DANGER}"})

    assert standing(alice.vault(), content["person"]).state is State.UNSAFE


def test_a_mark_of_the_sample_in_a_row_silences_nothing(alice):
    vault = alice.vault()
    now = "2026-03-01T10:00:00+00:00"
    write(vault, holding(Moment(), {"text": CRISIS, "written": now, "changed": now, "sample": True}))

    assert stands(alice) is State.CRISIS


def test_words_of_the_story_in_a_row_of_one_s_own_are_one_s_own(alice):
    from middleway.web.safety import scan

    text = max(summary.texts(), key=len)

    assert scan.own_words(*holding(Moment(), {"written": AT, "changed": AT, "text": text})) == [text]
    assert scan.own_words(*holding(Moment(), {"written": AT, "changed": AT, "text": text, "sample": True})) == []


def test_a_name_is_read(alice):
    alice.post("/people/new/", {"name": CRISIS, "tie": "friend", "close": ""})

    assert HELP in alice.get("/moments/").text


def test_danger_in_a_name_asks_about_that_person_and_decides_nothing(alice):
    alice.post("/people/new/", {"name": "Tom, he choked me, I am afraid of him", "tie": "partner", "close": ""})
    alice.post("/people/new/", {"name": "Ann", "tie": "friend", "close": ""})
    tom, ann = (
        next(row for row in Person.objects.all() if store.content_of(row, alice.vault())["name"].startswith(name))
        for name in ("Tom", "Ann")
    )

    assert standing(alice.vault(), str(tom.pk)).state is State.CAREFUL
    assert standing(alice.vault(), str(ann.pk)).state is State.ORDINARY


@pytest.mark.parametrize("name", ["Leo", "L.", "my sister", "Mum", "☂", "J", "the ex", "Dad (step)"])
def test_a_plain_name_raises_nothing(alice, name):
    alice.post("/people/new/", {"name": name, "tie": "other", "close": ""})

    assert stands(alice) is State.ORDINARY


def test_a_search_shows_help_on_every_page_until_one_says_that_one_is_safe(alice):
    answer = alice.post("/search/", {"wanted": "I want to kill myself"})

    assert HELP in answer.text
    assert HELP in alice.get("/people/").text
    alice.post("/care/any/say/", {"what": "safe_now"})
    assert HELP not in alice.get("/people/").text
    assert HELP in alice.post("/search/", {"wanted": "I want to kill myself"}).text


def test_a_search_keeps_no_word(alice):
    alice.post("/search/", {"wanted": "I want to kill myself"})
    book = store.content_of(Ledger.objects.get(), alice.vault())

    assert "kill" not in str(book)
    assert not Draft.objects.exists()


def test_a_search_for_a_plain_word_leaves_nothing(alice):
    alice.post("/search/", {"wanted": "garden"})

    assert not Ledger.objects.exists()


def test_words_that_came_too_late_are_met_with_help_at_the_door(client, alice):
    assert HELP in client.post("/moments/write/", {"text": CRISIS}).text


@pytest.mark.parametrize("text", [CRISIS + " All the same." * 20_000, "All the same. " * 20_000 + CRISIS])
def test_the_ends_of_a_text_that_is_too_long_to_keep_are_read(alice, text):
    answer = alice.post("/moments/write/", {"text": text})

    assert answer.status_code == 422
    assert HELP in answer.text
