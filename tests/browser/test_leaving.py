"""Out, whatever is broken: no network, a database that somebody else holds, a page in another tab, no JavaScript."""

import contextlib

import pytest
from playwright.sync_api import Error, expect

from middleway.web.accounts.models import Session
from tests.browser.conftest import keep, sign_in
from tests.support.locks import held

WAYS = ("Leave", "Lock")


def go_out(page, how):
    page.get_by_role("button", name=how, exact=True).click()


def is_out(page, site):
    """Open the moments by their address in a new tab; return whether it shows nothing of them."""
    tab = page.context.new_page()
    tab.goto(f"{site.url}/moments/")
    return tab.url.startswith(f"{site.url}/sign-in/") and "You never listen" not in tab.content()


def names(page):
    return {cookie["name"] for cookie in page.context.cookies()}


@pytest.mark.parametrize("how", WAYS)
def test_offline_the_page_goes_blank_and_back_online_nobody_is_inside(inside, site, how):
    keep(inside, site)
    inside.context.set_offline(True)
    go_out(inside, how)
    inside.wait_for_url("about:blank")
    assert inside.content() == "<html><head></head><body></body></html>"
    with contextlib.suppress(Error):  # the page before it needs the network
        inside.go_back()
    expect(inside.locator("body")).not_to_contain_text("You never listen")  # it may still be on its way to a blank page

    inside.context.set_offline(False)
    assert is_out(inside, site)
    assert names(inside) <= {"__Host-c"}


@pytest.mark.parametrize("how", WAYS)
def test_without_a_network_every_other_tab_goes_blank_too(inside, site, how):
    keep(inside, site)
    other = inside.context.new_page()
    other.goto(inside.url)
    inside.bring_to_front()
    inside.context.set_offline(True)
    go_out(inside, how)

    other.wait_for_url("about:blank")
    inside.context.set_offline(False)
    other.go_back()
    assert "You never listen" not in other.content()
    assert is_out(other, site)


def test_after_an_offline_lock_settling_works_and_leaving_removes_it(inside, site):
    for how, lands in (("Lock", f"{site.url}/settle/"), ("Leave", "about:blank")):
        inside.goto(f"{site.url}/settle/")
        inside.evaluate("navigator.serviceWorker.ready")
        inside.wait_for_function("caches.match('/settle/').then(Boolean)")
        inside.goto(f"{site.url}/moments/")
        inside.context.set_offline(True)
        go_out(inside, how)
        inside.wait_for_url(lands)
        inside.context.set_offline(False)
        if how == "Lock":
            sign_in(inside, site)

    inside.goto(f"{site.url}/healthz")
    assert inside.evaluate("caches.keys()") == []
    assert inside.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0


@pytest.mark.parametrize("how", WAYS)
def test_whoever_was_marked_as_out_signs_in_again_and_stays_in(inside, site, how):
    inside.context.set_offline(True)
    go_out(inside, how)
    inside.wait_for_url("about:blank")
    inside.context.set_offline(False)
    sign_in(inside, site)
    inside.reload()

    inside.get_by_role("navigation", name="Places").wait_for()
    assert "__Host-left" not in names(inside)


@pytest.mark.parametrize("how", WAYS)
@pytest.mark.parametrize("scripts", [True, False])
def test_with_the_database_held_the_browser_forgets_and_the_row_goes_later(browser, site, alice, neutral, how, scripts):
    page = browser.new_context(java_script_enabled=scripts).new_page()
    sign_in(page, site)
    keep(page, site)
    cookies = page.context.cookies()
    with held():
        go_out(page, how)
        page.wait_for_url(neutral if how == "Leave" else f"{site.url}/sign-in/", timeout=4000)
        assert is_out(page, site)
        assert not {"__Host-s", "__Host-k", "__Host-left"} & names(page)
        page.context.add_cookies(cookies)  # somebody who kept a copy
        assert is_out(page, site)

    page.goto(f"{site.url}/healthz")
    page.goto(f"{site.url}/healthz")
    assert not Session.objects.exists()
    page.context.close()


@pytest.mark.parametrize("path", ["/leave/", "/lock/"])
def test_a_form_of_another_site_signs_nobody_out(inside, site, path):
    form = f"<form method=post action='{site.url}{path}'><button>Win</button></form>"
    inside.context.route("http://elsewhere.example/", lambda route: route.fulfill(body=form, content_type="text/html"))
    keep(inside, site)
    other = inside.context.new_page()
    other.goto("http://elsewhere.example/")
    with other.expect_response(lambda answer: answer.url == f"{site.url}{path}") as answer:
        other.get_by_role("button").click()

    assert answer.value.status == 403
    assert not is_out(inside, site)
    assert Session.objects.count() == 1
