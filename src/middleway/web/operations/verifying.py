"""Is a backup, or the live database, whole? Each check is a line; none needs a passphrase, and none can read what was written."""

import base64
import json
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, models

from middleway.vault import NotOpened, key_id
from middleway.web.operations import queries
from middleway.web.operations.backups import FORMAT, MANIFEST, digest
from middleway.web.shell.columns import SEALED


class NotWhole(Exception):
    """What is wrong with a backup, and what to do."""


def manifest_of(backup: Path) -> dict[str, Any]:
    """Return the manifest of a backup whose files are as it says. Raises NotWhole."""
    try:
        manifest: dict[str, Any] = json.loads((backup / MANIFEST).read_text("utf-8"))
        if manifest["format"] > FORMAT:
            raise NotWhole(
                f"This backup was written by Middleway {manifest['version']}, a newer one. Install that version first."
            )
        for name, told in manifest["files"].items():
            if digest(backup / name) != told["sha256"]:
                raise NotWhole(f"{name} was changed or damaged since the backup was made. Take another backup.")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NotWhole(
            f"{backup} is not a whole backup of Middleway. Give the folder that the backup command named."
        ) from error
    unknown = set(manifest["migrations"]) - set(queries.known_migrations())
    if unknown:
        raise NotWhole(f"This backup was written by Middleway {manifest['version']}, a newer one. Install that version first. Nothing was changed.")  # fmt: skip
    return manifest


def verify_backup(backup: Path) -> Iterator[tuple[str, bool]]:
    """Yield (what was looked at, whether it is right). Raises NotWhole."""
    manifest = manifest_of(backup)
    yield f"files of {manifest['made']}, version {manifest['version']}: as they were written", True
    for name in manifest["files"]:
        if manifest["engine"] == "sqlite":
            with closing(sqlite3.connect(f"file:{backup / name}?mode=ro", uri=True)) as copy:
                yield "the database's own check", copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
                yield "every sealed value has its header", not list(_unsealed_in(copy))
        elif program := shutil.which("pg_restore"):
            listed = subprocess.run([program, "--list", str(backup / name)], capture_output=True, check=False)
            yield "the dump can be read", listed.returncode == 0


def verify_live() -> Iterator[tuple[str, bool]]:
    """The same, of the database in use."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            yield "the database's own check", cursor.fetchone()[0] == "ok"
    yield "every migration of this version has run", not queries.pending_migrations()
    wrong = [
        field.name
        for model, field in _sealed_columns()
        for value in model._default_manager.values_list(field.attname, flat=True).iterator()
        if not is_sealed(value)
    ]
    yield "every sealed value has its header", not wrong


def is_sealed(value: bytes | memoryview | str) -> bool:
    """Whether a value is an envelope (as base64 in a text column), or nothing."""
    try:
        content = base64.b64decode(value, validate=True) if isinstance(value, str) else bytes(value)
        return not content or key_id(content) >= 0
    except (NotOpened, ValueError):
        return False


def _sealed_columns() -> Iterator[tuple[type[models.Model], "models.Field[Any, Any]"]]:
    for model in apps.get_models():
        for name, holds in getattr(model, "columns", {}).items():
            field = model._meta.get_field(name)
            if holds is SEALED and isinstance(field, models.Field):
                yield model, field


def _unsealed_in(copy: sqlite3.Connection) -> Iterator[str]:
    there = {row[0] for row in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for model, field in _sealed_columns():
        if model._meta.db_table in there:
            for (value,) in copy.execute(f'SELECT "{field.column}" FROM "{model._meta.db_table}"'):  # noqa: S608 (our own names)
                if not is_sealed(value):
                    yield field.name
