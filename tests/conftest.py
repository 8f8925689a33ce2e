"""What every test starts from."""

import os

import pytest

# ONNX Runtime reads this at import: no device id and no event queue in the home folder of whoever runs the tests.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
os.environ["LANGUAGE"] = "en"  # the command line speaks the terminal's language
# What fails in a helper is told as fully as in a test.
pytest.register_assert_rewrite("tests.support")


@pytest.fixture(name="open_while_read")
def list_of_open_while_read():
    """Return a list that grows as the networks read: each time, how many transactions were open."""
    from tests.support.readings import open_while_read

    with open_while_read() as found:
        yield found
