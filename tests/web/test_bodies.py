"""Somebody who stops in the middle of sending holds nobody's place, and nothing of what came is kept."""

import re
import socket
import threading
from io import BytesIO
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from middleway.web import bodies
from middleway.web.at_once import AFewAtOnce
from middleway.web.bodies import Body, CutShort
from middleway.web.forms_in_utf8 import Utf8Handler
from middleway.web.imports.models import Import, Part
from middleway.web.moments.models import Draft, Moment
from tests.support.archives import SEAL, archive, moment
from tests.support.people import somebody


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True

    def process_request_thread(self, *given):
        super().process_request_thread(*given)
        connections.close_all()


@pytest.fixture
def port(transactional_db, monkeypatch):
    monkeypatch.setattr(bodies, "SILENCE", 2.0)
    with Server(("127.0.0.1", 0), Quiet) as server:
        server.set_app(AFewAtOnce(Utf8Handler()))
        serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        serving.start()
        yield server.server_port
        server.shutdown()
        serving.join()


def answer_to(port, person, path, body, length, content_type, *, closes=False):
    """Send the beginning of a body of that length and nothing more; return the status."""
    cookies = "; ".join(f"{name}={cookie.value}" for name, cookie in person.browser.cookies.items())
    header = (
        f"POST {path} HTTP/1.1\r\nHost: testserver\r\nCookie: {cookies}\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {length}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port), timeout=60) as link:
        link.sendall(header.encode() + body)
        if closes:
            link.shutdown(socket.SHUT_WR)
        return int(re.match(rb"HTTP/1.\d (\d+)", link.recv(100))[1])


def test_a_client_that_stops_within_a_file_holds_no_place_and_leaves_nothing(port):
    person = somebody()
    whole = archive(*(moment(f"day {number} " * 2_000) for number in range(20)))
    fields = {"csrfmiddlewaretoken": person.browser.token(), "archive_passphrase": SEAL, "current": person.passphrase}

    def sent():
        return encode_multipart(BOUNDARY, {**fields, "archive": SimpleUploadedFile("notes.mwa", whole)})

    half = sent()[: len(whole) // 2]
    assert answer_to(port, person, "/imports/", half, len(sent()), MULTIPART_CONTENT) == 408
    assert not Import.objects.exists()
    assert not Part.objects.exists()

    again = answer_to(port, person, "/imports/", sent(), len(sent()), MULTIPART_CONTENT)
    assert again == 302


@pytest.mark.parametrize("length", [60_000, 200_000])
def test_of_words_that_do_not_come_whole_nothing_is_kept(port, length):
    person = somebody()
    words = f"csrfmiddlewaretoken={person.browser.token()}&text=It+rained".encode()

    for path in ("/moments/write/", "/moments/drafts/0b6b0b1c-54c5-4c3c-8a8f-3f1f0a3f7d11/"):
        form = "application/x-www-form-urlencoded"
        assert answer_to(port, person, path, words, length, form, closes=True) == 408
    assert not Moment.objects.exists()
    assert not Draft.objects.exists()


def test_a_body_that_comes_whole_is_as_it_was_sent():
    sent = bytes(range(256)) * 1_000

    assert Body(BytesIO(sent), len(sent)).read() == sent
    assert Body(BytesIO(sent + b"and more"), len(sent)).read(10**6) == sent


def test_a_body_has_so_much_time_in_all_however_steadily_it_comes(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(bodies, "monotonic", lambda: now[0])

    class Slow(BytesIO):
        def read(self, size=-1):
            now[0] += 25  # less than the longest silence allowed
            return super().read(min(size, 1_000))

    body = Body(Slow(bytes(100_000)), 100_000)
    with pytest.raises(CutShort):
        body.read()
    assert body.is_cut
    with pytest.raises(CutShort):
        body.read(1)
