"""What every shape is made of. Each check takes a value of an archive, and returns it as it may come in."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

Check = Callable[[Any], Any]
LONGEST: Final = 400_000  # characters: more than any box of any page takes
_FIRST_YEAR, _LAST_YEAR = 1970, 9998  # dates in any time zone
_GONE: Final = object()


class Misshapen(ValueError):
    """No page could show this content."""


class Unknown(Misshapen):
    """Something has a name that this version does not know. `where`: the names that lead to it."""

    def __init__(self, *where: str) -> None:
        super().__init__("This version does not know this.")
        self.where = where


def fields(must: Mapping[str, Check], may: Mapping[str, Check] | None = None) -> Check:
    """Return a check of an object that has all of `must`, some of `may`, and nothing else."""
    known = {**must, **(may or {})}

    def check(value: Any) -> dict[str, Any]:
        of_type(value, dict)
        if must.keys() - value.keys():
            _first_unknown(value, known)
            raise Misshapen
        found = {name: _at(name, known, one) for name, one in value.items()}
        return {name: one for name, one in found.items() if one is not _GONE}

    return check


def listed(each: Check) -> Check:
    def check(value: Any) -> list[Any]:
        of_type(value, list)
        return [each(one) for one in value]

    return check


def by_name(each: Check) -> Check:
    """Return a check of an object whose names are free, such as digests."""

    def check(value: Any) -> dict[str, Any]:
        of_type(value, dict)
        return {text(name): each(one) for name, one in value.items()}

    return check


def dropped(check: Check) -> Check:
    """Return a check of what must be well formed, but stays outside."""

    def checked(value: Any) -> Any:
        check(value)
        return _GONE

    return checked


def either(*values: Any) -> Check:
    allowed = {(type(value), value) for value in values}

    def check(value: Any) -> Any:
        if not isinstance(value, str | int | None) or (type(value), value) not in allowed:
            raise Misshapen
        return value

    return check


def text(value: Any) -> str:
    """Return a text. Raises Misshapen, and UnicodeEncodeError for half a character, which no page could show."""
    of_type(value, str)
    if len(value) > LONGEST:
        raise Misshapen
    value.encode()
    return str(value)


def flag(value: Any) -> bool:
    of_type(value, bool)
    return bool(value)


def whole(value: Any) -> int:
    if type(value) is not int:
        raise Misshapen
    return value


def number(value: Any) -> float:
    if type(value) not in (int, float):
        raise Misshapen
    return float(value)


def past(value: Any) -> str:
    """Return a time that has a zone. One in the future is not believed: it comes in as now."""
    return value if _time(value) <= timezone.now() else timezone.now().isoformat()


def past_in_utc(value: Any) -> str:
    """As `past`, in the form of a ledger, whose times sort as text."""
    return datetime.fromisoformat(past(value)).astimezone(UTC).isoformat()


def within_a_day(value: Any) -> str:
    """Return the time of a promise: a day ahead at most."""
    latest = timezone.now() + timedelta(days=1)
    return value if _time(value) <= latest else latest.isoformat()


def identifier(value: Any) -> str:
    UUID(text(value))
    return str(value)


def identifier_or_none(value: Any) -> str:
    """Return an id as text, or ""."""
    return identifier(value) if value else text(value)


def of_type(value: Any, kind: type) -> None:
    if not isinstance(value, kind):
        raise Misshapen


def _time(value: Any) -> datetime:
    found = datetime.fromisoformat(text(value))
    if not (found.tzinfo and _FIRST_YEAR <= found.year <= _LAST_YEAR):
        raise Misshapen
    return found


def _at(name: str, known: Mapping[str, Check], value: Any) -> Any:
    if name not in known:
        raise Unknown(name)
    try:
        return known[name](value)
    except Unknown as fault:
        raise Unknown(name, *fault.where) from None


def _first_unknown(value: Iterable[str], known: Mapping[str, Check]) -> None:
    for name in value:
        if name not in known:
            raise Unknown(name)
