"""SQLite as Django speaks to it, except for how it waits for another write: here a waiting thread holds nothing.

SQLite itself waits with the mutex of its connection held. Meanwhile Python's garbage collector, running in the thread
that has the write lock, may find an old cursor of the waiting connection. To reset it, it needs that mutex, and it
holds the interpreter. So nothing in the process moves until the waiting thread gives up, seconds later, with an error.
Errors leave more such cursors behind, so under load this went on for a minute (`proof/kills.py` found it). Therefore
SQLite waits for a few milliseconds only, and the rest of the time is slept through here.
"""

import random
import sqlite3
import time
from typing import Any, Final

from django.db.backends.sqlite3 import base

LONGEST: Final = 5.0  # seconds that anybody waits for somebody else's write; then they are told
AT_ONCE: Final = 10  # milliseconds that SQLite itself waits, and the most that a collector of garbage has to


class PatientCursor(base.SQLiteCursorWrapper):
    longest: float

    def execute(self, query: Any, params: Any = None) -> Any:
        """Raises OperationalError if the database stays locked for longer than `longest` seconds.

        Within a transaction nothing has to wait: it has had the lock since its beginning.
        """
        give_up = time.monotonic() + self.longest
        while True:
            try:
                return super().execute(query, params)
            except sqlite3.OperationalError as error:
                is_busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
                if not is_busy or self.connection.in_transaction or time.monotonic() >= give_up:
                    raise
            time.sleep(random.uniform(0.001, 0.01))  # noqa: S311 (so that those who wait do not all come at once)


class DatabaseWrapper(base.DatabaseWrapper):
    """`longest`: how many seconds the cursors that it makes wait for a lock."""

    longest = LONGEST

    def create_cursor(self, name: str | None = None) -> PatientCursor:
        cursor = PatientCursor(self.connection)
        cursor.longest = self.longest
        return cursor
