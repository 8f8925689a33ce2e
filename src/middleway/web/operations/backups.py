"""Backups: each is a folder with an online copy of the database and a manifest. The server's secrets are never in it.

It is a folder and not an archive, so that whoever restores can look at what is there. It is made under a temporary
name in the same place, and renamed when it is complete.
"""

import json
import secrets
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from gettext import gettext as _
from pathlib import Path
from typing import Final, TypedDict

from django.conf import settings
from django.db import DatabaseError, connection

from middleway import __version__
from middleway.web.operations import disk, queries
from middleway.web.operations.copies import copy_into
from middleway.web.operations.refused import Refused

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
WHOLE: Final = "notes-*"
HALF: Final = ".half-*"
_KEPT_BEFORE_MIGRATING: Final = 3
_KEPT_FOR: Final = timedelta(days=30)  # the promise: by then, what somebody deleted is gone from the copies too


class StoredFile(TypedDict):
    sha256: str
    bytes: int


class BackupManifest(TypedDict):
    """What a backup says of itself. `made`: ISO 8601 in UTC, to the minute; `rows`: how many each table has."""

    format: int
    version: str
    engine: str
    made: str
    migrations: list[str]
    rows: dict[str, int]
    files: dict[str, StoredFile]


def back_up(folder: Path) -> Path:
    """Copy the database while it is in use, and return the new folder in `folder`. Raises Refused."""
    queries.refuse_missing()
    if disk.overlap(folder, settings.SECRETS) or disk.beside(folder, "secrets-*/pepper-*", "pepper-*"):
        raise Refused(
            _(
                "{folder} lies with the secrets or a copy of them. Nothing was written. "
                "Choose another place: whoever finds both can guess passphrases."
            ).format(folder=folder)
        )
    return _made(folder, "notes", _fill)


def back_up_secrets(folder: Path) -> Path:
    """Copy the secrets into a new folder in `folder`, and return it. Raises Refused."""
    if not list(settings.SECRETS.glob("pepper-*")):
        raise Refused(
            _("There are no secrets in {folder}. Nothing was written. Set MIDDLEWAY_SECRETS to where they are.").format(
                folder=settings.SECRETS
            )
        )
    near = disk.overlap(folder, settings.DATA) or disk.beside(folder, f"{WHOLE}/{MANIFEST}", MANIFEST)
    if near or disk.overlap(folder, settings.SECRETS):
        raise Refused(
            _(
                "{folder} lies with the secrets themselves, the database, or a backup of it. Nothing was written. "
                "Choose another place: together they are worth far more to a thief."
            ).format(folder=folder)
        )
    return _made(folder, "secrets", _fill_with_secrets)


def before_migrating() -> None:
    """Copy a database whose tables are about to change, and keep the last three such copies. Raises Refused."""
    if not queries.applied_migrations():
        return
    back_up(_before())
    for old in sorted(_before().glob(WHOLE))[:-_KEPT_BEFORE_MIGRATING]:
        shutil.rmtree(old)


def forget_old_copies() -> None:
    """Delete copies older than 30 days that were made before a change of tables."""
    oldest = f"notes-{datetime.now(UTC) - _KEPT_FOR:%Y%m%dT%H%M%SZ}"
    for copy in _before().glob(WHOLE):
        if copy.name < oldest:
            shutil.rmtree(copy)


def _before() -> Path:
    return Path(settings.DATA, "before-migrating")


def _made(folder: Path, name: str, fill: Callable[[Path], None]) -> Path:
    """Return a new folder that `fill` has filled; it is there complete, or not at all. Raises Refused."""
    # Names sort by time, and two backups made in the same second get different ones.
    whole = folder / f"{name}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}"
    half = None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # A unique name: two backups at once must not delete each other. mkdtemp makes it readable to its owner alone.
        half = Path(tempfile.mkdtemp(prefix=HALF.removesuffix("*"), dir=folder))
        fill(half)
        disk.sync(half)
        half.rename(whole)
        half = None
        disk.sync(folder)
    except (OSError, sqlite3.Error, DatabaseError) as error:
        raise Refused(
            _(
                "The backup could not be written: {why}. Nothing half-made was left. "
                "The server's own files are as they were. Make room, or choose another place, and run this again."
            ).format(why=error)
        ) from error
    finally:
        if half is not None:
            shutil.rmtree(half, ignore_errors=True)
    return whole


def _fill(half: Path) -> None:
    copy, state = copy_into(half)
    manifest: BackupManifest = {
        "format": FORMAT,
        "version": __version__,
        "engine": connection.vendor,
        "made": datetime.now(UTC).isoformat(timespec="minutes"),
        "migrations": state.migrations,
        "rows": state.rows,
        "files": {copy.name: {"sha256": disk.digest(copy), "bytes": copy.stat().st_size}},
    }
    disk.write(half / MANIFEST, json.dumps(manifest, indent=1).encode())


def _fill_with_secrets(half: Path) -> None:
    for path in sorted(settings.SECRETS.iterdir()):
        if path.is_file():
            disk.write(half / path.name, path.read_bytes(), mode=0o400)
