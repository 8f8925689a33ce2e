"""The pages kept for use offline are of one version: all old or all new, and help is new as soon as anything is."""

import contextlib
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from middleway import web
from tests.browser.test_way import until

WEB = Path(web.__file__).parent
SETTINGS = """
import os
from pathlib import Path
from middleway.web.settings_test import *
TEMPLATES[0]["DIRS"].insert(0, Path(os.environ["VERSION"], "templates"))
STATICFILES_DIRS.insert(0, Path(os.environ["VERSION"], "static"))
"""
SERVE = """
import os, sys, django
django.setup()
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from middleway.web import wsgi
class Quiet(WSGIRequestHandler):
    def log_message(self, *_): pass
def application(environ, start):
    if environ["PATH_INFO"] != os.environ["MISSING"]: return wsgi.application(environ, start)
    start("503 Service Unavailable", [])
    return [b""]
server = ThreadedWSGIServer(("127.0.0.1", int(sys.argv[1])), Quiet)
server.set_app(application)
print("open", flush=True)
server.serve_forever()
"""
STYLE = "\nh1 { color: %s !important; }\n"
OLD, NEW = "rgb(1, 2, 3)", "rgb(4, 5, 6)"
PAGES = ("/settle/help/", "/settle/", "/settle/five_senses/")
SETTLED = (
    "navigator.serviceWorker.getRegistration()"
    ".then(all => all.active?.state === 'activated' && !all.waiting && !all.installing)"
)


@pytest.fixture
def version(tmp_path):
    """Return a function that makes a version of the product from the title of help and the colour of every title."""
    (tmp_path / "versioned.py").write_text(SETTINGS)

    def made(title, colour):
        folder = tmp_path / title
        for name, source, change in (
            (
                "templates/settle/help.html",
                WEB / "settle/templates/settle/help.html",
                lambda text: text.replace("<h1>", f"<h1>{title} "),
            ),
            ("static/js/settle.js", WEB / "static/js/settle.js", lambda text: text),
            ("static/css/parts.css", WEB / "static/css/parts.css", lambda text: text + STYLE % colour),
        ):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(change(source.read_text()))
        return folder

    return made


@pytest.fixture(scope="module")
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def served(folder, port, missing=""):
    """Serve a version, except for one address. Afterwards there is no network, as far as a browser can tell."""
    paths = os.pathsep.join([str(folder.parent), str(WEB.parents[1])])
    environment = os.environ | {
        "VERSION": str(folder),
        "MISSING": missing,
        "PYTHONPATH": paths,
        "DJANGO_SETTINGS_MODULE": "versioned",
    }
    with subprocess.Popen(
        [sys.executable, "-c", SERVE, str(port)], env=environment, stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout.readline() == "open\n"
            yield f"http://localhost:{port}"
        finally:
            server.kill()


def titles_and_colours(page, address):
    """Return the titles and the colours of every kept page."""
    found = []
    for path in PAGES:
        page.goto(address + path)
        title = page.get_by_role("heading", level=1)
        found.append((title.inner_text(), title.evaluate("it => getComputedStyle(it).color")))
    return found


def visited(page, address):
    """Look at a page to settle, and wait until the browser has done what it does with it."""
    page.goto(f"{address}/settle/")
    page.evaluate("navigator.serviceWorker.ready")
    page.evaluate("navigator.serviceWorker.getRegistration().then(found => found.update()).catch(() => {})")
    until(page, SETTLED)


def test_a_new_version_takes_the_place_of_the_old_one_whole(page, version, port):
    old, new = version("Old", OLD), version("New", NEW)
    with served(old, port) as address:
        visited(page, address)
    before = titles_and_colours(page, address)
    with served(new, port):
        visited(page, address)
    after = titles_and_colours(page, address)

    assert before[0][0].startswith("Old")
    assert {colour for _, colour in before} == {OLD}
    assert after[0][0].startswith("New")
    assert {colour for _, colour in after} == {NEW}
    assert page.evaluate("caches.keys().then(all => all.length)") == 1


def test_a_version_that_does_not_come_whole_leaves_the_old_one_whole(page, version, port):
    old, new = version("Old", OLD), version("New", NEW)
    with served(old, port) as address:
        visited(page, address)
    with served(new, port):
        # The clone is updated under a server that still runs: its pages are of one version, its files of another.
        script = new / "static/js/settle.js"
        script.write_text(script.read_text() + "// newer")
        visited(page, address)
    after = titles_and_colours(page, address)

    assert after[0][0].startswith("Old")
    assert {colour for _, colour in after} == {OLD}
    assert page.evaluate("caches.keys().then(all => all.length)") == 1


@pytest.mark.parametrize("missing", ["/settle/five_senses/", "/static/styles.css"])
def test_a_version_with_a_missing_file_is_not_taken_until_all_are_there(page, version, port, missing):
    old, new = version("Old", OLD), version("New", NEW)
    with served(old, port) as address:
        visited(page, address)
    with served(new, port, missing):
        visited(page, address)
    meanwhile = titles_and_colours(page, address)
    with served(new, port):
        visited(page, address)
    after = titles_and_colours(page, address)

    assert meanwhile[0][0].startswith("Old")
    assert {colour for _, colour in meanwhile} == {OLD}
    assert after[0][0].startswith("New")
    assert {colour for _, colour in after} == {NEW}
    assert page.evaluate("caches.keys().then(all => all.length)") == 1
