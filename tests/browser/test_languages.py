"""Another language in a real browser: chosen, without a network, and on a small phone in either direction."""

from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import AXE, begin, keep

KEPT = "caches.keys().then((names) => names.some((name) => name.startsWith('settle-')))"


def in_german(page, site, path="/"):
    page.goto(f"{site.url}{path}")
    page.get_by_role("link", name="Deutsch").click()
    page.get_by_role("button", name="Deutsch").click()
    page.get_by_role("link", name="English").wait_for()


def test_whoever_taps_their_language_is_back_where_they_were_and_can_go_back(page, site, neutral, transactional_db):
    in_german(page, site, "/settle/")

    assert page.url == f"{site.url}/settle/"
    page.get_by_role("heading", name="Atme mit dem Licht.").wait_for()
    page.get_by_role("link", name="English").click()
    page.get_by_role("button", name="English").click()
    page.get_by_role("heading", name="Breathe with the light.").wait_for()


def test_without_a_network_the_pages_to_settle_are_in_the_chosen_language(page, site, neutral, transactional_db):
    page.goto(f"{site.url}/settle/")
    page.wait_for_function(KEPT)  # in English
    in_german(page, site, "/settle/")
    page.wait_for_function(KEPT)
    page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    page.context.set_offline(True)
    page.goto(f"{site.url}/settle/five_senses/")

    assert page.evaluate("document.documentElement.lang") == "de"
    page.get_by_role("link", name="Hilfe").click()
    page.get_by_role("heading", name="Menschen, die helfen").wait_for()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_axe_finds_nothing_and_nothing_is_wider_than_a_small_phone(inside, site, direction):
    keep(inside, site)
    begin(inside, site, "3")
    way = inside.url.removeprefix(site.url)
    in_german(inside, site, "/moments/")
    inside.set_viewport_size({"width": 320, "height": 640})
    paths = ["/", "/moments/", "/security/", "/patterns/", "/people/new/", "/care/", "/settle/", "/languages/", way]
    paths += [f"{way}{step}/" for step in ("turn", "see", "say", "pause")]
    for path in paths:
        inside.goto(f"{site.url}{path}")
        inside.evaluate("(direction) => document.documentElement.dir = direction", direction)
        found = Axe().run(inside, options=AXE)
        assert found.violations_count == 0, (path, found.generate_report())
        assert inside.evaluate("document.documentElement.scrollWidth") <= 320, path
        bar = [link.bounding_box() for link in inside.locator(".top .tool").all()]
        bar.sort(key=lambda box: box["x"])
        assert all(one["x"] + one["width"] <= other["x"] for one, other in pairwise(bar)), path
