"""Restores an SQLite file. It is renamed into place as the last step; if anything fails before, the old one stays."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from gettext import gettext as _
from pathlib import Path

from django.conf import settings
from django.db import connection

from middleway.web.operations import disk
from middleway.web.operations.backups import BackupManifest
from middleway.web.operations.copies import NAMES
from middleway.web.operations.refused import Refused

_JOURNALS = ("-wal", "-shm", "-journal")


def place(backup: Path, _manifest: BackupManifest, replace: bool, bring_up_to_date: Callable[[], None]) -> list[str]:
    """Put a copy in the database's place, and return what was done, in sentences.

    Raises Refused, OSError, DatabaseError; then the database that was there still is.
    """
    target = Path(settings.DATABASES["default"]["NAME"])
    if target.exists() and target.stat().st_size and not replace:
        raise Refused(
            _(
                "There is a database already: {file}. Nothing was changed. With --replace it is moved aside first."
            ).format(file=target)
        )
    half = target.with_name(f"{target.name}.half")
    _forget(half)
    try:
        shutil.copyfile(backup / NAMES["sqlite"], half)
        half.chmod(0o600)
        with _used_instead(half):
            bring_up_to_date()
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        disk.sync(half)
        done = _moved_aside(target)
        half.replace(target)
        disk.sync(target.parent)
    finally:
        _forget(half)
    return [*done, _("The backup is in place: {file}.").format(file=target)]


@contextmanager
def _used_instead(half: Path) -> Iterator[None]:
    """Make `half` the database for as long as the block runs."""
    connection.close()
    before = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = str(half)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _moved_aside(target: Path) -> list[str]:
    """Link the present database to a second, dated name, and return what was done, in sentences.

    It keeps its first name until the next rename replaces it, so there is a database at every moment. A journal that
    was left without its database is moved too: SQLite would play it into the restored one.
    """
    aside = target.with_name(f"{target.name}.before-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
    if target.exists():
        _settled(target)
    for ending in _JOURNALS:
        journal = target.with_name(target.name + ending)
        if journal.exists():
            journal.rename(aside.with_name(aside.name + ending))
    if not target.exists():
        return []
    os.link(target, aside)
    told = _("What was there is now {file}. Look whether all is well, then delete it: it keeps what people delete.")
    return [told.format(file=aside)]


def _settled(target: Path) -> None:
    """Write the journal back into the file; one too damaged for that stays as it is. Raises Refused if it is in use."""
    try:
        with closing(sqlite3.connect(target, timeout=1)) as database:
            database.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname in {"SQLITE_BUSY", "SQLITE_LOCKED"}:
            raise Refused(
                _("The database is in use by another program. Nothing was changed. Stop it, and run this again.")
            ) from error
    except sqlite3.DatabaseError:
        return


def _forget(half: Path) -> None:
    for ending in ("", *_JOURNALS):
        half.with_name(half.name + ending).unlink(missing_ok=True)
