"""A real browser: Debian's Chromium, driven by Playwright, against the application served on this machine."""

import os
import shutil
import threading
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Locator

from middleway.web import keyfiles
from middleway.web.accounts import actions
from middleway.web.accounts.models import Server

# Playwright keeps an event loop in this thread; Django would take a query in a fixture for a mistake.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
PASSPHRASE = "squeak anvil trodden mulberry oxford pillow"
WORDS = "You never listen. I am sorry, it is all my fault."
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PHONE = {"width": 360, "height": 740}


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site() -> Iterator[SimpleNamespace]:
    """The application on a free port. pytest-django's own server would make every page's test wait for a database."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietHandler)
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield SimpleNamespace(url=f"http://localhost:{server.server_port}")
    server.shutdown()
    server.server_close()
    thread.join()


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: a line per request would drown the tests' own output."""


@pytest.fixture(autouse=True)
def answered(monkeypatch):
    """Let a click that sends a form end when its answer is there.

    Playwright waits for what a browser sends, not for what a script does.
    """
    click = Locator.click

    def click_and_wait(self, **options):
        click(self, **options)
        self.page.locator("html[data-sending]").wait_for(state="detached")

    monkeypatch.setattr(Locator, "click", click_and_wait)


@pytest.fixture
def neutral(settings, site):
    """Where "Leave" goes in these tests: a page of this machine, since there is no other."""
    settings.LEAVE_URL = f"{site.url}/healthz"
    return settings.LEAVE_URL


@pytest.fixture
def alice(transactional_db, neutral):
    keyfiles.make_missing(fresh=True)
    Server.objects.update_or_create(number=1, defaults={"operator": "Kim"})
    actions.create(username="alice", passphrase=PASSPHRASE)
    return "alice"


@pytest.fixture
def inside(page, site, alice):
    """A page that Alice has signed in on."""
    sign_in(page, site)
    return page


def sign_in(page, site, name="alice"):
    page.goto(f"{site.url}/sign-in/")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("navigation", name="Places").wait_for()


def write(page, site, text=WORDS):
    page.goto(f"{site.url}/moments/write/")
    page.get_by_label("Your words").fill(text)


def keep(page, site, text=WORDS):
    write(page, site, text)
    page.get_by_role("button", name="Keep").click()
    page.get_by_role("heading", name="How it reads").wait_for()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.fail("Chromium is missing. Run: sudo apt-get install --no-install-recommends chromium", pytrace=False)
    quiet = [
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
    ]
    beeping = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]  # a microphone that beeps
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": path, "args": [*quiet, *beeping, *sandbox]}


def begin(page, site, heat):
    page.goto(f"{site.url}/way/")
    page.get_by_role("button", name=heat, exact=True).click()
