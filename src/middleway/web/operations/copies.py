"""One state of the whole database, copied while people write: through SQLite's online backup, or PostgreSQL's own pg_dump."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import connection, transaction

from middleway.web.operations import disk, queries
from middleway.web.operations.refused import Refused

NAMES: Final = {"sqlite": "notes.sqlite3", "postgresql": "notes.dump"}


@dataclass(frozen=True, slots=True)
class State:
    """What a copy holds: the migrations that had run, and how many rows each table has."""

    migrations: list[str]
    rows: dict[str, int]


def copy_into(folder: Path) -> tuple[Path, State]:
    """Copy the database into `folder`. Raises Refused, OSError, DatabaseError, sqlite3.Error."""
    target = folder / NAMES[connection.vendor]
    state = (_copy_sqlite if connection.vendor == "sqlite" else _dump_postgresql)(target)
    target.chmod(0o600)
    disk.sync(target)
    return target, state


def postgresql(program: str, *arguments: str) -> tuple[list[str], dict[str, str]]:
    """Return the command, and its environment, that runs one of PostgreSQL's own programs on our database. Raises Refused.

    The password goes by the environment, where `ps` does not show it; nothing is ever asked on a terminal that nobody watches.
    """
    to: dict[str, Any] = settings.DATABASES["default"]
    named = {"--dbname": to["NAME"], "--username": to["USER"], "--host": to["HOST"], "--port": to["PORT"]}
    reached = [f"{name}={value}" for name, value in named.items() if value]
    password = {"PGPASSWORD": str(to["PASSWORD"])} if to["PASSWORD"] else {}
    return [program_named(program), "--no-password", *arguments, *reached], {**os.environ, **password}


def program_named(name: str) -> str:
    """Return where a program of PostgreSQL's is. Raises Refused."""
    found = shutil.which(name)
    if found is None:
        raise Refused(
            f"{name} is missing; nothing was changed. "
            "Install PostgreSQL's client (Debian: postgresql-client), and run this again."
        )
    return found


def first_line(said: str) -> str:
    """Return the first line of what a program said. What follows can quote rows."""
    return said.strip().partition("\n")[0]


def count(rows: Any, table: str) -> int:
    """Return how many rows a table has; `rows` is a cursor or a connection of either database."""
    found = rows.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 (a table that the database itself named)
    return int((rows if found is None else found).fetchone()[0])


def _copy_sqlite(target: Path) -> State:
    """A copied file would be torn: half of one write, half of the next."""
    live = Path(settings.DATABASES["default"]["NAME"])
    with (
        closing(sqlite3.connect(f"{live.absolute().as_uri()}?mode=rw", uri=True)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
        # One file, that can be looked at where nothing may be written: no journal beside it.
        copy.execute("PRAGMA journal_mode=DELETE")
        tables = [name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type='table' ORDER BY name")]
        rows = {name: count(copy, name) for name in tables if not name.startswith("sqlite_")}
        applied = copy.execute("SELECT app, name FROM django_migrations").fetchall()
    return State(sorted(f"{app}.{name}" for app, name in applied), rows)


def _dump_postgresql(target: Path) -> State:
    """The rows are counted in the very snapshot that is dumped."""
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
            f"pg_dump could not copy the database: {first_line(done.stderr)}. The database is as it was; "
            "nothing half-made was left."
        )
    return State(applied, rows)
