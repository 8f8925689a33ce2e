"""Reads a CSV file of moments, for researchers: one row for each moment. docs/loops.md describes the columns."""

import csv
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from math import isfinite
from typing import Any, Final

from middleway.loops.errors import LoopError
from middleway.loops.errors import gettext_noop as _
from middleway.loops.moment import Moment, Settled
from middleway.loops.vocabulary import MOVES

_LONGEST: Final = 1e7  # minutes: nineteen years
_YEARS: Final = range(1900, 2200)
_HEAT, _PLACE, _SHARE = (0.0, 10.0), (-1.0, 1.0), (0.0, 1.0)
_NUMBERS: Final = {
    "heat_before": _HEAT,
    "heat_after": _HEAT,
    "minutes_back": (0.0, _LONGEST),
    "awareness": _PLACE,
    "belonging": _PLACE,
    "warmth_self": _PLACE,
    "warmth_other": _PLACE,
    "fear": _SHARE,
    "voice": _SHARE,
    "heard": _SHARE,
    "repair": _SHARE,
}
_SETS: Final = ("triggers", "alarms", "moves", "their_moves", "costs", "done")
_FLAGS: Final = ("moves_guessed", "their_word", "unchanged")
COLUMNS: Final = ("at", "person", *_SETS, *_FLAGS, *_NUMBERS, "practices", "practice_minutes")
_NO_TIME: Final = _(
    "Line {number}, column {column}: this is not a date and a time, such as 2026-03-01T21:40, of the years 1900 to 2199."
)
_NO_NAME: Final = _("Line {number}, column {column}: this is not a name.")
_NO_MOVES: Final = _("Line {number}, column {column}: this is not a list of {moves}.")
_NO_FLAG: Final = _("Line {number}, column {column}: this is not yes or no.")
_NO_NUMBER: Final = _("Line {number}, column {column}: this is not a number from {low:g} to {high:g}.")
_NO_LIST: Final = _("Line {number}, column {column}: this is not a list.")
_NO_MINUTES: Final = _("Line {number}, column {column}: this is not a number of minutes.")
_SEPARATORS: Final = ",;\t|"
_TOLD: Final = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
_YES, _NO = {"1", "yes", "true"}, {"", "0", "no", "false"}


def moments_from(lines: Iterable[str]) -> list[Moment]:
    """Return the moments of an open CSV file, sorted by time. Raises LoopError, which names the line and the column.

    Only `at` is required. Columns are separated by commas, semicolons, tabs or bars: the first row shows which, or a
    line such as `sep=;` before it. Unless that is the comma, numbers may have a decimal comma ("3,5"). Sets are codes
    separated by ";". An unknown column is an error, because its name may be mistyped.
    """
    skipped, separator, lines = _begun(lines)
    rows = csv.DictReader(lines, strict=True, delimiter=separator)
    try:
        names = [name.strip().lower() for name in rows.fieldnames or []]
        _check(names)
        rows.fieldnames = names
        found = [_moment(row, skipped + rows.line_num, with_comma=separator != ",") for row in rows]
    except csv.Error as error:
        raise LoopError(
            _("Line {number} is no CSV. Save the file as CSV in UTF-8, with commas."),
            number=skipped + rows.reader.line_num,
        ) from error
    except UnicodeDecodeError as error:
        raise LoopError(_("The file is not UTF-8. Save it as CSV in UTF-8.")) from error
    return sorted(found, key=lambda one: one.at)


def _begun(lines: Iterable[str]) -> tuple[int, str, Iterable[str]]:
    """Return the number of `sep=` lines that were skipped (0 or 1), the separator, and the remaining lines."""
    rest = iter(lines)
    first = next(rest, "")
    if told := _TOLD.fullmatch(first):
        return 1, told[1], rest
    widths = {sign: len(next(csv.reader([first], delimiter=sign), [])) for sign in _SEPARATORS}
    return 0, max(widths, key=lambda sign: widths[sign]), chain([first] if first else [], rest)


def _check(names: list[str]) -> None:
    every = ", ".join(COLUMNS)
    if "at" not in names:
        raise LoopError(
            _('There is no column "at". The first row needs the names of the columns: {columns}.'), columns=every
        )
    if len(set(names)) < len(names):
        raise LoopError(_("A column is there twice. Leave one of the two out."))
    unknown = [number for number, name in enumerate(names, 1) if name not in COLUMNS]
    if unknown:
        raise LoopError(
            _("Column {number} has a name that is not known. Known are: {columns}."), number=unknown[0], columns=every
        )


def _moment(row: dict[str | Any, Any], number: int, *, with_comma: bool) -> Moment:
    if None in row:
        raise LoopError(
            _("Line {number} has more fields than the first row. Put text with commas into quotes."), number=number
        )

    def value(column: str, read: Callable[[str], Any], otherwise: str, **wanted: object) -> Any:
        try:
            return read((row.get(column) or "").strip())
        except ValueError as error:
            raise LoopError(otherwise, number=number, column=column, **wanted) from error

    number_of = _number_with_comma if with_comma else _number
    fields: dict[str, Any] = {"at": value("at", _time, _NO_TIME), "person": value("person", str, _NO_NAME)}
    for name in _SETS:
        moves = name.endswith("moves")
        fields[name] = value(name, _moves if moves else _codes, _NO_MOVES, moves=", ".join(MOVES))
    for name in _FLAGS:
        fields[name] = value(name, _flag, _NO_FLAG)
    for name, (low, high) in _NUMBERS.items():
        fields[name] = value(name, partial(number_of, low=low, high=high), _NO_NUMBER, low=low, high=high)
    practices = value("practices", _codes, _NO_LIST)
    minutes = value("practice_minutes", partial(number_of, low=0.0, high=_LONGEST), _NO_MINUTES)
    return Moment(**fields, settled=_settled(fields, practices, minutes))


def _settled(fields: dict[str, Any], practices: frozenset[str], minutes: float | None) -> tuple[Settled, ...]:
    before, after = fields["heat_before"], fields["heat_after"]
    if before is None or after is None or minutes is None:
        return ()
    return (Settled(practices, before, after, minutes),)


def _time(text: str) -> datetime:
    """Return the time, in UTC when it has no zone, so that all can be compared.

    Raises ValueError, also for a year outside 1900 … 2199, which must be mistyped.
    """
    found = datetime.fromisoformat(text)
    if found.year not in _YEARS:
        raise ValueError
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _codes(text: str) -> frozenset[str]:
    return frozenset(code for part in text.split(";") if (code := part.strip()))


def _moves(text: str) -> frozenset[str]:
    found = _codes(text)
    if found - set(MOVES):
        raise ValueError
    return found


def _flag(text: str) -> bool:
    if text.lower() not in _YES | _NO:
        raise ValueError
    return text.lower() in _YES


def _number(text: str, low: float, high: float) -> float | None:
    if not text:
        return None
    found = float(text)
    if not isfinite(found) or not low <= found <= high:
        raise ValueError
    return found


def _number_with_comma(text: str, low: float, high: float) -> float | None:
    return _number(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text, low, high)
