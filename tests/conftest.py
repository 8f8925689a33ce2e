"""What every test starts from."""

import os

import pytest

# ONNX Runtime reads this at import: no device id and no event queue in the home folder of whoever runs the tests.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"


@pytest.fixture
def open_while_read(monkeypatch):
    """Return a list that grows as the networks read: each time, how many transactions were open."""
    from django.db import connection

    from middleway.reading.network import Network
    from middleway.reading.student import Student

    found = []

    def noting(reads):
        def noted(*given):
            found.append(len(connection.atomic_blocks))
            return reads(*given)

        return noted

    monkeypatch.setattr(Network, "weigh", noting(Network.weigh))
    monkeypatch.setattr(Student, "logits", noting(Student.logits))
    return found
