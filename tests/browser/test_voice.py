"""A person records their own voice, hears it, and keeps it; in Debian's Chromium with a microphone that beeps."""


def test_a_card_is_spoken_kept_and_heard(inside, site):
    page = inside
    page.goto(f"{site.url}/comfort/new/")
    page.get_by_label("Words that do you good").fill("I am here.")
    page.get_by_role("button", name="Record").click()
    page.get_by_text("It is listening.").wait_for()
    page.get_by_text("0:01").wait_for()
    page.get_by_role("button", name="Stop").click()
    page.get_by_text("Recorded. Press Keep to seal it.").wait_for()
    assert page.locator("[data-heard]").is_visible()
    page.get_by_role("button", name="Keep").click()

    player = page.locator("audio[aria-label='Your recording']")
    player.wait_for()
    lasts = player.evaluate(
        "one => new Promise((done, not) => { one.onloadeddata = () => done(one.readyState); one.onerror = () => not(one.error); one.preload = 'auto'; one.load(); })"
    )
    assert lasts >= 2
