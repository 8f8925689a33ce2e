"""A machine with somebody on it, and a backup of it."""

import os
from pathlib import Path

import pytest

from tests.operations.machines import MAKE, Machine


@pytest.fixture
def url(request):
    """Return a function that makes a new database on the PostgreSQL server of this run; "" on SQLite."""
    server, made = os.environ.get("MIDDLEWAY_DATABASE_URL", ""), []
    if not server:
        yield lambda: ""
        return
    import psycopg

    def new():
        name = f"operations_{os.getpid()}_{len(made)}"
        with psycopg.connect(server, autocommit=True) as link:
            link.execute(f"CREATE DATABASE {name}")
        made.append(name)
        return server.replace("/postgres?", f"/{name}?")

    yield new
    with psycopg.connect(server, autocommit=True) as link:
        for name in made:
            link.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def machine(tmp_path, url):
    machine = Machine(tmp_path / "one", url())
    machine.python(MAKE)
    return machine


@pytest.fixture
def backup(machine, tmp_path):
    done = machine.run("backup", tmp_path / "backups")
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.strip())
