"""Whether what is written now would be kept.

The check really writes. It runs seldom, so that strangers who ask cannot crowd out those who write.
"""

import errno
import os
import tempfile
import threading
import time
from pathlib import Path
from typing import Final

from django.db import DatabaseError, connection, transaction

from middleway.web.database import waiting_at_most
from middleway.web.operations import queries

_FOR: Final = 5.0  # seconds for which an answer is reused
_PATIENCE: Final = 1.0  # seconds to wait for a lock
_ROOM: Final = 1_000_000  # bytes: an ordinary save needs less, its share of the journal included
FULL, READ_ONLY, BUSY, SILENT, OLD = (
    "its disk is full",
    "its disk or its database is read-only",
    "its database is locked",
    "its database does not answer",
    "its tables are not of this version",
)
_OF_FILES: Final = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
}
# By SQLite's error names and PostgreSQL's error codes.
_OF_DATABASES: Final = {
    "SQLITE_FULL": FULL,
    "53100": FULL,
    "SQLITE_READONLY": READ_ONLY,
    "25006": READ_ONLY,
    "SQLITE_BUSY": BUSY,
    "SQLITE_LOCKED": BUSY,
    "55P03": BUSY,
    "57014": BUSY,
}

_looking = threading.Lock()
_last: list[tuple[float, str | None]] = []  # (when, what was found); at most one


def trouble() -> str | None:
    """Return why nothing could be kept; None when it could. One check serves everybody who asks within five seconds."""
    if _looking.acquire(blocking=False):
        try:
            if not _last or time.monotonic() - _last[0][0] > _FOR:
                found = look()
                _last[:] = [(time.monotonic(), found)]
        finally:
            _looking.release()
    # While another thread is checking, this one answers with the last result instead of waiting.
    return _last[0][1] if _last else SILENT


def look() -> str | None:
    """Really write, and return what prevented it; None when nothing did."""
    try:
        if queries.pending_migrations():
            return OLD
        _write()
    except DatabaseError as error:
        return _named(error.__cause__)
    except OSError as error:
        return _OF_FILES.get(error.errno or 0, SILENT)
    return None


def _write() -> None:
    """Raises OSError or DatabaseError when an ordinary save would not be kept."""
    if connection.vendor == "sqlite":
        # This takes the lock that every save takes, and fails for a file that may not be written.
        with waiting_at_most(_PATIENCE), transaction.atomic():
            pass
        _fill(Path(connection.settings_dict["NAME"]).parent)
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on'")
        if cursor.fetchone() == (True,):
            raise OSError(errno.EROFS, READ_ONLY)
        cursor.execute(f"SET LOCAL statement_timeout = {int(1000 * _PATIENCE)}")
        # This is written to the journal on its disk, and to no table.
        cursor.execute("SELECT pg_logical_emit_message(true, 'ready', repeat(' ', 65536))")


def _fill(folder: Path) -> None:
    """Write a file in the folder where the database's journal grows, and wait until it is on the disk."""
    # Where the system allows it the file has no name, so that nothing is left behind, whatever happens.
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(bytes(_ROOM))
        file.flush()
        os.fsync(file.fileno())


def _named(error: BaseException | None) -> str:
    name = getattr(error, "sqlite_errorname", "") or getattr(error, "sqlstate", "") or ""
    return next((reason for known, reason in _OF_DATABASES.items() if name.startswith(known)), SILENT)
