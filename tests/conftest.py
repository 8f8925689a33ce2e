"""What every test starts from."""

import os
from pathlib import Path

import pytest

HERE = Path(__file__).parent

# ONNX Runtime reads this at import: no device id and no event queue in the home folder of whoever runs the tests.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
os.environ["LANGUAGE"] = "en"  # the command line speaks the terminal's language
# What fails in a helper is told as fully as in a test.
pytest.register_assert_rewrite("tests.support")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark what may differ from one database to another: whatever commits, starts a server, or proves something of one.

    All else asks through Django inside of a transaction that is rolled back, and the proofs walk over every page.
    """
    for item in items:
        commits = "transactional_db" in item.fixturenames or any(
            mark.kwargs.get("transaction") for mark in item.iter_markers("django_db")
        )
        if commits or {"operations", "proof"} & set(item.path.relative_to(HERE).parts):
            item.add_marker("database")


@pytest.fixture(name="open_while_read")
def list_of_open_while_read():
    """Return a list that grows as the networks read: each time, how many transactions were open."""
    from tests.support.readings import open_while_read

    with open_while_read() as found:
        yield found
