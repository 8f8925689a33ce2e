"""Whether the database allows as many connections as the server's processes may open."""

from gettext import gettext as _

from django.db import connection

from middleway.web.at_once import CONNECTIONS

_TAKES = """
    SELECT least(
        current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
            - coalesce(nullif(current_setting('reserved_connections', true), '')::int, 0),
        (SELECT nullif(datconnlimit, -1) FROM pg_database WHERE datname = current_database()),
        (SELECT nullif(rolconnlimit, -1) FROM pg_roles WHERE rolname = current_user)
    )"""


def taken() -> int:
    """Return how many connections PostgreSQL allows this role to this database."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKES)
        found: int = cursor.fetchone()[0]
    connection.close()
    return found


def needed() -> str:
    told = _("{count} for one process, and {count} for each more of the --workers")
    return told.format(count=CONNECTIONS)


def shortage(processes: int) -> str | None:
    """Return the warning for a server with so many processes; None when the database allows enough connections.

    A shortage does not stop the start: so many connections are needed only in a crowd. A page that finds none says
    that it was not saved, and keeps its words.
    """
    if connection.vendor != "postgresql" or (found := taken()) >= processes * CONNECTIONS:
        return None
    return _(
        "The database takes {found} connections. In a crowd it needs {needed}. "
        "A page that finds none is not saved: it says so and keeps its words, and Leave works all the same. "
        "Raise PostgreSQL's max_connections, or start fewer --workers."
    ).format(found=found, needed=needed())
