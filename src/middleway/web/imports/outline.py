"""Tell from the pieces of an archive, as they come, what its JSON would build, so that it never exceeds the memory.

Nothing is built, and nothing is kept but a few numbers. Whether it is JSON at all is asked later, once it is known to
be small enough.
"""

import re
from itertools import accumulate
from typing import Final

DEEPEST: Final = 16
MOST: Final = 500_000  # marks of one line, each string being one of them: a ledger of twenty years
LONGEST_LINE: Final = 8_000_000  # bytes: every box of every step of one moment, full
MOST_LINES: Final = 100_002  # ten rows a day for 27 years, the header and the end
MOST_IN_ALL: Final = 12_000_000  # marks of all lines together
_LONGEST_WORD: Final = 40  # bytes of a number, or of true, false, null

_WITHIN: Final = rb'(?:[^"\\]++|\\.)*+'  # a string; a quote after a backslash does not end it
_REST: Final = re.compile(_WITHIN, re.DOTALL)
_STRING: Final = re.compile(b'"' + _WITHIN + b'"', re.DOTALL)
_CLOSED: Final = re.compile(b'(?:[^"]++|"' + _WITHIN + b'")*+', re.DOTALL)
_MARKS: Final = b"[]{},:'"
_NO_BRACKETS: Final = bytes(set(range(256)) - set(b"[]{}"))
_STEPS: Final = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_LONG_WORD: Final = re.compile(rb"[^\s\[\]{},:']{%d}" % (_LONGEST_WORD + 1))
_OF_WORDS: Final = bytes(set(range(256)) - set(_MARKS + b" \t\n\r\f\v"))


class NotAnExport(Exception):
    """The archive opened, but its content is not an export of ours, or is one of a newer version."""


class TooMuch(Exception):
    """More than can come in at once: too many rows, too much in one of them, or too long a line."""


class Outline:
    """Takes each piece of an archive's content, in order. Raises once it is too much, or no export of ours."""

    def __init__(self) -> None:
        self._lines = self._in_all = 0
        self._begin_line()

    def __call__(self, piece: bytes) -> None:
        """Look at the next piece. Raises TooMuch, NotAnExport."""
        self._lines += piece.count(b"\n")
        if self._lines > MOST_LINES:
            raise TooMuch
        first, *others = piece.split(b"\n")
        self._go_on(first)
        for other in others:
            if self._in_string:
                raise NotAnExport
            self._begin_line()
            self._go_on(other)

    def _begin_line(self) -> None:
        self._length = self._marks = self._depth = 0
        self._in_string = self._escaped = False
        self._word = b""  # the beginning of a number, or the like, which may end in the next piece

    def _go_on(self, part: bytes) -> None:
        """Look at a part of a line: its beginning, or what follows."""
        if not part:
            return
        self._length += len(part)
        if self._length > LONGEST_LINE:
            raise TooMuch
        outside = self._outside(part)
        # Each string is one mark by now. Marks are counted before anything is done for each.
        plain = self._word + _STRING.sub(b"'", outside)
        marks = len(plain) - len(plain.translate(None, _MARKS)) + self._in_string
        self._marks += marks
        self._in_all += marks
        if self._marks > MOST or self._in_all > MOST_IN_ALL:
            raise TooMuch
        depths = list(accumulate(map(_STEPS.__getitem__, plain.translate(None, _NO_BRACKETS)), initial=self._depth))
        self._depth = depths[-1]
        if max(depths) > DEEPEST or _LONG_WORD.search(plain):
            raise NotAnExport
        self._word = b"" if self._in_string else plain[len(plain.rstrip(_OF_WORDS)) :]

    def _outside(self, part: bytes) -> bytes:
        """Return the part without the end of a string that began before it, or the start of one that ends after it."""
        start = 0
        if self._in_string:
            rest = _REST.match(part, self._escaped)
            end = rest.end() if rest else len(part)
            self._escaped = part[end:] == b"\\"
            if end == len(part) or self._escaped:
                return b""
            self._in_string, start = False, end + 1
        whole = _CLOSED.match(part, start)
        closed = whole.end() if whole else len(part)
        inside = part[closed + 1 :]
        self._in_string = closed < len(part)
        self._escaped = (len(inside) - len(inside.rstrip(b"\\"))) % 2 == 1
        return part[start:closed]
