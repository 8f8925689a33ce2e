"""Restores a PostgreSQL dump in one transaction, which first drops our tables. What was there is dumped beforehand."""

import subprocess
from collections.abc import Callable
from gettext import gettext as _
from pathlib import Path
from typing import IO

from django.apps import apps
from django.conf import settings
from django.db import connection

from middleway.web.operations.backups import BackupManifest, back_up
from middleway.web.operations.copies import NAMES, first_line, postgresql, program_named
from middleway.web.operations.refused import Refused


def place(backup: Path, manifest: BackupManifest, replace: bool, bring_up_to_date: Callable[[], None]) -> list[str]:
    """Put a dump in the database's place, and return what was done, in sentences.

    Raises Refused, DatabaseError; then the tables that were there still are.
    """
    ours = _ours(set(manifest["rows"]))
    if ours and not replace:
        raise Refused(
            _(
                "The database has tables already. Nothing was changed. "
                "With --replace they are copied aside and then replaced."
            )
        )
    _refuse_others()
    program_named("pg_restore")
    aside = back_up(settings.DATA / "replaced") if ours else None
    connection.close()
    _play(backup / NAMES["postgresql"], [f'DROP TABLE IF EXISTS "{table}" CASCADE;' for table in sorted(ours)])
    bring_up_to_date()
    done = (
        [_("A copy of what was there is now {folder}. Delete it when you are sure.").format(folder=aside)]
        if aside
        else []
    )
    return [*done, _("The backup is in place.")]


def _ours(told: set[str]) -> set[str]:
    """Return the tables that are Middleway's, of this version or another; those of other programs stay."""
    there = set(connection.introspection.table_names())
    known = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} | told
    labels = tuple(f"{app.label}_" for app in apps.get_app_configs())
    return {name for name in there if name in known or name == "django_migrations" or name.startswith(labels)}


def _refuse_others() -> None:
    """Raises Refused while another program is connected, most likely a server on another machine."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        found = cursor.fetchone()
    if found and found[0]:
        raise Refused(
            _("Another program is connected to the database. Nothing was changed. Stop the server, and run this again.")
        )


def _play(dump: Path, before: list[str]) -> None:
    """Drop and restore in one transaction, committed only after pg_restore has succeeded. Raises Refused."""
    command, environment = postgresql("psql", "--no-psqlrc", "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1")
    script = [program_named("pg_restore"), "--no-owner", "--no-privileges", "--file=-", str(dump)]
    with (
        subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
        ) as playing,
        subprocess.Popen(script, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as reading,
    ):
        _feed(playing.stdin, reading, "\n".join(["BEGIN;", *before, ""]))
        said = playing.stderr.read().decode(errors="replace") if playing.stderr else ""
    if playing.returncode or reading.returncode:
        raise Refused(
            _("The backup could not be put back: {why}. The tables that were there still are.").format(
                why=first_line(said) or _("pg_restore cannot read it")
            )
        )


def _feed(into: IO[bytes] | None, reading: "subprocess.Popen[bytes]", first: str) -> None:
    """Pass `first` and the dump on to psql. Without the COMMIT at the end, psql exits and nothing has changed."""
    if into is None or reading.stdout is None:
        return
    try:
        into.write(first.encode())
        while chunk := reading.stdout.read(1 << 16):
            into.write(chunk)
        if reading.wait() == 0:
            into.write(b"\nCOMMIT;\n")
        into.close()
    except BrokenPipeError:
        # psql has stopped at an error, which its own output names.
        reading.stdout.close()
