"""What a line of JSON would build, told before it is read: a file cannot make its reader build more than fits into memory."""

import re
from typing import Final

DEEPEST: Final = 16
MOST: Final = 500_000  # marks and values of a line: a ledger of twenty years
_LONGEST_WORD: Final = 40  # bytes of a number, or of true, false, null
# A string, however long, is one; a quote alone never ends.
_QUOTE: Final = ord('"')
_PARTS: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+"|[\[\]{},:]|[^\s"\[\]{},:]++|"', re.DOTALL)


class TooMuch(Exception):
    """More than is taken in at once: too many rows, too much in one, a line too long."""


def measured(line: bytes) -> int:
    """Return how many marks and values a line has.

    Raises TooMuch; ValueError where no JSON of ours can be: too deep, a number too long, a string without an end (which is searched for once).
    """
    count = depth = 0
    for count, found in enumerate(_PARTS.finditer(line), 1):
        first, length = line[found.start()], found.end() - found.start()
        if first in b"[{":
            depth += 1
        elif first in b"]}":
            depth -= 1
        elif (first == _QUOTE and length == 1) or (first not in b'",:' and length > _LONGEST_WORD):
            raise ValueError
        if depth > DEEPEST:
            raise ValueError
        if count > MOST:
            raise TooMuch
    return count
