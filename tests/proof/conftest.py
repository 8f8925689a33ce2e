"""The proofs about pages need the server's own secrets."""

import pytest

from middleway.web import keyfiles


@pytest.fixture(autouse=True, scope="session")
def secrets():
    keyfiles.make_missing(fresh=True)
