"""In, and out for good, in a real browser: first visit, lost and known passphrase, restored tab, export, deletion."""

import os
import threading
from pathlib import Path

import pytest

from middleway.web import keyfiles
from middleway.web.accounts import actions
from middleway.web.accounts.models import Account, Slot
from middleway.web.accounts.places import Places
from middleway.web.export import files
from middleway.web.imports import views
from middleway.web.imports.models import Import
from middleway.web.moments.models import Moment
from tests.browser.conftest import PASSPHRASE, WORDS, keep, sign_in
from tests.support.archives import SEAL, archive, moment

OTHER = "lantern gravel otter biscuit thimble orchard"


def shown_code(page):
    page.get_by_role("heading", name="Your recovery code").wait_for()
    return page.locator(".offer.code").inner_text()


def own_passphrase(page, words=OTHER):
    page.locator("[name=passphrase]").fill(words)
    page.get_by_label("The same once more").fill(words)


@pytest.fixture
def recovered(page, site, alice):
    """A page that came in with the recovery code; the code that was used; and the new one."""
    sign_in(page, site)
    keep(page, site)
    page.goto(f"{site.url}/security/code/")
    page.get_by_label("Your passphrase now").fill(PASSPHRASE)
    page.get_by_role("button", name="Make a new code").click()
    old = shown_code(page)
    page.get_by_role("button", name="Lock").click()
    page.get_by_role("link", name="I have lost my passphrase").click()
    page.get_by_label("Name").fill("alice")
    page.get_by_label("Recovery code").fill(old)
    own_passphrase(page)
    page.get_by_role("button", name="Open").click()
    return page, old, shown_code(page)


def test_a_first_visit_with_the_start_code_ends_inside_with_a_recovery_code(page, site, neutral, transactional_db):
    keyfiles.make_missing(fresh=True)
    code = actions.new_claim_code()
    page.goto(site.url + "/sign-in/start/")
    assert (
        "read what you write" in page.get_by_role("main").inner_text()
    )  # what an operator could read stands before any field
    page.get_by_label("The code that the start printed").fill(code)
    page.get_by_label("Who runs this server?").fill("Kim")
    page.get_by_label("A name to sign in with").fill("alice")
    page.get_by_label("Use these six words").check()
    offered = page.locator(".offer").inner_text()
    page.get_by_role("button", name="Make it").click()
    shown_code(page)
    page.get_by_role("link", name="I have it. Go in").click()
    page.get_by_role("navigation", name="Places").wait_for()
    page.get_by_role("button", name="Lock").click()
    page.get_by_label("Name").fill("alice")
    page.get_by_label("Passphrase").fill(offered)
    page.get_by_role("button", name="Sign in").click()

    page.get_by_role("navigation", name="Places").wait_for()
    assert page.goto(site.url + "/sign-in/start/").url != site.url + "/sign-in/start/"  # nobody else can claim it


def test_the_recovery_code_opens_what_was_written_once(recovered, site):
    page, old, new = recovered
    page.get_by_role("link", name="I have it.").click()

    page.get_by_text(WORDS[:20]).wait_for()
    assert new != old


def test_after_new_keys_for_everything_only_the_new_passphrase_opens(inside, site):
    keep(inside, site)
    before = bytes(Moment.objects.get().sealed)
    inside.goto(f"{site.url}/security/everything/")
    inside.get_by_label("Your passphrase now").fill(PASSPHRASE)
    own_passphrase(inside)
    inside.get_by_role("button", name="Change everything").click()
    shown_code(inside)
    inside.get_by_role("link", name="I have it.").click()
    inside.get_by_text(WORDS[:20]).wait_for()
    inside.get_by_role("button", name="Lock").click()
    inside.get_by_label("Name").fill("alice")
    inside.get_by_label("Passphrase").fill(PASSPHRASE)
    inside.get_by_role("button", name="Sign in").click()

    inside.locator(".errorlist").wait_for()
    assert bytes(Moment.objects.get().sealed) != before


def test_a_tab_that_is_restored_after_the_browser_was_closed_shows_nothing(inside, site, browser):
    keep(inside, site)
    address, kept = inside.url, inside.context.storage_state()
    inside.context.close()
    # What a browser brings back with a tab: its address and whatever outlives the session. Our cookies do not.
    kept["cookies"] = [cookie for cookie in kept["cookies"] if cookie["expires"] != -1]
    again = browser.new_context(storage_state=kept).new_page()
    again.goto(address)

    assert again.url.startswith(f"{site.url}/sign-in/")
    assert WORDS not in again.content()
    assert all(not origin["localStorage"] for origin in kept["origins"])
    again.context.close()


def test_everything_is_taken_along_as_one_sealed_file_and_brought_back_in(inside, site, tmp_path):
    keep(inside, site)
    inside.goto(f"{site.url}/export/")
    inside.get_by_label("A passphrase for the file").fill(OTHER)
    inside.get_by_label("Your passphrase now").fill(PASSPHRASE)
    with inside.expect_download() as download:
        inside.get_by_role("button", name="Make the file").click()
    file = tmp_path / "taken"
    download.value.save_as(file)
    assert WORDS.encode() not in file.read_bytes()
    Moment.objects.all().delete()

    inside.goto(f"{site.url}/imports/")
    inside.locator("[type=file]").set_input_files(file)
    inside.get_by_label("The passphrase of the file").fill(OTHER)
    inside.get_by_label("Your passphrase now").fill(PASSPHRASE)
    inside.get_by_role("button", name="Bring it in").click()
    inside.get_by_text("Brought in: ").wait_for()
    inside.goto(f"{site.url}/moments/")

    inside.get_by_role("link", name=WORDS[:20]).wait_for()


def test_deleting_the_account_leaves_no_key_and_no_word(inside, site):
    keep(inside, site)
    inside.goto(f"{site.url}/export/delete/")
    inside.get_by_label("Yes, delete everything").check()
    inside.get_by_label("Your passphrase now").fill(PASSPHRASE)
    inside.get_by_role("button", name="Delete it all").click()
    inside.wait_for_load_state()

    assert not any(kind.objects.exists() for kind in (Account, Slot, Moment))


def test_after_a_full_door_one_comes_in_without_typing_the_passphrase_again(page, site, alice):
    place = Places("strangers", 1).take(0)
    try:
        page.goto(f"{site.url}/sign-in/")
        page.get_by_label("Name").fill("alice")
        page.get_by_label("Passphrase").fill(PASSPHRASE)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("alert").get_by_text("it tries again by itself").wait_for()
    finally:
        os.close(place)

    page.wait_for_url(f"{site.url}/home/")


def test_a_file_that_takes_long_says_how_much_of_it_is_here(inside, site, monkeypatch):
    rest = threading.Event()

    def slow(*_):
        yield os.urandom(2_500_001)  # what compresses to nothing would wait for more
        rest.wait(60)
        yield b"]"

    monkeypatch.setitem(files.WAYS, "json", slow)
    inside.goto(f"{site.url}/export/plain/")
    inside.locator("[value=json]").check()
    inside.get_by_label("I know that anyone").check()
    inside.get_by_label("Your passphrase now").fill(PASSPHRASE)
    inside.get_by_label("Your passphrase now").press("Enter")
    inside.get_by_role("status").get_by_text("3 MB so far").wait_for()
    with inside.expect_download() as download:
        rest.set()

    assert download.value.suggested_filename == "notes.json"
    assert Path(download.value.path()).stat().st_size == 2_500_002
    inside.get_by_text("MB so far").wait_for(state="detached")


def test_a_file_that_comes_in_says_how_far_it_is_and_can_be_stopped(inside, site, tmp_path, monkeypatch):
    monkeypatch.setattr(views, "_AT_A_TIME", 0)  # looking at the page does not go on with it
    file = tmp_path / "notes.mwa"
    file.write_bytes(archive(*(moment(f"It rained on day {day}.") for day in range(60))))
    inside.goto(f"{site.url}/imports/")
    inside.locator("[type=file]").set_input_files(file)
    inside.get_by_label("The passphrase of the file").fill(SEAL)
    inside.get_by_label("Your passphrase now").fill(PASSPHRASE)
    inside.get_by_role("button", name="Bring it in").click()
    inside.get_by_role("status").get_by_text("of 60 are read.").wait_for()
    with inside.expect_navigation():  # the page looks again by itself
        pass
    inside.get_by_role("button", name="Stop, and undo it").click()
    monkeypatch.undo()
    inside.get_by_role("heading", name="It is undone").wait_for()

    assert not Moment.objects.exists()
    assert not Import.objects.exists()
