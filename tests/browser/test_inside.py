"""Behind the door, as people meet it: leaving in a hurry, drafts, passkeys, a phone, no JavaScript."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from middleway.web import keyfiles
from middleway.web.accounts import actions
from middleway.web.accounts.models import Account, Server, Session
from middleway.web.moments.models import Draft
from tests.browser.conftest import AXE, PASSPHRASE, WORDS, keep, sign_in, write

SETTINGS = (
    "",
    "passphrase/",
    "everything/",
    "code/",
    "no-code/",
    "one-time/",
    "passkey/",
    "browser/",
    "zone/",
    "idle/",
)
PAGES = ["/home/", "/home/more/", "/moments/", "/moments/write/", *(f"/security/{page}" for page in SETTINGS)]
PAGES += ["/export/", "/export/plain/", "/export/delete/", "/imports/"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_a_small_phone(inside, site, scheme):
    inside.set_viewport_size({"width": 320, "height": 640})
    inside.emulate_media(color_scheme=scheme)
    keep(inside, site)
    for path in [*PAGES, inside.url.removeprefix(site.url), "/no-such-page"]:
        inside.goto(site.url + path)
        found = Axe().run(inside, options=AXE)

        assert found.violations_count == 0, (path, found.generate_report())
        assert inside.evaluate("document.documentElement.scrollWidth") <= 320, path


@pytest.mark.parametrize("path", ["/sign-in/", "/sign-in/recover/", "/sign-in/join/", "/sign-in/start/"])
def test_axe_finds_nothing_at_the_doors(page, site, neutral, transactional_db, settings, path):
    settings.SIGN_UP = True
    keyfiles.make_missing(fresh=True)
    if path != "/sign-in/start/":
        Server.objects.update_or_create(number=1, defaults={"operator": "Kim"})
        actions.create(username="alice", passphrase=PASSPHRASE)
    page.goto(site.url + path)

    assert Axe().run(page, options=AXE).violations_count == 0
    assert page.url == site.url + path


def test_a_passphrase_can_be_looked_at_and_is_hidden_again_before_it_is_sent(page, site, alice):
    page.goto(f"{site.url}/sign-in/")
    box = page.get_by_label("Passphrase")
    box.fill(PASSPHRASE)
    assert box.get_attribute("type") == "password"
    page.get_by_role("button", name="Show").click()
    assert box.get_attribute("type") == "text"
    page.evaluate(
        "addEventListener('submit', () => { window.sentAs = document.querySelector('[name=passphrase]').type })"
    )
    page.get_by_label("Name").fill("nobody")
    page.get_by_role("button", name="Sign in").click()
    page.locator(".errorlist").wait_for()

    assert page.evaluate("window.sentAs") == "password"


@pytest.mark.parametrize("how", ["button", "three shifts"])
def test_leaving_blanks_the_page_ends_the_session_and_shows_a_neutral_page(inside, site, neutral, how):
    keep(inside, site)
    if how == "button":
        inside.get_by_role("button", name="Leave").click()
    else:
        for _ in range(3):
            inside.keyboard.press("Shift")
    inside.wait_for_url(neutral)

    assert "You never listen" not in inside.content()
    inside.wait_for_function(
        "fetch('/moments/', {redirect: 'manual'}).then(answer => answer.type === 'opaqueredirect')"
    )
    assert inside.context.cookies() == []
    inside.go_back()
    assert "You never listen" not in inside.content()


def test_leaving_works_without_javascript(browser, site, alice, neutral):
    page = browser.new_context(java_script_enabled=False).new_page()
    sign_in(page, site)
    page.get_by_role("button", name="Leave").click()
    page.wait_for_url(neutral)

    assert not Session.objects.exists()
    page.context.close()


def test_two_shifts_or_a_capital_letter_are_no_reason_to_leave(inside, site):
    write(inside, site, "")
    box = inside.get_by_label("Your words")
    for letter in "ABCD":
        box.press(f"Shift+{letter}")
    inside.keyboard.press("Shift")
    inside.keyboard.press("Shift")

    assert inside.url.endswith("/moments/write/")
    assert box.input_value() == "ABCD"


def test_after_locking_back_and_reload_show_nothing(inside, site):
    keep(inside, site)
    inside.get_by_role("button", name="Lock").click()
    inside.wait_for_url("**/sign-in/")
    inside.go_back()
    inside.wait_for_load_state()
    assert "You never listen" not in inside.content()
    inside.reload()

    assert "You never listen" not in inside.content()
    assert inside.context.cookies() == [] or {c["name"] for c in inside.context.cookies()} == {"__Host-c"}


def test_a_page_left_alone_locks_itself_and_the_draft_is_saved(page, site, alice):
    Account.objects.update(idle_minutes=2)
    page.clock.install()
    sign_in(page, site)
    write(page, site)
    page.clock.run_for(2 * 60_000 + 5_000)
    page.wait_for_url("**/sign-in/")

    assert Draft.objects.count() == 1
    assert WORDS not in page.content()


def test_a_machine_that_slept_locks_at_the_first_look_and_no_timer_is_needed(page, site, alice):
    Account.objects.update(idle_minutes=2)
    page.clock.install()
    sign_in(page, site)
    write(page, site)
    page.clock.set_system_time(
        int(page.evaluate("Date.now()")) / 1000 + 3 * 60 * 60
    )  # the clock goes on, but no timer does
    page.evaluate("dispatchEvent(new Event('focus'))")
    page.clock.run_for(2_500)
    page.wait_for_url("**/sign-in/")

    assert WORDS not in page.content()


def test_a_tab_that_lies_idle_does_not_lock_the_one_that_is_written_in(page, site, alice):
    Account.objects.update(idle_minutes=2)
    sign_in(page, site)
    idle = page.context.new_page()
    page.clock.install()  # of the whole browser: both tabs go by it
    page.goto(f"{site.url}/moments/write/")
    idle.goto(f"{site.url}/people/")
    for _ in range(4):
        page.clock.run_for(60_000)
        page.get_by_label("Your words").press("a")
        assert not any(tab.evaluate("document.documentElement.hidden") for tab in (page, idle))
    assert idle.url.endswith("/people/")

    page.clock.run_for(2 * 60_000 + 5_000)
    for tab in (page, idle):
        tab.wait_for_url("**/sign-in/")


def test_typed_words_are_sealed_within_five_seconds_even_without_a_pause(page, site, alice):
    page.clock.install()
    sign_in(page, site)
    page.goto(f"{site.url}/moments/write/")
    box = page.get_by_label("Your words")
    with page.expect_response(re.compile("/moments/drafts/")) as saved:
        for letter in "I want to say it":
            box.press(letter if letter != " " else "Space")
            page.clock.run_for(500)

    assert saved.value.status == 204
    assert Draft.objects.count() == 1


def test_when_the_session_is_over_the_words_stay_and_the_page_says_so(inside, site):
    write(inside, site, "one")
    inside.get_by_text("Saved as a draft, sealed.").wait_for()
    Session.objects.all().delete()
    inside.get_by_label("Your words").fill("one two")
    inside.get_by_text("You were signed out.").wait_for()

    assert inside.get_by_label("Your words").input_value() == "one two"
    inside.get_by_role("button", name="Keep").click()
    inside.get_by_text("Your words wait on this page").wait_for()
    inside.get_by_label("Name").fill("alice")
    inside.get_by_label("Passphrase").fill(PASSPHRASE)
    inside.get_by_role("button", name="Sign in").click()
    inside.get_by_role("link", name="one two").wait_for()


def test_nothing_is_kept_in_the_browser_and_nobody_else_is_asked(inside, site):
    asked, complaints = [], []
    inside.on("request", lambda request: asked.append(request.url))
    inside.on("console", lambda message: complaints.append(message.text))
    keep(inside, site)
    for path in PAGES:
        inside.goto(site.url + path)

    assert all(url.startswith(site.url) for url in asked)
    assert complaints == []
    assert inside.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert inside.evaluate("indexedDB.databases().then(found => found.length)") == 0
    assert inside.evaluate("caches.keys().then(found => found.length)") == 0
    assert inside.title() == "Notes"


def test_a_passkey_is_added_and_then_needed_and_opens_nothing_alone(inside, site):
    authenticator = inside.context.new_cdp_session(inside)
    authenticator.send("WebAuthn.enable")
    authenticator.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    inside.goto(f"{site.url}/security/passkey/")
    inside.get_by_label("Your passphrase now").fill(PASSPHRASE)
    inside.get_by_role("button", name="Add a passkey").click()
    inside.wait_for_url("**/security/")
    inside.get_by_text("A second step was added.").wait_for()

    inside.get_by_role("button", name="Lock").click()
    inside.get_by_label("Name").fill("alice")
    inside.get_by_label("Passphrase").fill(PASSPHRASE)
    inside.get_by_role("button", name="Sign in").click()
    inside.get_by_role("heading", name="One more step").wait_for()
    assert inside.context.request.get(f"{site.url}/moments/").url.endswith("/sign-in/")
    inside.get_by_role("button", name="Use my passkey").click()

    inside.get_by_role("navigation", name="Places").wait_for()


def test_everything_needed_to_write_and_keep_works_without_javascript(browser, site, alice):
    page = browser.new_context(java_script_enabled=False).new_page()
    sign_in(page, site)
    keep(page, site)
    page.get_by_role("link", name="Change").click()
    page.get_by_label("Your words").fill("I felt alone.")
    page.get_by_role("button", name="Keep").click()
    page.get_by_role("link", name="Delete").click()
    page.get_by_role("button", name="Delete it").click()

    assert page.get_by_text("Nothing yet. Nothing needs to be.").is_visible()
    page.context.close()


@pytest.mark.parametrize("how", ["Leave", "Lock"])
def test_what_is_open_in_another_tab_goes_blank_too(inside, site, neutral, how):
    other = inside.context.new_page()
    other.goto(f"{site.url}/care/pages/safety/")
    inside.bring_to_front()
    inside.get_by_role("button", name=how, exact=True).click()

    other.wait_for_url(neutral if how == "Leave" else f"{site.url}/sign-in/")
    assert "safety" not in other.content()
