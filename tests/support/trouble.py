"""Trouble on purpose, in nothing of ours: a library that raises, a full disk, keys that change meanwhile.

What is raised quotes what a person wrote, as real exceptions do.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.db import OperationalError, connection
from django.db.models import F

from middleway.web.accounts.models import Account

Execute = Callable[..., Any]


@contextmanager
def broken(library_function: str, word: str) -> Iterator[None]:
    """Let a library's function raise an error of a kind that nobody expects."""
    with mock.patch(library_function, side_effect=AssertionError(f"cannot take {word!r}")):
        yield


@contextmanager
def full_disk(word: str, *, at: str) -> Iterator[None]:
    """Let the database refuse statements that begin with `at`, and quote their values."""

    def refused(execute: Execute, sql: str, values: object, many: bool, context: dict[str, Any]) -> Any:
        if sql.startswith(at):
            raise OperationalError(f"database or disk is full: {sql} {values} {word}")
        return execute(sql, values, many, context)

    with connection.execute_wrapper(refused):
        yield


@contextmanager
def keys_changed(account: Account) -> Iterator[None]:
    """Let another window change the account's keys just after this request has opened the vault, before it writes."""
    done: list[bool] = []

    def meanwhile(execute: Execute, sql: str, values: object, many: bool, context: dict[str, Any]) -> Any:
        if connection.in_atomic_block and not done:
            done.append(True)
            Account.objects.filter(pk=account.pk).update(epoch=F("epoch") + 1)
        return execute(sql, values, many, context)

    with connection.execute_wrapper(meanwhile):
        yield
