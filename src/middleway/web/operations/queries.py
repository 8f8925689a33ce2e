"""Which migrations have run, and whether the database is there and up to date."""

from gettext import gettext as _
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from middleway.web.operations.refused import Refused


def is_ready() -> bool:
    """Whether the database answers, and every migration of this version has run."""
    try:
        return not pending_migrations()
    except DatabaseError:
        return False


def refuse_missing() -> None:
    """Raises Refused when there is no SQLite file yet; connecting to it would create an empty one."""
    file = Path(settings.DATABASES["default"]["NAME"])
    if connection.vendor == "sqlite" and not (file.exists() and file.stat().st_size):
        raise Refused(
            _(
                "There is no database at {file}. Nothing was changed. "
                "Start the server once, restore a backup, or set MIDDLEWAY_DATA to where it is."
            ).format(file=file)
        )


def refuse_unready() -> None:
    """Raises Refused when there is no database, or its tables are not those of this version."""
    refuse_missing()
    if not is_ready():
        raise Refused(
            _(
                "The database has no tables of this version. Nothing was changed. "
                "Start the server once, and run this again."
            )
        )


def pending_migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def applied_migrations() -> list[str]:
    applied = MigrationExecutor(connection).loader.applied_migrations
    return sorted(f"{app}.{name}" for app, name in applied)


def known_migrations() -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationExecutor(None).loader.disk_migrations)
