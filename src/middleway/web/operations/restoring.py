"""Putting a backup back: verified first, never over what is there, and brought up to date afterwards."""

import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from middleway.web.accounts.models import Session
from middleway.web.operations import queries, running
from middleway.web.operations.backups import COPIES, postgresql_arguments
from middleway.web.operations.verifying import NotWhole, manifest_of, verify_backup


def restore(backup: Path, *, replace: bool) -> list[str]:
    """Put `backup` in the database's place; return what was done, in sentences. Raises NotWhole, running.Running; then nothing was changed."""
    manifest = manifest_of(backup)
    if manifest["engine"] != connection.vendor:
        raise NotWhole(
            f"This backup is of {manifest['engine']}, and this server uses {connection.vendor}. Nothing was changed. Set or leave out MIDDLEWAY_DATABASE_URL."
        )
    for what, right in verify_backup(backup):
        if not right:
            raise NotWhole(f"This backup is damaged ({what}). Nothing was changed. Take another one.")
    copy = backup / COPIES[connection.vendor]
    alone = running.alone()
    done = (_into_sqlite if connection.vendor == "sqlite" else _into_postgresql)(copy, replace=replace)
    before = len(queries.applied_migrations())
    call_command("migrate", verbosity=0, interactive=False)
    if len(queries.applied_migrations()) > before:
        done.append("Its tables were brought up to this version.")
    # Whoever was signed in when the backup was made is not signed in again by restoring it.
    Session.objects.all().delete()
    connection.close()
    os.close(alone)
    if not list(settings.SECRETS.glob("pepper-*")):
        done.append(
            f"{settings.SECRETS} has no pepper. Put the secrets folder back from its own backup before you start the server."
        )
    return done


def _into_sqlite(copy: Path, *, replace: bool) -> list[str]:
    target, done = Path(settings.DATABASES["default"]["NAME"]), []
    connection.close()
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # A journal that was left behind belongs to another database: SQLite would play it over the backup.
    there = [path for ending in ("", "-wal", "-shm") if (path := target.with_name(target.name + ending)).exists()]
    if there:
        if target.exists() and target.stat().st_size and not replace:
            raise NotWhole(
                f"There is a database already: {target}. Nothing was changed. With --replace it is moved aside first."
            )
        aside = target.with_name(f"{target.name}.before-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
        for path in there:
            path.rename(aside.with_name(path.name.replace(target.name, aside.name)))
        done.append(f"What was there is now {aside}.")
    half = target.with_name(target.name + ".half")
    shutil.copyfile(copy, half)
    half.chmod(0o600)
    handle = os.open(half, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)
    half.rename(target)
    return [*done, f"The backup is in place: {target}."]


def _into_postgresql(copy: Path, *, replace: bool) -> list[str]:
    if connection.introspection.table_names() and not replace:
        raise NotWhole(
            "The database has tables already. Nothing was changed. With --replace they are replaced, so make a backup first."
        )
    connection.close()
    program = shutil.which("pg_restore")
    if program is None:
        raise NotWhole(
            "pg_restore is missing. Install PostgreSQL's client (Debian: postgresql-client). Nothing was changed."
        )
    arguments, environment = postgresql_arguments()
    command = [program, "--clean", "--if-exists", "--no-owner", "--single-transaction", *arguments, str(copy)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotWhole(f"pg_restore stopped, and nothing was changed: {done.stderr.strip()}")
    return ["The backup is in place."]
