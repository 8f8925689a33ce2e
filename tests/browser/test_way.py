"""From a cold start at night to one true sentence, in Chromium on a phone: also without JavaScript, and offline."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from middleway.web.questions import steps
from tests.browser.conftest import AXE, PHONE, begin, sign_in

HURT = "You said yes to your parents again. You never ask me. I am sorry, it is all my fault."
GAVE_IN = "I am sorry, it is all my fault, I will do whatever you want. I don't mind, you decide."
SENTENCE = "On Friday you told your parents yes. I felt left out. Would you ask me first next time?"


def until(page, condition):
    """Wait until a condition holds. The pages' strict policy forbids Playwright's own way, which evaluates text."""
    page.evaluate(
        f"new Promise(done => {{ const look = async () => (await ({condition})) "
        "? done() : requestAnimationFrame(look); look(); })"
    )


def way_of(page, site):
    return site.url + re.search(r"/way/[0-9a-f-]{36}/", page.url)[0]


RISEN = "document.querySelector('.breath .light').getBoundingClientRect().height"


def test_from_the_first_page_it_is_one_tap_to_the_first_breath(page, site, transactional_db, neutral):
    page.set_viewport_size(PHONE)
    page.goto(site.url)

    page.get_by_role("link", name="Breathe first").click()

    light = page.locator(".breath")
    assert light.bounding_box()["y"] + light.bounding_box()["height"] <= PHONE["height"]
    assert page.get_by_text("In, slowly to 4. Out, to 6.").is_visible()
    first = page.evaluate(RISEN)
    until(page, f"{RISEN} > {first} + 5")


def test_help_is_in_sight_and_in_the_same_place_on_every_page(inside, site):
    inside.set_viewport_size({"width": 320, "height": 640})
    places = set()
    for path in ("/settle/", "/settle/five_senses/", "/settle/help/", "/moments/", "/way/", "/comfort/"):
        inside.goto(site.url + path)
        box = inside.get_by_role("link", name="Help", exact=True).bounding_box()
        places.add((round(box["x"]), round(box["y"])))
        assert box["y"] + box["height"] <= 640

    assert len(places) == 1


def test_where_nothing_may_move_the_breath_is_counted_in_words(page, site, transactional_db):
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{site.url}/settle/")

    for words in ("In 1", "In 2"):
        page.get_by_text(words, exact=True).wait_for()
    assert not page.locator(".breath .moves").first.is_visible()


def test_how_hot_it_is_before_and_after_stays_on_the_page(page, site, transactional_db):
    sent = []
    page.goto(f"{site.url}/settle/")
    page.evaluate("navigator.serviceWorker.ready")
    page.on("request", lambda request: sent.append(request.url))

    page.get_by_label("8", exact=True).check(force=True)
    page.get_by_label("4", exact=True).check(force=True)

    assert page.get_by_text("It was 8. Now it is 4. It is going down.").is_visible()
    assert [address for address in sent if "/settle/" not in address and "/static/" not in address] == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_once_seen_it_opens_without_a_network_and_nothing_else_does(inside, site):
    page = inside
    page.goto(f"{site.url}/settle/")
    page.evaluate("navigator.serviceWorker.ready")
    until(page, "caches.match('/settle/five_senses/')")
    page.context.set_offline(True)

    page.goto(f"{site.url}/settle/")
    assert page.locator(".breath .moves").first.is_visible()
    page.get_by_role("link", name=re.compile("Five")).click()
    assert page.locator("ol.steps li").count() >= 2

    kept = page.evaluate(
        "caches.keys().then(([name]) => caches.open(name)).then(kept => kept.keys())"
        ".then(all => all.map(one => new URL(one.url).pathname))"
    )
    assert kept
    assert [path for path in kept if not path.startswith(("/settle/", "/static/"))] == []
    assert page.evaluate("fetch('/moments/').then(() => 'came', () => 'did not')") == "did not"


def test_on_a_phone_from_a_hot_moment_to_a_card_of_comfort_and_a_sentence(inside, site):
    page = inside
    page.set_viewport_size(PHONE)
    begin(page, site, "8")
    assert page.get_by_role("heading", name="One breath first.").is_visible()
    page.get_by_role("link", name=re.compile("Let it out")).click()
    page.get_by_role("textbox").fill(HURT)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="It is calmer now").click()
    page.get_by_role("button", name="5", exact=True).click()
    assert page.get_by_text("so this is the short way: four steps").is_visible()

    page.get_by_role("link", name=re.compile("Something kind for you")).click()
    page.get_by_role("textbox").first.fill("I am so sorry that nobody asked you.")
    page.get_by_label("Keep these words for the next hard moment").check()
    page.get_by_role("button", name="Go on").click()
    draft = page.get_by_label("Now in your own words, as you would say it")
    draft.fill("You never ask me. It is fine, do whatever you want.")
    page.locator("[data-live]").get_by_text("All or nothing").wait_for()
    draft.fill(SENTENCE)
    page.locator("[data-live]").get_by_text("All or nothing").wait_for(state="detached")
    page.get_by_role("button", name="Go on").click()

    page.get_by_role("link", name="All of it on one page").click()
    assert page.locator("[data-copy]").inner_text() == SENTENCE
    page.goto(f"{site.url}/comfort/")
    assert page.get_by_text("I am so sorry that nobody asked you.").is_visible()


def test_every_step_works_without_javascript(browser, site, alice):
    page = browser.new_context(java_script_enabled=False, viewport=PHONE).new_page()
    sign_in(page, site)
    begin(page, site, "2")
    way, typed = way_of(page, site), []
    for step in (*steps.offered(2), *steps.deeper(2)):
        page.goto(f"{way}{step.id}/")
        if page.get_by_role("textbox").count():  # some ask for ticks alone, unless more is unfolded
            page.get_by_role("textbox").first.fill(f"words of {step.id}")
            typed.append(step)
        page.get_by_role("button", name="Go on").click()
    page.goto(f"{way}whole/")

    assert len(typed) >= 6
    for step in typed:
        assert page.get_by_text(f"words of {step.id}", exact=True).count() == 1, step.id
    page.context.close()


def test_a_step_can_be_gone_by_keyboard_alone_and_the_focus_is_always_seen(inside, site):
    page = inside
    begin(page, site, "2")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('main textarea')"):
            break
        outline = "getComputedStyle(document.activeElement).outlineStyle"
        assert page.evaluate(f"document.activeElement === document.body || {outline} !== 'none'")
    page.keyboard.type("It rained.")
    while not page.evaluate("document.activeElement.matches('main form button:not([type=button])')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/see/")

    page.goto(f"{way_of(page, site)}out/")
    assert page.get_by_role("textbox").input_value() == "It rained."


def test_whoever_hears_the_page_hears_its_order_names_and_ways_out(inside, site):
    page = inside
    page.goto(f"{site.url}/settle/")
    heard = page.locator("body").aria_snapshot()
    assert (
        heard.index('button "Leave"')
        < heard.index('heading "Breathe with the light." [level=1]')
        < heard.index("In, slowly to 4")
    )
    assert (
        "img" not in heard.split("Breathe with the light.")[1].split("Another pace")[0]
    )  # the light says nothing that the words do not

    begin(page, site, "2")
    page.get_by_role("textbox").fill(GAVE_IN)
    page.get_by_role("button", name="Go on").click()
    page.goto(f"{way_of(page, site)}see/")
    heard = page.locator("main").aria_snapshot()
    assert 'heading "See it" [level=1]' in heard
    assert re.search("A line from .* over .* to ", heard)
    assert 'group "Which of these do you know from this moment?"' in heard
    page.goto(f"{way_of(page, site)}say/")
    unnamed = re.findall(
        r"^\s*- (?:textbox|checkbox|button|link)(?: \[|:|$)", page.locator("body").aria_snapshot(), re.MULTILINE
    )
    assert unnamed == []


def test_a_step_that_is_left_open_saves_by_itself(inside, site):
    page = inside
    begin(page, site, "2")
    page.get_by_role("link", name="Skip this").click()
    way = page.url
    page.goto(f"{way}comfort/")
    page.get_by_role("textbox").first.fill("I am here.")
    page.get_by_text("Saved, sealed.", exact=True).wait_for()

    page.goto(f"{way}comfort/")
    assert page.get_by_role("textbox").first.input_value() == "I am here."


def test_a_printed_moment_has_ones_words_and_no_buttons(inside, site):
    page = inside
    begin(page, site, "2")
    page.get_by_role("textbox").fill(HURT)
    page.get_by_role("button", name="Go on").click()
    page.goto(f"{way_of(page, site)}whole/")
    page.emulate_media(media="print")

    assert page.get_by_text(HURT).is_visible()
    for name in ("Leave", "Lock", "Go on from here", "Settle"):
        assert not page.get_by_text(name, exact=True).is_visible()


def test_a_long_moment_is_printed_whole_over_several_pages(inside, site):
    page = inside
    begin(page, site, "2")
    page.get_by_role("textbox").fill("\n".join(f"It rained, line {number}." for number in range(150)))
    page.get_by_role("button", name="Go on").click()
    page.goto(f"{way_of(page, site)}whole/")

    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) >= 3


def pages_of(page, site):
    """Make a moment with words at every step, and return every address of the way and around it."""
    page.goto(f"{site.url}/people/new/")
    page.get_by_label("A name for them").fill("T.")
    page.get_by_role("button", name="Keep").click()
    begin(page, site, "2")
    page.get_by_role("textbox").fill(HURT)
    page.get_by_role("button", name="Go on").click()
    way = way_of(page, site).removeprefix(site.url)
    page.goto(f"{site.url}{way}say/")
    page.get_by_label("Now in your own words, as you would say it").fill(HURT)
    page.get_by_role("button", name="Go on").click()
    return [
        "/settle/",
        "/settle/help/",
        "/settle/five_senses/",
        "/settle/soften_soothe_allow/",
        "/settle/phone/",
        "/way/",
        "/way/remember/",
        "/people/",
        "/people/new/",
        "/comfort/",
        "/comfort/new/",
        "/sample/",
        "/moments/",
        "/search/",
        way,
        f"{way}heat/",
        f"{way}about/",
        f"{way}whole/",
        *(f"{way}{step}/" for step in steps.STEPS),
        "/weeks/",
        "/weeks/6/",
        "/weeks/more/",
        "/practices/",
        "/practices/both_hands/",
    ]


@pytest.mark.parametrize(("scheme", "motion"), [("light", "no-preference"), ("dark", "reduce")])
def test_axe_finds_nothing_and_nothing_is_wider_than_a_small_phone(inside, site, scheme, motion):
    inside.set_viewport_size({"width": 320, "height": 640})  # as 1280 at 400 %
    inside.emulate_media(color_scheme=scheme, reduced_motion=motion)
    for path in pages_of(inside, site):
        inside.goto(site.url + path)
        found = Axe().run(inside, options=AXE)

        assert found.violations_count == 0, (path, found.generate_report())
        assert inside.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_every_page_is_small_and_asks_for_little(inside, site):
    requests = []
    # Not `requests.append` itself: Playwright marks what it is given.
    inside.on("requestfinished", lambda request: requests.append(request))  # noqa: PLW0108
    for path in pages_of(inside, site):
        inside.wait_for_load_state("networkidle")
        requests.clear()
        inside.goto(site.url + path, wait_until="networkidle")

        most, many = (30, 7) if path == "/settle/" else (80, 10)
        assert sum(weight(request) for request in requests) <= most * 1024, path
        assert len(requests) <= many, path


def weight(request):
    sizes = request.sizes()
    return sizes["responseBodySize"] + sizes["responseHeadersSize"]
