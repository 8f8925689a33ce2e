"""The state of the server."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor


def is_ready() -> bool:
    """Whether the database answers, and every migration of this version has run."""
    try:
        return not pending_migrations()
    except DatabaseError:
        return False


def pending_migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def applied_migrations() -> list[str]:
    applied = MigrationExecutor(connection).loader.applied_migrations
    return sorted(f"{app}.{name}" for app, name in applied)


def known_migrations() -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationExecutor(None).loader.disk_migrations)
