"""Whether a backup, or the live database, is intact. No check needs a passphrase, or can read what was written."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from gettext import gettext as _
from pathlib import Path

from django.db import DatabaseError, connection
from django.db.backends.utils import CursorWrapper

from middleway.web.operations import contents, disk, queries
from middleway.web.operations.backups import FORMAT, MANIFEST, BackupManifest
from middleway.web.operations.copies import NAMES
from middleway.web.operations.refused import Refused

CheckResult = tuple[str, bool]


def manifest_of(backup: Path) -> BackupManifest:
    """Return a backup's manifest, in the form that backups.py writes. Raises Refused."""
    try:
        manifest: BackupManifest = json.loads((backup / MANIFEST).read_text("utf-8"))
        if manifest["format"] > FORMAT:
            raise _newer(manifest)
        shaped = (
            set(manifest["files"]) == {NAMES.get(manifest["engine"], *manifest["files"])}
            and isinstance(manifest["rows"], dict)
            and all("sha256" in told for told in manifest["files"].values())
            and {type(name) for name in manifest["migrations"]} == {str}
            and {"version", "made"} <= set(manifest)
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _no_backup(backup) from error
    if not shaped:
        raise _no_backup(backup)
    return manifest


def refuse_newer(manifest: BackupManifest) -> None:
    """Raises Refused when a backup has tables that this version does not know."""
    if _unknown(manifest):
        raise _newer(manifest)


def verify_backup(backup: Path) -> Iterator[CheckResult]:
    """Yield (what was checked, whether it is right); stop when a failure makes the rest meaningless. Raises Refused."""
    manifest = manifest_of(backup)
    yield (
        _("made {when} by Middleway {version}, from {engine}").format(
            when=manifest["made"], version=manifest["version"], engine=manifest["engine"]
        ),
        True,
    )
    for name, told in manifest["files"].items():
        whole = (backup / name).is_file() and disk.digest(backup / name) == told["sha256"]
        since = "" if whole else _(": it was changed or damaged since")
        yield _("{file} is as it was written").format(file=name) + since, whole
        if not whole:
            return
        yield _("this version knows all its tables"), not _unknown(manifest)
        if manifest["engine"] in NAMES:
            yield from (_of_sqlite if manifest["engine"] == "sqlite" else _of_dump)(backup / name, manifest["rows"])


def verify_live() -> Iterator[CheckResult]:
    """Yield the same for the database in use. Raises Refused when there is none."""
    queries.refuse_missing()
    try:
        if connection.vendor == "sqlite":
            yield from _own_checks(connection.cursor())
        pending = queries.pending_migrations()
        yield _("every migration of this version has run"), not pending
        if not pending:
            wrong = {
                f"{model._meta.db_table}.{field.column}"
                for model, field in contents.sealed_fields()
                for value in model._default_manager.values_list(field.attname, flat=True).iterator()
                if not contents.is_sealed(value, blank=field.blank)
            }
            yield _sealed(wrong)
    except DatabaseError as error:
        yield _("the database can be read: {why}").format(why=error), False
    finally:
        connection.close()


def _of_sqlite(copy: Path, told: dict[str, int]) -> Iterator[CheckResult]:
    try:
        with closing(contents.opened(copy)) as database:
            yield from _own_checks(database.cursor())
        rows, wrong = contents.of_sqlite(copy)
    except sqlite3.Error as error:
        yield _("the copy can be read: {why}").format(why=error), False
        return
    yield _sealed(wrong)
    yield _counted(rows, told)


def _of_dump(copy: Path, told: dict[str, int]) -> Iterator[CheckResult]:
    try:
        rows, wrong = contents.of_dump(copy)
    except (ValueError, IndexError) as error:
        yield _("the dump can be read: {why}").format(why=error), False
        return
    yield _("the dump can be read"), True
    yield _sealed(wrong)
    yield _counted(rows, told)


def _own_checks(cursor: sqlite3.Cursor | CursorWrapper) -> Iterator[CheckResult]:
    cursor.execute("PRAGMA integrity_check(1)")
    yield _("the database's own check"), cursor.fetchone()[0] == "ok"
    cursor.execute("PRAGMA foreign_key_check")
    yield _("no row points to one that is gone"), cursor.fetchone() is None


def _sealed(wrong: set[str]) -> CheckResult:
    return _("every sealed value has its header") + _not_in(sorted(wrong)), not wrong


def _counted(rows: dict[str, int], told: dict[str, int]) -> CheckResult:
    differing = sorted(name for name in {*rows, *told} if rows.get(name) != told.get(name))
    text = _("{rows} rows in {tables} tables, as many as were counted when it was made")
    return text.format(rows=sum(rows.values()), tables=len(rows)) + _not_in(differing), not differing


def _not_in(places: list[str]) -> str:
    return _(": not in {places}").format(places=", ".join(places)) if places else ""


def _unknown(manifest: BackupManifest) -> set[str]:
    return set(manifest["migrations"]) - set(queries.known_migrations())


def _newer(manifest: BackupManifest) -> Refused:
    return Refused(
        _(
            "This backup was written by Middleway {version}, a newer one. Nothing was changed. "
            "Install that version, and restore it there."
        ).format(version=manifest.get("version"))
    )


def _no_backup(backup: Path) -> Refused:
    return Refused(
        _(
            "{folder} is not a whole backup of Middleway. Nothing was changed. "
            "Give the folder that the backup command named."
        ).format(folder=backup)
    )
