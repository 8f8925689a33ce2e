"""The real server on a full disk: whoever leaves is out, nothing unsaved is called saved, and it says it is full."""

import contextlib
import shutil
import sqlite3
from uuid import uuid4

import pytest

from tests.operations import small_disks
from tests.operations.machines import PASSPHRASE, WORDS, on_sqlite
from tests.operations.serving import answer, serving, until
from tests.operations.small_disks import SmallDisk, on_a_small_disk
from tests.support.visits import Visitor

pytestmark = on_sqlite

WAYS = {"/leave/": (200, '"cache", "storage"'), "/lock/": (302, '"cache"')}
ENDED = ("__Host-s", "__Host-k", "__Host-c")
LONG = "It rained, and nobody came. " * 1000
ALMOST = 8_192  # bytes: room for a file, and for less than a write takes


@pytest.fixture
def server(machine):
    """The server on a small disk, once it answers."""
    with serving(machine, on_a_small_disk(machine)) as (port, process), contextlib.ExitStack() as visits:
        assert answer(port, "/readyz") == 200
        yield Server(port, SmallDisk(machine, process.pid), visits)


@pytest.mark.parametrize(
    ("run", "user", "outcome"),
    [
        ("true", 0, pytest.fail.Exception),
        ("true", 1000, pytest.skip.Exception),
        ("", 0, pytest.skip.Exception),
    ],
)
def test_where_root_finds_no_small_disk_a_run_for_everybody_fails(monkeypatch, run, user, outcome):
    monkeypatch.setenv("CI", run)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("os.getuid", lambda: user)

    with pytest.raises(outcome, match="lets nobody mount"):
        small_disks.way()


class Server:
    def __init__(self, port, disk, visits):
        self.port, self.disk, self._visits = port, disk, visits

    def visitor(self, cookies=None):
        return self._visits.enter_context(contextlib.closing(Visitor(self.port, cookies)))

    def empty_journal(self):
        """Use up the room that the database's journal has already, so that no write finds any."""
        alice, draft = self.alice(), uuid4()

        def is_empty():
            alice.ask("POST", f"/moments/drafts/{draft}/", text="let go")
            alice.ask("POST", f"/moments/drafts/{draft}/let-go/")
            return (self.disk.folder / "notes.sqlite3-wal").stat().st_size == 0

        assert until(is_empty)

    def alice(self):
        visitor = self.visitor()
        visitor.ask("GET", "/sign-in/")
        assert visitor.ask("POST", "/sign-in/", username="alice", passphrase=PASSPHRASE) == 302
        assert visitor.ask("GET", "/moments/") == 200
        return visitor


def full(disk):
    disk.fill()


def almost_full(disk):
    disk.fill(but=ALMOST)


def full_and_without_names(disk):
    disk.fill()
    disk.use_up_names()


def sessions(disk, tmp_path):
    """Return how many sessions have a row, in a copy of the database."""
    for name in ("notes.sqlite3", "notes.sqlite3-wal"):
        shutil.copy(disk.folder / name, tmp_path / name)
    with sqlite3.connect(tmp_path / "notes.sqlite3") as copy:
        found = copy.execute("SELECT count(*) FROM accounts_session").fetchone()[0]
    copy.close()
    return found


@pytest.mark.parametrize("trouble", [full, almost_full, full_and_without_names])
def test_whoever_leaves_or_locks_is_out_and_the_row_goes_when_there_is_room(server, trouble, tmp_path):
    people = {way: server.alice() for way in WAYS}
    server.empty_journal()
    assert sessions(server.disk, tmp_path) == len(WAYS) + 1
    trouble(server.disk)

    for way, person in people.items():
        copied = server.visitor(dict(person.cookies))
        assert (person.ask("POST", way), person.headers["Clear-Site-Data"]) == WAYS[way]
        assert not any(person.cookies[name] for name in ENDED)
        assert copied.ask("GET", "/moments/") == 302
        assert WORDS not in copied.text

    assert sessions(server.disk, tmp_path) == len(WAYS) + 1
    server.disk.clear()
    assert answer(server.port, "/healthz") == 200
    assert until(lambda: sessions(server.disk, tmp_path) == 1)


@pytest.mark.parametrize("trouble", [full, almost_full])
def test_what_finds_no_room_is_not_called_saved_and_its_words_come_back(server, trouble):
    alice = server.alice()
    server.empty_journal()
    trouble(server.disk)

    assert alice.ask("POST", "/moments/write/", text=LONG) == 503
    assert "This was not saved." in alice.text
    assert LONG in alice.text

    assert alice.ask("GET", "/moments/") == 200  # what was saved before is there, and can be read
    server.disk.clear()
    assert alice.ask("POST", "/moments/write/", text=LONG) == 302
    assert alice.ask("GET", alice.headers["Location"]) == 200
    assert LONG in alice.text


@pytest.mark.parametrize("trouble", [full, almost_full])
def test_it_is_ready_again_when_there_is_room_again(server, trouble):
    trouble(server.disk)

    assert until(lambda: answer(server.port, "/readyz") == 503)
    visitor = server.visitor()
    visitor.ask("GET", "/readyz")
    assert visitor.text == "not ready: its disk is full\n"
    assert answer(server.port, "/healthz") == 200

    server.disk.clear()
    assert until(lambda: answer(server.port, "/readyz") == 200)
