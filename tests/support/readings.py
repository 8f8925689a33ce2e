"""What is read, and whether anybody waits meanwhile."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.db import connection

from middleway.reading.network import Network
from middleway.reading.student import Student


@contextmanager
def open_while_read() -> Iterator[list[int]]:
    """Yield a list that grows as the networks read: each time, how many transactions were open."""
    found: list[int] = []

    def noting(reads: Callable[..., Any]) -> Callable[..., Any]:
        def noted(*given: Any) -> Any:
            found.append(len(connection.atomic_blocks))
            return reads(*given)

        return noted

    with (
        mock.patch.object(Network, "weigh", noting(Network.weigh)),
        mock.patch.object(Student, "logits", noting(Student.logits)),
    ):
        yield found
