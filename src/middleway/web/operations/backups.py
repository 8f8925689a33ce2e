"""Backups: a folder with an online copy of the database and a manifest. The server's own secrets never lie in it.

A folder, not an archive: whoever restores can look at what is there. Made under another name beside, and renamed when it is whole.
"""

import hashlib
import json
import os
import secrets
import shutil
import sqlite3
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import connection

from middleway import __version__
from middleway.web.operations import queries

FORMAT: Final = 1
COPIES: Final = {"sqlite": "notes.sqlite3", "postgresql": "notes.dump"}
MANIFEST: Final = "manifest.json"
_KEPT_BEFORE_MIGRATING: Final = 3


class NotBackedUp(Exception):
    """Why there is no backup, and what to do."""


def back_up(folder: Path) -> Path:
    """Copy the database while it is in use; return the new folder in `folder`. Raises NotBackedUp."""
    if _overlap(folder, settings.SECRETS):
        raise NotBackedUp(
            f"{folder} lies in or around the secrets folder. Whoever finds both can guess passphrases. Choose another place."
        )
    whole = folder / _named("notes")
    half = whole.with_name(f"{whole.name}.half")
    _make(half)
    try:
        copy = half / COPIES[connection.vendor]
        (_copy_sqlite if connection.vendor == "sqlite" else _dump_postgresql)(copy)
        _write(half / MANIFEST, json.dumps(_manifest(copy), indent=1).encode())
        half.rename(whole)
    except (OSError, sqlite3.Error) as error:
        shutil.rmtree(half, ignore_errors=True)
        raise NotBackedUp(f"The backup could not be written: {error}. Nothing half-made was left.") from error
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        raise
    _sync(folder)
    return whole


def back_up_secrets(folder: Path) -> Path:
    """Copy the secrets folder into a new one in `folder`. Raises NotBackedUp."""
    if _overlap(folder, settings.DATA) or list(folder.glob(f"*/{MANIFEST}")):
        raise NotBackedUp(
            f"{folder} holds the database or a backup of it. Keep the secrets in another place: together they are worth far more to a thief."
        )
    target = folder / _named("secrets")
    _make(target)
    try:
        for path in sorted(settings.SECRETS.iterdir()):
            _write(target / path.name, path.read_bytes())
            (target / path.name).chmod(0o400)
    except OSError as error:
        shutil.rmtree(target, ignore_errors=True)
        raise NotBackedUp(f"The secrets could not be copied: {error}. Nothing half-made was left.") from error
    _sync(folder)
    return target


def before_migrating() -> None:
    """Keep a copy of a database that is about to change its tables; the last three. Raises NotBackedUp."""
    if not queries.applied_migrations():
        return
    folder = settings.DATA / "before-migrating"
    back_up(folder)
    for old in sorted(folder.glob("notes-*"))[:-_KEPT_BEFORE_MIGRATING]:
        shutil.rmtree(old)


def _named(kind: str) -> str:
    """Return a name that sorts by time, and that two backups of the same second do not share."""
    return f"{kind}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}"


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True)
    except OSError as error:
        raise NotBackedUp(f"The backup could not be written: {error}. Nothing half-made was left.") from error


def digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _copy_sqlite(target: Path) -> None:
    """SQLite's online backup: one state of the whole database, whoever writes meanwhile. A copied file would be torn."""
    with sqlite3.connect(settings.DATABASES["default"]["NAME"]) as source, sqlite3.connect(target) as copy:
        source.backup(copy)
    source.close()
    copy.close()
    target.chmod(0o600)
    _sync(target)


def _dump_postgresql(target: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise NotBackedUp(
            "pg_dump is missing. Install PostgreSQL's client (Debian: postgresql-client), and run this again."
        )
    arguments, environment = postgresql_arguments()
    command = [program, "--format=custom", f"--file={target}", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotBackedUp(f"pg_dump could not copy the database: {done.stderr.strip()}. Nothing half-made was left.")
    target.chmod(0o600)
    _sync(target)


def postgresql_arguments() -> tuple[list[str], dict[str, str]]:
    """Return how PostgreSQL's own programs reach the database; the password goes by the environment, where `ps` does not show it."""
    to: dict[str, Any] = settings.DATABASES["default"]
    named = {"--dbname": to["NAME"], "--username": to["USER"], "--host": to["HOST"], "--port": to["PORT"]}
    password = {"PGPASSWORD": str(to["PASSWORD"])} if to["PASSWORD"] else {}
    return [f"{name}={value}" for name, value in named.items() if value], {**os.environ, **password}


def _manifest(copy: Path) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": __version__,
        "engine": connection.vendor,
        "made": datetime.now(UTC).isoformat(timespec="minutes"),
        "migrations": queries.applied_migrations(),
        "files": {copy.name: {"sha256": digest(copy), "bytes": copy.stat().st_size}},
    }


def _overlap(one: Path, other: Path) -> bool:
    one, other = one.resolve(), other.resolve()
    return one == other or one in other.parents or other in one.parents


def _write(path: Path, content: bytes) -> None:
    path.touch(mode=0o600)
    path.write_bytes(content)
    _sync(path)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
