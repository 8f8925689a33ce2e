"""A person records their own voice, hears it, and keeps it; in Debian's Chromium with a microphone that beeps."""

import pytest

from middleway.web.accounts.models import Account
from middleway.web.comfort.models import Card, Recording
from tests.browser.conftest import sign_in
from tests.support.texts import SOUND

# Whatever the page asks of the microphone, noted beside it.
NOTED = """
  window.opened = [];
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    const stream = await open(wanted);
    window.opened.push(...stream.getTracks());
    return stream;
  };
"""
LISTENING = "window.opened.filter((track) => track.readyState === 'live').length"
WIDTH = "document.documentElement.scrollWidth"
PLAYED = """one => new Promise((done, not) => {
  one.ontimeupdate = () => one.currentTime > 0.2 && done(one.currentTime);
  one.onerror = () => not(one.error);
  one.play();
})"""


@pytest.fixture
def card_page(inside, site):
    """The page of a new card, with words on it."""
    inside.add_init_script(NOTED)
    inside.goto(f"{site.url}/comfort/new/")
    inside.get_by_label("Words that do you good").fill("I am here.")
    return inside


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def speak(page):
    press(page, "Record")
    page.get_by_text("It is listening.").wait_for()
    page.get_by_text("0:01").wait_for()


def chosen(page):
    return page.locator("[name=sound]").evaluate("box => box.files.length")


def test_a_card_is_spoken_kept_and_heard(card_page):
    speak(card_page)
    press(card_page, "Stop")
    card_page.get_by_text("Recorded. Press Keep to seal it.").wait_for()
    assert card_page.evaluate(LISTENING) == 0
    assert card_page.locator("[data-heard]").evaluate(PLAYED) > 0
    press(card_page, "Keep")

    player = card_page.locator("audio[aria-label='Your recording']")
    player.wait_for()
    assert player.evaluate("one => one.paused && one.readyState === 0")  # nothing is fetched before it is asked for
    assert player.evaluate(PLAYED) > 0
    assert card_page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_the_player_is_no_wider_than_a_small_phone(card_page, site):
    card_page.set_viewport_size({"width": 320, "height": 640})
    card_page.get_by_label("In your own voice, if you like").set_input_files(
        {"name": "x", "mimeType": "audio/webm", "buffer": SOUND}
    )
    press(card_page, "Keep")
    card_page.locator("audio").wait_for()
    listed = card_page.evaluate(WIDTH)
    card_page.goto(f"{site.url}/way/")
    press(card_page, "8")
    card_page.locator("audio").wait_for()

    assert listed == card_page.evaluate(WIDTH) == 320


def test_keep_while_it_still_listens_keeps_what_was_said(card_page):
    speak(card_page)
    press(card_page, "Keep")

    card_page.locator("audio[aria-label='Your recording']").wait_for()
    assert Recording.objects.count() == 1


def test_a_recording_stays_on_its_page_beside_what_another_window_kept(card_page, site):
    press(card_page, "Keep")
    card_page.get_by_role("heading", name="I am here.").or_(card_page.get_by_text("I am here.")).first.wait_for()
    address = f"{site.url}/comfort/{Card.objects.get().pk}/"
    card_page.goto(address)
    other = card_page.context.new_page()
    other.goto(address)
    other.get_by_label("Words that do you good").fill("what the other window says")
    press(other, "Keep")
    other.wait_for_url("**/comfort/")
    card_page.get_by_label("Words that do you good").fill("I am still here.")
    speak(card_page)
    press(card_page, "Stop")
    card_page.get_by_text("Recorded. Press Keep to seal it.").wait_for()
    press(card_page, "Keep")

    card_page.get_by_role("alert").get_by_text("changed in another window").wait_for()
    assert card_page.get_by_text("what the other window says").is_visible()
    assert card_page.get_by_label("Words that do you good").input_value() == "I am still here."
    assert chosen(card_page) == 1
    assert not Recording.objects.exists()

    press(card_page, "Keep")
    card_page.wait_for_url("**/comfort/")
    assert Recording.objects.count() == 1


def test_a_recording_is_let_go_before_it_was_kept(card_page):
    speak(card_page)
    press(card_page, "Stop")
    press(card_page, "Let this recording go")

    card_page.get_by_text("It is gone. You can record anew.").wait_for()
    assert chosen(card_page) == 0
    assert card_page.locator("[data-record]").evaluate("button => button === document.activeElement")
    press(card_page, "Keep")
    card_page.get_by_text("I am here.").wait_for()
    assert Card.objects.count() == 1
    assert not Recording.objects.exists()


def test_two_presses_at_once_open_one_microphone_and_it_is_closed_again(card_page):
    card_page.evaluate("const button = document.querySelector('[data-record]'); button.click(); button.click()")
    card_page.get_by_text("0:01").wait_for()
    assert card_page.evaluate(LISTENING) == 1
    press(card_page, "Stop")
    card_page.get_by_text("Recorded.").wait_for()

    assert card_page.evaluate(LISTENING) == 0


def test_a_browser_that_cannot_record_does_not_keep_the_microphone_open(card_page):
    card_page.evaluate("() => { window.MediaRecorder = class { constructor() { throw new Error() } } }")
    press(card_page, "Record")
    card_page.get_by_text("The microphone cannot be used just now.").wait_for()

    assert card_page.evaluate(LISTENING) == 0
    assert card_page.locator("[data-record]").text_content() == "Record"


def test_it_ends_after_three_minutes_and_a_new_one_has_three_of_its_own(card_page):
    card_page.clock.install()
    press(card_page, "Record")
    card_page.get_by_text("It is listening.").wait_for()
    card_page.clock.run_for(170_000)
    press(card_page, "Stop")
    card_page.get_by_text("Recorded.").wait_for()

    press(card_page, "Record")
    card_page.get_by_text("It is listening.").wait_for()
    card_page.clock.run_for(170_000)
    assert card_page.evaluate(LISTENING) == 1
    card_page.clock.run_for(11_000)
    card_page.get_by_text("Recorded.").wait_for()
    assert card_page.evaluate(LISTENING) == 0


def test_whoever_speaks_is_not_locked_out_and_whoever_is_silent_is(card_page, site):
    Account.objects.update(idle_minutes=2)
    card_page.clock.install()
    card_page.reload()
    press(card_page, "Record")
    card_page.get_by_text("It is listening.").wait_for()
    asked = []
    card_page.on("request", lambda request: asked.append(request.method))
    card_page.clock.run_for(170_000)
    press(card_page, "Stop")
    card_page.get_by_text("Recorded.").wait_for()
    assert asked.count("HEAD") == 5  # the server hears every half minute that somebody is there

    card_page.clock.run_for(125_000)
    card_page.wait_for_url("**/sign-in/")


def test_without_javascript_a_recording_made_elsewhere_is_kept_and_deleted(browser, site, alice):
    page = browser.new_context(java_script_enabled=False).new_page()
    sign_in(page, site)
    page.goto(f"{site.url}/comfort/new/")
    assert not page.locator("[data-record]").is_visible()
    page.get_by_label("Words that do you good").fill("I am here.")
    page.get_by_label("In your own voice, if you like").set_input_files(
        {"name": "whatever.webm", "mimeType": "audio/webm", "buffer": SOUND}
    )
    press(page, "Keep")
    page.locator("audio[aria-label='Your recording']").wait_for()
    page.get_by_role("link", name="Change").click()
    page.get_by_label("Delete the recording").check()
    press(page, "Keep")

    page.get_by_text("I am here.").wait_for()
    assert page.locator("audio").count() == 0
    assert not Recording.objects.exists()
    page.context.close()
