"""Tables for spreadsheets (CSV, RFC 4180). Every table is made here, so that no cell can be run.

A spreadsheet takes a cell that begins with = + - @ (wide forms too) or with a tab or return for a formula, and looks
past blanks, quotes and signs that nobody sees. An apostrophe before it keeps it words.
"""

import csv
import io
import unicodedata
from collections.abc import Iterable
from itertools import takewhile
from typing import Final

_RUNS: Final = frozenset("\t\r")
_SIGNS: Final = frozenset("=+-@\u2212")
_QUOTES: Final = frozenset("'\"`\u2018\u2019\u201c\u201d")
_UNSEEN: Final = frozenset(
    {"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Zs", "Zl", "Zp"}
)  # blanks, controls, marks, what has no shape


def line(values: Iterable[object]) -> str:
    """Return one row of a table, with its line end. A number stays one; all else is words, and never a formula."""
    stream = io.StringIO()
    csv.writer(stream).writerow([value if _is_number(value) else words(str(value)) for value in values])
    return stream.getvalue()


def words(text: str) -> str:
    """Return a cell's text such that no spreadsheet runs it."""
    start = "".join(takewhile(_is_looked_past, text))
    first = unicodedata.normalize("NFKC", text[len(start) :][:1])[:1]
    return f"'{text}" if _RUNS & set(start) or first in _SIGNS else text


def _is_looked_past(sign: str) -> bool:
    return sign in _QUOTES or unicodedata.category(sign) in _UNSEEN


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0
