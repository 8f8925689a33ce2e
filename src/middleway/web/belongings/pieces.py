"""What every shape is made of: text that can be said, times, ids."""

from datetime import datetime
from typing import Any
from uuid import UUID

_FIRST_YEAR, _LAST_YEAR = 1970, 9998  # in any time zone these are dates


class Misshapen(ValueError):
    """No page could show this content."""


def sayable(value: Any) -> None:
    """Half a sign (a lone surrogate) is in no page, and no page could show it."""
    if isinstance(value, str):
        value.encode()
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            sayable(one)


def time(value: Any) -> None:
    found = datetime.fromisoformat(value)
    if not (found.tzinfo and _FIRST_YEAR <= found.year <= _LAST_YEAR):
        raise Misshapen


def of_type(value: Any, kind: type) -> None:
    if not isinstance(value, kind):
        raise Misshapen


def identifier(value: Any) -> None:
    """An id as text, or ""."""
    of_type(value, str)
    if value:
        UUID(value)


def texts(value: Any) -> None:
    of_type(value, dict)
    for one in value.values():
        of_type(one, str)
