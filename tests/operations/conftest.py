"""A machine with somebody on it, and a backup of it."""

import os
import shutil
from pathlib import Path

import pytest

from tests.operations.machines import MAKE, Machine

SERVER = os.environ.get("MIDDLEWAY_DATABASE_URL", "")


@pytest.fixture(scope="session")
def new_database():
    """Return a function that makes a database on this run's PostgreSQL server, empty or like another; "" on SQLite."""
    if not SERVER:
        yield lambda _like="template0": ""
        return
    import psycopg

    made = []

    def new(like="template0"):
        made.append(f"operations_{os.getpid()}_{len(made)}")
        with psycopg.connect(SERVER, autocommit=True) as link:
            link.execute(f"CREATE DATABASE {made[-1]} TEMPLATE {like}")
        return SERVER.replace("/postgres?", f"/{made[-1]}?")

    yield new
    with psycopg.connect(SERVER, autocommit=True) as link:
        for name in made:
            link.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def first(tmp_path_factory, new_database):
    """The machine that the others are copies of, since signing somebody up takes a while."""
    machine = Machine(tmp_path_factory.mktemp("first"), new_database())
    machine.python(MAKE)
    return machine


@pytest.fixture
def url(new_database):
    return new_database


@pytest.fixture
def machine(first, tmp_path, new_database):
    like = first.environment.get("MIDDLEWAY_DATABASE_URL", "").partition("?")[0].rpartition("/")[2]
    machine = Machine(tmp_path / "one", new_database(like))
    shutil.copytree(first.data, machine.data)
    shutil.copytree(first.secrets, machine.secrets)
    return machine


@pytest.fixture
def backup(machine, tmp_path):
    done = machine.run("backup", tmp_path / "backups")
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.strip())
