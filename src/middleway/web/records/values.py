"""What single values of a row must be like. Each check takes a value of an archive, and returns it as it comes in."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

Check = Callable[[object], object]
JsonObject = dict[str, object]
LONGEST: Final = 400_000  # characters: more than any box of any page takes
_FIRST_YEAR, _LAST_YEAR = 1970, 9998  # dates in any time zone


class Misshapen(ValueError):
    """No page could show this content."""


class Unknown(Misshapen):
    """Something has a name that this version does not know. `where`: the names that lead to it."""

    def __init__(self, *where: str) -> None:
        super().__init__("This version does not know this.")
        self.where = where


def either(*values: str | int | None) -> Check:
    allowed = {(type(value), value) for value in values}

    def check(value: object) -> object:
        if not isinstance(value, str | int | None) or (type(value), value) not in allowed:
            raise Misshapen
        return value

    return check


def text(value: object) -> str:
    """Return a text. Raises Misshapen, and UnicodeEncodeError for half a character, which no page could show."""
    found = any_text(value)
    if len(found) > LONGEST:
        raise Misshapen
    found.encode()
    return found


def any_text(value: object) -> str:
    """Return a text of any length: a recording, which its own kind of row looks at."""
    if not isinstance(value, str):
        raise Misshapen
    return value


def flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise Misshapen
    return value


def whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise Misshapen
    return value


def number(value: object) -> float:
    return value if isinstance(value, float) else float(whole(value))


def past(value: object) -> str:
    """Return a time that has a zone. One in the future is not believed: it comes in as now."""
    return text(value) if _time(value) <= timezone.now() else timezone.now().isoformat()


def past_in_utc(value: object) -> str:
    """As `past`, in the form of a ledger, whose times sort as text."""
    return datetime.fromisoformat(past(value)).astimezone(UTC).isoformat()


def within(*, days: int) -> Check:
    """Return the check of a time that somebody named: so many days ahead at most."""

    def check(value: object) -> str:
        latest = timezone.now() + timedelta(days=days)
        return text(value) if _time(value) <= latest else latest.isoformat()

    return check


def identifier(value: object) -> str:
    UUID(text(value))
    return text(value)


def identifier_or_none(value: object) -> str:
    """Return an id as text, or ""."""
    return identifier(value) if value else text(value)


def _time(value: object) -> datetime:
    found = datetime.fromisoformat(text(value))
    if not (found.tzinfo and _FIRST_YEAR <= found.year <= _LAST_YEAR):
        raise Misshapen
    return found
