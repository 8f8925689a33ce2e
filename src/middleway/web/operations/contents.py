"""Checks a copy of the database without any passphrase: in every row, is everything sealed that must be?"""

import base64
import re
import sqlite3
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import closing
from gettext import gettext as _
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.db import models

from middleway.vault import NotOpened, key_id
from middleway.web.columns import SEALED
from middleway.web.operations.copies import count, program_named

Sealed = dict[str, dict[str, bool]]  # table -> column -> may it be empty
_COPY: Final = re.compile(r'COPY (?:[^ ]+\.)?"?([^ ".]+)"? \((.*)\) FROM stdin;')


def sealed_fields() -> Iterator[tuple[type[models.Model], "models.Field[Any, Any]"]]:
    """Yield every column that its model marks as SEALED, with the model."""
    for model in apps.get_models():
        for name, holds in getattr(model, "columns", {}).items():
            field = model._meta.get_field(name)
            if holds is SEALED and isinstance(field, models.Field):
                yield model, field


def is_sealed(value: bytes | memoryview | str, *, blank: bool) -> bool:
    """Whether a value is an envelope (base64 in a text column), or is empty where `blank` allows that."""
    try:
        content = base64.b64decode(value, validate=True) if isinstance(value, str) else bytes(value)
        return blank if not content else key_id(content) >= 0
    except (NotOpened, ValueError):
        return False


def of_sqlite(copy: Path) -> tuple[dict[str, int], set[str]]:
    """Return the number of rows of each table, and the columns that hold unsealed values. Raises sqlite3.Error."""
    with closing(opened(copy)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {name: count(database, name) for name in tables if not name.startswith("sqlite_")}
        wrong = set()
        for table, columns in _sealed().items():
            for column, blank in columns.items() if table in rows else ():
                found = database.execute(f'SELECT "{column}" FROM "{table}"')  # noqa: S608 (our own names)
                if not all(is_sealed(value, blank=blank) for (value,) in found):
                    wrong.add(f"{table}.{column}")
    return rows, wrong


def opened(copy: Path) -> sqlite3.Connection:
    """Open a finished copy for reading. Nothing is written beside it, so it may lie in a read-only place."""
    return sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def of_dump(copy: Path) -> tuple[dict[str, int], set[str]]:
    """Return the same for a PostgreSQL dump; this needs no server.

    Raises ValueError when the dump cannot be read, and Refused when pg_restore is missing.
    """
    command = [program_named("pg_restore"), "--data-only", "--file=-", str(copy)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as reading:
        found = _of_script(reading.stdout or ())
    if reading.returncode:
        raise ValueError(_("pg_restore cannot read it"))
    return found


def _of_script(lines: Iterable[str]) -> tuple[dict[str, int], set[str]]:
    rows: dict[str, int] = {}
    wrong: set[str] = set()
    sealed, table, at = _sealed(), "", list[tuple[int, str, bool]]()
    for line in lines:
        if table and line == "\\.\n":
            table = ""
        elif table:
            rows[table] += 1
            cells = line.rstrip("\n").split("\t")
            wrong |= {f"{table}.{name}" for number, name, blank in at if not _is_sealed_cell(cells[number], blank)}
        elif head := _COPY.match(line):
            table, names = head[1], [name.strip('" ') for name in head[2].split(",")]
            rows[table] = 0
            at = [(names.index(name), name, blank) for name, blank in sealed.get(table, {}).items() if name in names]
    return rows, wrong


def _is_sealed_cell(cell: str, blank: bool) -> bool:
    """A dump writes bytes as `\\\\x…`; anything else is text."""
    return is_sealed(bytes.fromhex(cell[3:]) if cell.startswith("\\\\x") else cell, blank=blank)


def _sealed() -> Sealed:
    found: Sealed = {}
    for model, field in sealed_fields():
        found.setdefault(model._meta.db_table, {})[str(field.column)] = field.blank
    return found
