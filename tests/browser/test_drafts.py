"""What is typed into any form inside comes back after a reload, and is gone once it is kept or let go."""

import re
import threading

import pytest
from django.db import transaction
from django.db.models.signals import post_save
from django.urls import resolve

from middleway.web.accounts.models import Session
from middleway.web.comfort.models import Card, Recording
from middleway.web.drafts.models import FormDraft
from middleway.web.moments.models import Draft
from tests.browser import test_left_behind
from tests.browser.conftest import PASSPHRASE, sign_in
from tests.browser.test_not_sent import patterns
from tests.support.texts import SOUND

pages = test_left_behind.pages  # every address there is
FREE = "textarea, [type=text], [type=search], input:not([type])"
SAVED = re.compile("^Saved(, sealed| as a draft, sealed)\\.$")
# A search is over once it is answered. What is read on the first page is kept nowhere on purpose, and neither is what
# is typed beside a passphrase.
NOT_KEPT = {"/", "/search/"}
BESIDE_A_PASSPHRASE = ":not(:has([type=password]))"


def forms(page):
    return page.locator(f"form[method=post]{BESIDE_A_PASSPHRASE}:has({FREE})")


def saved(form):
    form.get_by_role("status").get_by_text(SAVED).wait_for()


def show(page):
    """Open everything that is folded, or shown only when it is asked for."""
    page.locator("main").evaluate("""main => {
      for (const one of main.querySelectorAll("details")) one.open = true;
      for (const one of main.querySelectorAll("form")) one.style.display = "block";
    }""")


def inside_pages(site, pages):
    return [path for path in pages if not path.startswith(("/join", "/sign-in", "/recover", "/settle"))]


def test_words_typed_into_any_form_inside_come_back_after_a_reload(inside, site, pages):
    patterns(inside, site)
    seen, lost = set(), []
    for path in inside_pages(site, pages):
        inside.goto(site.url + path)
        for at in range(forms(inside).count()):
            inside.goto(site.url + path)
            show(inside)
            box = forms(inside).nth(at).locator(FREE).first
            name = (resolve(path).url_name, box.get_attribute("name"), at)
            if name in seen:
                continue
            seen.add(name)
            typed = f"canary {len(seen)}"
            box.fill(typed)
            if path in NOT_KEPT:
                inside.reload()
                assert box.input_value() == ""
                assert forms(inside).nth(at).locator("[name=whose]").count() == 0
                continue
            saved(forms(inside).nth(at))
            inside.reload()
            if forms(inside).nth(at).locator(FREE).first.input_value() != typed:
                lost.append(name)
    assert lost == []
    assert {url for url, _, _ in seen} >= {
        "add",
        "change",
        "write",
        "edit",
        "part",
        "paper",
        "step",
        "index",
        "read",
    }
    assert "wanted" in {box for _, box, _ in seen}  # of the page that finds a word
    assert len(seen) > 15


def open_a_card(page, site):
    page.goto(f"{site.url}/comfort/new/")


def open_a_person(page, site):
    page.goto(f"{site.url}/people/new/")


# For each page: how to get there, the box, and where one is after keeping.
PLACES = {
    "card": (open_a_card, "Words that do you good", "**/comfort/"),
    "person": (open_a_person, "A name for them", "**/people/"),
    "pattern": (patterns, "Or in your own words", "**/patterns/**"),
}


def arrive(page, site, place):
    to, label, there = PLACES[place]
    to(page, site)
    return page.get_by_label(label).and_(page.locator(":visible")).first, there


def button(page, name):
    return page.get_by_role("button", name=name, exact=True).and_(page.locator(":visible")).first


@pytest.mark.parametrize("place", PLACES)
def test_they_are_gone_once_they_were_kept(inside, site, place):
    box, there = arrive(inside, site, place)
    box.fill("T. rain")
    saved(inside.locator("form").filter(has=box))
    assert FormDraft.objects.count() == 1
    button(inside, "Keep").click()
    inside.wait_for_url(there)

    assert not FormDraft.objects.exists()


@pytest.mark.parametrize("place", PLACES)
def test_they_are_gone_once_they_were_let_go_and_the_form_is_as_before(inside, site, place):
    box, _ = arrive(inside, site, place)
    at = inside.url
    box.fill("T. rain")
    saved(inside.locator("form").filter(has=box))
    inside.reload()
    inside.get_by_text("You typed this here before, and have not kept it yet.").wait_for()
    button(inside, "Let it go").click()
    inside.wait_for_url("**/home/")
    assert not FormDraft.objects.exists()

    inside.goto(at)
    assert box.input_value() == ""


def test_what_was_chosen_beside_the_words_comes_back_too(inside, site):
    open_a_person(inside, site)
    inside.get_by_label("A name for them").fill("T.")
    inside.get_by_label("Who they are to you").select_option("friend")
    saved(inside.locator("form.box"))
    inside.reload()

    assert inside.get_by_label("Who they are to you").input_value() == "friend"
    button(inside, "Keep").click()
    inside.get_by_role("link", name="T. Friend").wait_for()


def test_back_and_a_restored_tab_bring_them_back(inside, site):
    open_a_card(inside, site)
    inside.get_by_label("Words that do you good").fill("It rained.")
    saved(inside.locator("form.box"))
    inside.goto(f"{site.url}/people/")
    inside.go_back()
    assert inside.get_by_label("Words that do you good").input_value() == "It rained."

    address = inside.url
    inside.close()
    restored = inside.context.new_page()
    restored.goto(address)
    assert restored.get_by_label("Words that do you good").input_value() == "It rained."


@pytest.fixture
def saved_on_the_server():
    """Is set once a draft is in the database. No page sees the answer to what it sends on its way out."""
    there = threading.Event()

    def note(**_):
        transaction.on_commit(there.set)

    post_save.connect(note, sender=FormDraft)
    yield there
    post_save.disconnect(note, sender=FormDraft)


def test_what_was_just_typed_is_saved_when_the_page_goes(inside, site, saved_on_the_server):
    open_a_card(inside, site)
    inside.get_by_label("Words that do you good").fill("It rained.")
    inside.get_by_role("link", name="Patterns").click()
    inside.get_by_role("heading", name="What keeps happening").wait_for()
    assert saved_on_the_server.wait(timeout=30)

    inside.goto(f"{site.url}/moments/")
    inside.get_by_role("link", name="It rained.").click()
    inside.get_by_role("link", name="Go on where you typed it").click()

    assert inside.get_by_label("Words that do you good").input_value() == "It rained."


def test_words_that_come_back_with_a_fault_are_not_put_back_to_older_ones(inside, site):
    open_a_person(inside, site)
    box = inside.get_by_label("A name for them")
    box.fill("T.")
    saved(inside.locator("form.box"))
    box.evaluate("box => { box.removeAttribute('maxlength'); box.value = 'T'.repeat(61); }")
    button(inside, "Keep").click()
    inside.locator(".errorlist").first.wait_for()
    assert box.input_value() == "T" * 61
    saved(inside.locator("form.box"))
    box.fill("T. again")
    button(inside, "Keep").click()
    inside.wait_for_url("**/people/")

    assert not FormDraft.objects.exists()


def test_two_windows_do_not_overwrite_each_others_words_unseen(inside, site):
    other = inside.context.new_page()
    for page in (inside, other):
        open_a_card(page, site)
    inside.get_by_label("Words that do you good").fill("the first")
    saved(inside.locator("form.box"))
    other.get_by_label("Words that do you good").fill("the second")
    other.get_by_text("In another window you typed something else here").wait_for()
    button(other, "Keep").click()
    other.wait_for_url("**/comfort/")
    inside.reload()

    assert inside.get_by_label("Words that do you good").input_value() == "the first"
    assert Card.objects.count() == 1


def test_locking_saves_the_last_words_and_signing_in_says_they_are_there(inside, site):
    open_a_card(inside, site)
    inside.get_by_label("Words that do you good").fill("It rained.")
    button(inside, "Lock").click()
    inside.wait_for_url("**/sign-in/")
    sign_in(inside, site)
    inside.get_by_role("link", name="It rained.").click()
    inside.get_by_role("link", name="Go on where you typed it").click()

    assert inside.get_by_label("Words that do you good").input_value() == "It rained."


def test_words_carried_over_the_door_are_kept_and_their_draft_is_gone(inside, site):
    open_a_card(inside, site)
    inside.get_by_label("Words that do you good").fill("It rained.")
    saved(inside.locator("form.box"))
    Session.objects.all().delete()
    button(inside, "Keep").click()
    inside.get_by_label("Name").fill("alice")
    inside.get_by_label("Passphrase").fill(PASSPHRASE)
    button(inside, "Sign in").click()
    inside.get_by_text("It rained.").wait_for()

    assert (Card.objects.count(), FormDraft.objects.count()) == (1, 0)


def test_what_is_let_go_after_the_session_has_ended_is_kept_nowhere(inside, site):
    open_a_card(inside, site)
    inside.get_by_label("Words that do you good").fill("It rained.")
    saved(inside.locator("form.box"))
    FormDraft.objects.all().delete()
    Session.objects.all().delete()
    button(inside, "Let it go").click()
    inside.get_by_text("What stood on that page is kept nowhere.").wait_for()
    inside.get_by_label("Name").fill("alice")
    inside.get_by_label("Passphrase").fill(PASSPHRASE)
    button(inside, "Sign in").click()
    inside.get_by_role("navigation", name="Places").wait_for()

    assert not any(kind.objects.exists() for kind in (Draft, FormDraft, Card))


def test_a_recording_outlives_its_session_and_is_kept_after_signing_in(inside, site):
    open_a_card(inside, site)
    inside.get_by_label("Words that do you good").fill("I am here.")
    inside.get_by_label("In your own voice, if you like").set_input_files(
        {"name": "x", "mimeType": "audio/webm", "buffer": SOUND}
    )
    Session.objects.all().delete()
    button(inside, "Keep").click()
    inside.get_by_role("alert").get_by_text("sign in in another tab").wait_for()
    assert inside.locator("[name=sound]").evaluate("box => box.files.length") == 1

    sign_in(inside.context.new_page(), site)
    button(inside, "Keep").click()
    inside.locator("audio[aria-label='Your recording']").wait_for()
    assert (Card.objects.count(), Recording.objects.count(), FormDraft.objects.count()) == (1, 1, 0)
