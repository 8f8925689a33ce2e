"""Where the proofs about pages run: the product with the tests' settings, and a database file and folders of its own.

As a command a proof sets all of this up itself; as a test, pytest has done so.
"""

import os
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.runner import DiscoverRunner

from middleway.web import keyfiles


def with_database(work: Callable[[], Any]) -> Any:
    """Return what `work` returns on a fresh database, which is gone afterwards."""
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["NAME"] = (
            f"proof_{os.getpid()}"  # two proofs side by side are not in each other's way
        )
    runner = DiscoverRunner(verbosity=0, interactive=False)
    runner.setup_test_environment()
    databases = runner.setup_databases()
    try:
        keyfiles.make_missing(fresh=True)
        return work()
    finally:
        runner.teardown_databases(databases)
        runner.teardown_test_environment()
