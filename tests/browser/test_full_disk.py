"""Words on a page while the server's disk is full."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import WORDS
from tests.operations.conftest import first, machine, new_database  # noqa: F401 (pytest finds them here)
from tests.operations.machines import PASSPHRASE, on_sqlite
from tests.operations.serving import answer, serving
from tests.operations.small_disks import SmallDisk, on_a_small_disk

LONG = WORDS + " It rained, and nobody came." * 700


@pytest.fixture
def server(machine):  # noqa: F811 (it is the one that was imported)
    with serving(machine, on_a_small_disk(machine)) as (port, process):
        assert answer(port, "/readyz") == 200
        yield f"http://localhost:{port}", SmallDisk(machine, process.pid)


@on_sqlite
def test_a_page_says_its_words_are_not_saved_and_keeps_them_until_they_are(page, server):
    url, disk = server
    page.goto(f"{url}/sign-in/")
    page.get_by_label("Name").fill("alice")
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Sign in").click()
    page.goto(f"{url}/moments/write/")
    disk.fill()
    page.get_by_label("Your words").fill(LONG)
    page.get_by_text("Not saved just now.").wait_for()
    page.get_by_role("button", name="Keep").click()
    page.get_by_role("alert").get_by_text("Not saved yet").wait_for()
    expect(page.get_by_role("alert")).to_contain_text("its disk may be full")
    assert page.get_by_label("Your words").input_value() == LONG
    assert page.url == f"{url}/moments/write/"

    disk.clear()
    page.get_by_role("heading", name="How it reads").wait_for()
    page.get_by_role("link", name="Change", exact=True).click()
    assert page.get_by_label("Your words").input_value() == LONG
