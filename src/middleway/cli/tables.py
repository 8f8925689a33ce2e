"""Reads CSV record by record, so that a broken record costs no other."""

import csv
import re
from collections import deque
from collections.abc import Iterator, Sequence
from functools import cache
from gettext import gettext as _
from typing import Final, TextIO

_LONGEST_RECORD = 10_000_000  # characters: a quote that is still open after these did not open a cell

Cells = list[str]
SEPARATORS: Final = ",;\t|"
_LOOKED_AT, _MOST = 10, 0.8  # the first lines, and the share of them that must have as many cells as the header
_TOLD: Final = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
_QUOTED = re.compile(r'(?:[^"]|"")*')


@cache
def _shapes(comma: str) -> "tuple[re.Pattern[str], re.Pattern[str]]":
    """Return the patterns of a line whose quotes are closed, and of a line whose last cell is open."""
    comma = re.escape(comma)
    cell = rf'(?:"(?:[^"]|"")*"|[^"{comma}][^{comma}]*|)'
    return re.compile(rf"{cell}(?:{comma}{cell})*"), re.compile(rf'(?:{cell}{comma})*"(?:[^"]|"")*')


def told_separator(line: str) -> str | None:
    """Return the separator in a line like `sep=;`, which some spreadsheets write before the header; else None."""
    found = _TOLD.fullmatch(line)
    return found[1] if found else None


def separator_of(header: str, column: str) -> str:
    """Return the separator that gives `column` a cell of its own in the header; else the one that makes most cells."""
    by_width = sorted(SEPARATORS, key=lambda sign: -len(cells_of(header, sign)))
    return next((sign for sign in by_width if place_of(column, cells_of(header, sign)) is not None), by_width[0])


def is_table(lines: Sequence[str], column: str) -> bool:
    """Whether the lines are a table with `column`: the header has a cell for it, and most lines have as many cells."""
    if lines and told_separator(lines[0]):
        return True
    separator = separator_of(lines[0], column) if lines else ","
    widths = [len(cells_of(line, separator)) for line in lines[:_LOOKED_AT]]
    if len(widths) < 2 or widths[0] < 2 or place_of(column, cells_of(lines[0], separator)) is None:
        return False
    return widths.count(widths[0]) >= _MOST * len(widths)


def cells_of(line: str, separator: str) -> Cells:
    return next(csv.reader([line], delimiter=separator), [])


def place_of(column: str, names: Cells) -> int | None:
    """Return the index of a column, by its exact name, or else without regard to case and outer spaces.

    Return None if there is none, or more than one.
    """
    exact = [at for at, name in enumerate(names) if name == column]
    alike = [at for at, name in enumerate(names) if name.strip().casefold() == column.strip().casefold()]
    found = exact or alike
    return found[0] if len(found) == 1 else None


def records(stream: TextIO, comma: str) -> Iterator[tuple[str, Cells | None, str]]:
    """Yield (raw text, cells or None, problem or "") of each record; the first is the header. Blank lines are skipped.

    A quote opens a cell only at its start, as RFC 4180 says; elsewhere it is an ordinary character. If a record's
    quotes do not close, or its joined lines do not have as many cells as the header, only its first line is yielded as
    broken, and reading goes on with the next line.
    """
    csv.field_size_limit(_LONGEST_RECORD)
    again: deque[str] = deque()
    width = 0
    while (line := _next(stream, again)) is not None:
        if not line.strip():
            continue
        following = _rest(line, stream, again, comma)
        raw = line + "".join(following or ())
        cells = None if following is None else next(csv.reader([raw], delimiter=comma), [])
        width = width or len(cells or ())
        if following and cells is not None and len(cells) != width:
            again.extendleft(reversed(following))
            raw, cells, following = line, None, None
        if following is None:
            yield line, None, _("its quotes do not close")
        elif cells is not None and len(cells) != width:
            yield raw, None, _("it does not have the {width} cells of the header").format(width=width)
        else:
            yield raw, cells, ""


def _rest(line: str, stream: TextIO, again: deque[str], comma: str) -> list[str] | None:
    """Return the other lines of the record that `line` begins; None, with all back in `again`, if it never closes."""
    inside, sound = _scan(line, comma, inside=False)
    lines: list[str] = []
    size = len(line)
    while inside and sound and size < _LONGEST_RECORD:
        following = _next(stream, again)
        if following is None:
            break
        lines.append(following)
        size += len(following)
        inside, sound = _scan(following, comma, inside=True)
    if inside or not sound:
        again.extendleft(reversed(lines))
        return None
    return lines


def _scan(line: str, comma: str, *, inside: bool) -> tuple[bool, bool]:
    """Return whether a quoted cell is open at the end of a line, and whether each closed one ends at a separator."""
    line = line.rstrip("\r\n")
    if inside:
        quoted = _QUOTED.match(line)
        rest = line[quoted.end() :] if quoted else ""
        if not rest:
            return True, True
        if rest[1:2] not in {"", comma}:
            return False, False
        line = rest[2:]
    closed, opening = _shapes(comma)
    if closed.fullmatch(line):
        return False, True
    return (True, True) if opening.fullmatch(line) else (False, False)


def _next(stream: TextIO, again: deque[str]) -> str | None:
    return again.popleft() if again else (stream.readline() or None)
