"""Who waits for somebody else's write keeps nobody from writing."""

import sys
import threading

import pytest
from django.db import OperationalError, connection, transaction

from middleway.web import database
from middleway.web.accounts.models import Server
from tests.support.locks import held

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="of SQLite's locks")
LOOKS = 50_000  # each takes a microsecond; threads take turns every five milliseconds


class Waiting(threading.Thread):
    """A thread that has read something, and waits to write. `left`: a cursor of its connection, with rows to come."""

    def __init__(self):
        super().__init__()
        self.left, self.ready, self.kept = [], threading.Event(), False

    def run(self):
        connection.ensure_connection()
        self.left.append(connection.connection.execute("SELECT 1 UNION SELECT 2"))
        self.ready.set()
        with transaction.atomic():
            Server.objects.update_or_create(number=1, defaults={"operator": "Kim"})
        self.kept = True
        connection.close()

    def until_it_waits(self):
        """Return once it has asked for the lock for so many looks that it would have gone on, if it could."""
        self.ready.wait()
        looks = 0
        while looks < LOOKS:
            looks = looks + 1 if self._innermost().get("query") == "BEGIN IMMEDIATE" else 0

    def _innermost(self):
        frame = sys._current_frames().get(self.ident)
        return frame.f_locals if frame else {}


def test_while_one_waits_another_may_drop_an_old_cursor_of_it(transactional_db):
    waiting = Waiting()
    with held():
        waiting.start()
        waiting.until_it_waits()
        waiting.left.clear()  # as a collector of garbage does; if that has to wait for the one who waits, neither gets on
    waiting.join()

    assert waiting.kept


def test_who_waits_too_long_is_told(transactional_db):
    with held(), pytest.raises(OperationalError, match="locked"), database.hardly_waiting():
        raise AssertionError("somebody else has the lock")


def test_within_a_transaction_nothing_is_tried_twice(transactional_db):
    with transaction.atomic(), connection.cursor() as cursor, pytest.raises(OperationalError, match="no such table"):
        cursor.execute("INSERT INTO nowhere VALUES (1)")
