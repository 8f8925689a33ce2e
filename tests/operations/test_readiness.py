"""`/readyz`: 200 means that what is written would be kept."""

import os
import sqlite3
import threading

import pytest
from django.db import connection

from middleway.web.operations import readiness
from middleway.web.sqlite.base import LONGEST
from tests.operations.machines import on_sqlite

# No file that this process writes may be larger than this, as on a disk without more room.
FULL = """
import resource, signal, django; django.setup()
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))
from django.test import Client
answer = Client().get("/readyz")
print(answer.status_code, answer.text.strip())
"""


@pytest.fixture
def asked(client, monkeypatch):
    """Ask as a supervisor does, once the last answer has aged."""

    def ask():
        readiness._last.clear()
        answer = client.get("/readyz")
        return answer.status_code, answer.text

    yield ask
    readiness._last.clear()


def test_a_server_that_keeps_what_is_written_is_ready(transactional_db, asked):
    assert asked() == (200, "ok\n")


@on_sqlite
def test_on_a_full_disk_it_is_not_ready_and_says_why(machine):
    assert machine.python(FULL) == "503 not ready: its disk is full"


@on_sqlite
def test_it_is_not_ready_while_the_database_stays_locked_and_then_is_again(transactional_db, asked):
    holding = sqlite3.connect(connection.settings_dict["NAME"])
    holding.execute("BEGIN IMMEDIATE")
    locked = asked()
    holding.rollback()
    holding.close()

    assert locked == (503, "not ready: its database is locked\n")
    assert asked() == (200, "ok\n")
    assert connection.longest == LONGEST


@pytest.mark.skipif(not os.environ.get("MIDDLEWAY_DATABASE_URL"), reason="of PostgreSQL")
def test_a_database_that_takes_no_writes_is_not_ready(transactional_db, asked):
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")
    refused = asked()
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = off")

    assert refused == (503, "not ready: its disk or its database is read-only\n")


@pytest.mark.skipif(not os.environ.get("MIDDLEWAY_DATABASE_URL"), reason="of PostgreSQL")
def test_whether_postgresql_writes_is_tried_in_its_journal_and_on_its_disk(transactional_db, asked):
    def flushed():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_wal_flush_lsn() - '0/0'")
            return cursor.fetchone()[0]

    before = flushed()
    assert asked() == (200, "ok\n")

    assert flushed() - before >= 65_536


def test_strangers_who_ask_often_make_it_write_once(transactional_db, client, asked, monkeypatch):
    looked, look = [], readiness.look
    monkeypatch.setattr(readiness, "look", lambda: looked.append(1) or look())
    asked()

    assert {client.get("/readyz").status_code for _ in range(20)} == {200}
    assert len(looked) == 1


def test_while_one_looks_the_others_are_not_kept_waiting(transactional_db, asked):
    asked()
    with readiness._looking:
        answered = threading.Thread(target=readiness.trouble)
        answered.start()
        answered.join(timeout=10)

        assert not answered.is_alive()
