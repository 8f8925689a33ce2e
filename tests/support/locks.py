"""A database that somebody else holds, as another process would."""

import contextlib
import sqlite3
from collections.abc import Iterator
from typing import Any

from django.db import connection


@contextlib.contextmanager
def held() -> Iterator[None]:
    """Let nobody but the holder write; reading goes on."""
    where = connection.get_connection_params()
    if connection.vendor == "sqlite":
        link: Any = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
        link.execute("BEGIN IMMEDIATE")
    else:
        import psycopg

        link = psycopg.connect(**{name: where[name] for name in ("dbname", "user", "host", "port") if name in where})
        link.execute("LOCK TABLE accounts_session, accounts_account IN EXCLUSIVE MODE")
    try:
        yield
    finally:
        link.rollback()
        link.close()
