"""The database, and the settings without which the answer "saved" would be a lie.

SQLite: a commit is on the disk before it is answered (synchronous=FULL; with NORMAL a power cut lost 30 % of what had
been answered, with OFF all of it), deleted bytes are overwritten, and every write takes its lock at the start.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from gettext import gettext as _
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from middleway.web.sqlite.base import AT_ONCE, LONGEST, DatabaseWrapper

_PRAGMAS: Final = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "secure_delete": "ON",
    "foreign_keys": "ON",
    "busy_timeout": str(AT_ONCE),
    "temp_store": "MEMORY",
    "fullfsync": "ON",  # makes a difference on macOS only
}
_A_MOMENT: Final = 0.2  # seconds
_READ_BACK: Final = {
    "journal_mode": "wal",
    "synchronous": 2,
    "secure_delete": 1,
    "foreign_keys": 1,
    "busy_timeout": AT_ONCE,
    "temp_store": 2,
}
_POSTGRES: Final = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


class NotDurable(Exception):
    """The database may lose what it confirmed as saved, or keeps more than it should."""


def configured(url: str, folder: Path) -> dict[str, Any]:
    """Return Django's settings for the database at `url`, or for the SQLite file in `folder` when `url` is empty."""
    if not url:
        pragmas = "; ".join(f"PRAGMA {name}={value}" for name, value in _PRAGMAS.items())
        return {
            "ENGINE": "middleway.web.sqlite",
            "NAME": folder / "notes.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": pragmas},
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            _(
                "MIDDLEWAY_DATABASE_URL must look like postgresql://name:password@host:5432/database. "
                "Leave it out for SQLite."
            )
        )
    asked = dict(parse_qsl(parts.query, keep_blank_values=True))
    if unread := sorted(asked.keys() - {"host"}):
        # If `sslmode` were ignored in silence, it would be a promise that nobody keeps.
        raise ImproperlyConfigured(
            _(
                "MIDDLEWAY_DATABASE_URL has {names} after the question mark, where only host is read. "
                "Set it as PostgreSQL's own programs read it, such as PGSSLMODE=verify-full."
            ).format(names=", ".join(unread))
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or asked.get("host", ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": int(LONGEST), "options": f"-c lock_timeout={int(1000 * LONGEST)}"},
    }


def forget_deleted() -> None:
    """Empty SQLite's journal after this transaction, so that nothing deleted or replaced lingers in an old page of it.

    If others read for longer than a moment, it lingers until the next time, or until SQLite empties the journal itself.
    """

    def checkpoint() -> None:
        if connection.vendor == "sqlite":
            give_up = time.monotonic() + _A_MOMENT
            with connection.cursor() as cursor:
                while cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] and time.monotonic() < give_up:
                    time.sleep(AT_ONCE / 1000)

    transaction.on_commit(checkpoint)


@contextmanager
def waiting_at_most(seconds: float) -> Iterator[None]:
    """On SQLite, wait no longer than this for a lock; afterwards as long as usual."""
    database = connections[connection.alias]
    assert isinstance(database, DatabaseWrapper)  # noqa: S101 (for the type checker: who calls this has asked)
    database.longest = seconds
    try:
        yield
    finally:
        database.longest = LONGEST


@contextmanager
def hardly_waiting() -> Iterator[None]:
    """Run one transaction that waits only a moment for others. Raises OperationalError when that is not enough."""
    if connection.vendor == "sqlite":
        with waiting_at_most(_A_MOMENT), transaction.atomic():
            yield
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = {int(1000 * _A_MOMENT)}")
            yield


def refuse_unsafe(database: BaseDatabaseWrapper) -> None:
    """Read the settings back from the database itself. Raises NotDurable for the first that is wrong."""
    with database.cursor() as cursor:
        sqlite = database.vendor == "sqlite"
        for name, wanted in (_READ_BACK if sqlite else _POSTGRES).items():
            cursor.execute(f"PRAGMA {name}" if sqlite else f"SHOW {name}")
            found = cursor.fetchone()
            if found is None or found[0] != wanted:
                raise NotDurable(
                    _(
                        "The database says {name} is {found}; it must be {wanted}, or saved words could be lost. "
                        "Nothing was changed, and the server did not start."
                    ).format(name=name, found=repr(found and found[0]), wanted=repr(wanted))
                )
