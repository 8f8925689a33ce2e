"""Copies one consistent state of the whole database while people write, by SQLite's online backup or by pg_dump."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import connection, transaction

from middleway.web.operations import disk, queries
from middleway.web.operations.refused import Refused

NAMES: Final = {"sqlite": "notes.sqlite3", "postgresql": "notes.dump"}


@dataclass(frozen=True, slots=True)
class CopyState:
    """What a copy holds: the migrations that had run, and the number of rows of each table."""

    migrations: list[str]
    rows: dict[str, int]


def copy_into(folder: Path) -> tuple[Path, CopyState]:
    """Copy the database into `folder`; return the file and what it holds.

    Raises Refused, OSError, DatabaseError, sqlite3.Error.
    """
    target = folder / NAMES[connection.vendor]
    state = (_copy_sqlite if connection.vendor == "sqlite" else _dump_postgresql)(target)
    target.chmod(0o600)
    disk.sync(target)
    return target, state


def postgresql(program: str, *arguments: str) -> tuple[list[str], dict[str, str]]:
    """Return the command, and its environment, that runs one of PostgreSQL's programs on our database. Raises Refused.

    The password goes through the environment, where `ps` does not show it. The program never asks for one: there may
    be nobody at the terminal.
    """
    to: dict[str, str] = settings.DATABASES["default"]
    named = {"--dbname": to["NAME"], "--username": to["USER"], "--host": to["HOST"], "--port": to["PORT"]}
    reached = [f"{name}={value}" for name, value in named.items() if value]
    password = {"PGPASSWORD": str(to["PASSWORD"])} if to["PASSWORD"] else {}
    return [program_named(program), "--no-password", *arguments, *reached], {**os.environ, **password}


def program_named(name: str) -> str:
    """Return the path of one of PostgreSQL's programs. Raises Refused."""
    found = shutil.which(name)
    if found is None:
        raise Refused(
            _(
                "{program} is missing; nothing was changed. "
                "Install PostgreSQL's client (Debian: postgresql-client), and run this again."
            ).format(program=name)
        )
    return found


def first_line(said: str) -> str:
    """Return the first line of a program's output; the lines after it can quote rows."""
    return said.strip().partition("\n")[0]


def count(rows: Any, table: str) -> int:
    """Return how many rows a table has. `rows`: a cursor or a connection of either database."""
    found = rows.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 (a table that the database itself named)
    return int((rows if found is None else found).fetchone()[0])


def _copy_sqlite(target: Path) -> CopyState:
    """Use the online backup: a file copied as a file could hold half of one write and half of the next."""
    live = Path(settings.DATABASES["default"]["NAME"])
    with (
        closing(sqlite3.connect(f"{live.absolute().as_uri()}?mode=rw", uri=True)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
        # Without a journal beside it the copy is one file, which can be read in a read-only place.
        copy.execute("PRAGMA journal_mode=DELETE")
        tables = [name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type='table' ORDER BY name")]
        rows = {name: count(copy, name) for name in tables if not name.startswith("sqlite_")}
        applied = copy.execute("SELECT app, name FROM django_migrations").fetchall()
    return CopyState(sorted(f"{app}.{name}" for app, name in applied), rows)


def _dump_postgresql(target: Path) -> CopyState:
    """Dump one snapshot, and count the rows in the same one."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()
        rows = {name: count(cursor.cursor, name) for name in sorted(connection.introspection.table_names(cursor))}
        applied = queries.applied_migrations()
        command, environment = postgresql(
            "pg_dump", "--format=custom", f"--file={target}", f"--snapshot={snapshot and snapshot[0]}"
        )
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Refused(
            _(
                "pg_dump could not copy the database: {why}. The database is as it was; nothing half-made was left."
            ).format(why=first_line(done.stderr))
        )
    return CopyState(applied, rows)
