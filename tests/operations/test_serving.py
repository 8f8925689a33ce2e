"""The server as it starts: what it prints is so."""

import contextlib
import os
import re
import socket
import stat

import psycopg
import pytest

from middleway.web.at_once import CONNECTIONS
from tests.operations.machines import Machine
from tests.operations.serving import answer, end, serving, until
from tests.support import memory

on_postgresql = pytest.mark.skipif(
    not os.environ.get("MIDDLEWAY_DATABASE_URL"), reason="of PostgreSQL: set MIDDLEWAY_DATABASE_URL"
)
DRAW = """
import django; django.setup()
from middleway.web.accounts.sessions import SessionStore
"""


@pytest.mark.parametrize(
    ("settings", "first"),
    [
        ({}, "http://localhost:{port}/"),
        ({"HOSTS": "127.0.0.1"}, "http://127.0.0.1:{port}/"),
        ({"HOSTS": "notes.example.org:8443,other.example", "HTTPS": "yes"}, "https://notes.example.org:8443/"),
    ],
)
def test_the_printed_address_opens_and_health_is_told_on_this_machine(tmp_path, url, settings, first):
    with serving(Machine(tmp_path, url()), **settings) as (port, server):
        printed = server.stderr.readline() + server.stderr.readline()
        address = first.format(port=port)
        host = re.fullmatch("https?://(.*)/", address)[1]

        assert f"open at {address}" in printed
        assert f"Go to {address}sign-in/start/ with this code" in printed
        assert answer(port, "/sign-in/start/", host) == 200
        assert answer(port, "/healthz", f"127.0.0.1:{port}") == answer(port, "/readyz", "localhost") == 200
        assert answer(port, "/sign-in/start/", "elsewhere.example") == 400


def test_a_server_that_is_told_to_end_while_it_starts_ends(tmp_path, url):
    with serving(Machine(tmp_path, url()), workers=2) as (_, server):
        until(lambda: len([*memory.descendants(server.pid)]) >= 2)  # both workers are there, and serve nothing yet

        end(server)

    assert server.returncode == 0


def test_the_folder_that_leaving_needs_is_there_before_the_disk_is_full(tmp_path, url):
    machine = Machine(tmp_path, url())
    with serving(machine) as (port, _):
        assert answer(port, "/healthz") == 200

        assert stat.S_IMODE((machine.data / "ended").stat().st_mode) == 0o700


def test_what_is_too_large_is_refused_before_it_is_sent_and_takes_no_memory(tmp_path, url):
    with serving(Machine(tmp_path, url())) as (port, server):
        assert answer(port, "/sign-in/start/", "localhost") == 200
        before = {pid: memory.peak(pid, reset=True) for pid in memory.descendants(server.pid)}
        with socket.create_connection(("127.0.0.1", port)) as link:
            link.sendall(b"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 69000000\r\n\r\n")
            status = link.recv(1_000).split()[1]  # nothing of the 69 MB has been sent
            with contextlib.suppress(ConnectionError):
                for _ in range(690):
                    link.sendall(b"x" * 100_000)

        assert status == b"413"
        assert max(memory.peak(pid) - most for pid, most in before.items()) < 10  # MB
        assert answer(port, "/healthz", "localhost") == 200


def test_strangers_who_begin_forms_and_never_end_them_keep_no_page_waiting(tmp_path, url):
    with serving(Machine(tmp_path, url())) as (port, _), contextlib.ExitStack() as slow:
        assert answer(port, "/healthz", "localhost") == 200
        for path, length in (("/sign-in/", 100), ("/moments/write/", 100_000)):
            for _ in range(20):
                link = slow.enter_context(socket.create_connection(("127.0.0.1", port)))
                link.sendall(f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\na".encode())

        assert [answer(port, path, "localhost") for path in ("/settle/", "/sign-in/start/", "/healthz")] == [
            200,
            200,
            200,
        ]


def test_a_folder_that_cannot_be_used_stops_the_start_with_what_to_do(tmp_path):
    machine = Machine(tmp_path)
    machine.data.write_text("no folder")

    done = machine.run("serve", "--port", "8001")

    assert done.returncode == 1
    assert f"{machine.data} cannot be used: File exists. Set MIDDLEWAY_DATA" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_secret_that_cannot_be_read_is_named(tmp_path):
    machine = Machine(tmp_path)
    (machine.secrets / "signing").mkdir(parents=True)

    done = machine.run("doctor")

    assert done.returncode == 1
    assert f"{machine.secrets / 'signing'} cannot be read" in done.stderr
    assert "What was printed before" not in done.stderr


def test_new_secrets_says_what_was_made_and_that_nothing_was(machine):
    whole = machine.run("accounts", "new-secrets")
    (machine.secrets / "signing").unlink()
    lost = machine.run("accounts", "new-secrets")

    assert whole.stdout == "No secret is missing. Nothing was changed.\n"
    assert lost.stdout.startswith("Made anew: signing.")


@on_postgresql
@pytest.mark.parametrize("session", ["'a' * 40", "SessionStore()._get_new_session_key()"], ids=["made up", "ours"])
def test_strangers_who_send_only_a_header_hold_no_database_connection(tmp_path, url, session):
    machine = Machine(tmp_path, url())
    with serving(machine) as (port, _), contextlib.ExitStack() as silent:
        assert answer(port, "/readyz") == 200
        key = machine.python(f"{DRAW}print({session})")
        for _ in range(60):
            link = silent.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30))
            link.sendall(
                b"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\nExpect: 100-continue\r\n"
                b"Cookie: __Host-s=" + key.encode() + b"\r\n\r\n"
            )
            assert link.recv(100).startswith(b"HTTP/1.1 100 "), "by now it waits for the body"

        with psycopg.connect(machine.environment["MIDDLEWAY_DATABASE_URL"]) as link:
            others = (
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            assert link.execute(others).fetchone()[0] <= 2
        assert answer(port, "/readyz") == 200


@on_postgresql
@pytest.mark.parametrize(
    ("limit", "told"),
    [
        ("", "Middleway is open"),
        (
            "DATABASE {name} CONNECTION LIMIT {fewer}",
            "The database takes {fewer} connections. In a crowd it needs {most} for one",
        ),
        ("DATABASE {name} CONNECTION LIMIT {most}", "Middleway is open"),
    ],
)
def test_a_database_that_takes_too_few_connections_is_told_at_the_start(tmp_path, url, limit, told):
    machine = Machine(tmp_path, url())
    name = machine.environment["MIDDLEWAY_DATABASE_URL"].partition("?")[0].rpartition("/")[2]
    numbers = {"name": name, "most": CONNECTIONS, "fewer": CONNECTIONS - 1}
    if limit:
        with psycopg.connect(os.environ["MIDDLEWAY_DATABASE_URL"], autocommit=True) as link:
            link.execute(f"ALTER {limit.format(**numbers)}")

    with serving(machine) as (port, server):
        assert server.stderr.readline().startswith(told.format(**numbers))
        assert answer(port, "/readyz") == 200


@on_postgresql
def test_a_database_that_hides_its_connection_limit_does_not_stop_a_start(tmp_path, url):
    machine = Machine(tmp_path, url())
    address = machine.environment["MIDDLEWAY_DATABASE_URL"]
    name = address.partition("?")[0].rpartition("/")[2]
    with psycopg.connect(address, autocommit=True) as link:
        link.execute("CREATE TABLE public.pg_roles (another int)")
        link.execute(f"ALTER DATABASE {name} SET search_path = public, pg_catalog")

    with serving(machine) as (port, server):
        assert server.stderr.readline().startswith("How many connections the database takes could not be asked: column")
        assert server.stderr.readline().startswith("Middleway is open at")
        assert answer(port, "/readyz") == 200
