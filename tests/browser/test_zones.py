"""A browser on the other side of the world, and one without scripts."""

import pytest

from tests.browser.conftest import PASSPHRASE


def _signed_in(browser, site, **context):
    opened = browser.new_context(**context)
    page = opened.new_page()
    page.goto(f"{site.url}/sign-in/")
    page.get_by_label("Name").fill("alice")
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("navigation", name="Places").wait_for()
    page.goto(f"{site.url}/security/")
    return opened, page


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/St_Johns"])
def test_a_browser_elsewhere_brings_its_zone(browser, site, alice, zone):
    opened, page = _signed_in(browser, site, timezone_id=zone)

    assert page.get_by_role("link", name=f"Days and times: {zone.replace('_', ' ')}").is_visible()
    opened.close()


def test_without_scripts_it_is_the_server_s_and_can_be_said(browser, site, alice, settings):
    settings.TIME_ZONE = "UTC"
    opened, page = _signed_in(browser, site, timezone_id="Pacific/Auckland", java_script_enabled=False)
    page.get_by_role("link", name="Days and times: UTC").click()
    page.get_by_label("Days and times are those of").select_option("Pacific/Auckland")
    page.get_by_role("button", name="Keep").click()

    assert page.get_by_text("(Pacific/Auckland)").is_visible()
    opened.close()
