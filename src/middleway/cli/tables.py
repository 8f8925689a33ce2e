"""CSV, record by record, such that one broken record costs no other."""

from collections import deque
from collections.abc import Iterator
from typing import TextIO

_LONGEST_RECORD = 100_000  # characters; a quote that is still open after so many was never meant to be one


def records(stream: TextIO) -> Iterator[tuple[str, bool]]:
    """Yield each record's raw text, and whether its quotes are closed. Blank lines are skipped.

    A record whose quote never closes is given back as its first line alone, and reading goes on with the next.
    """
    again: deque[str] = deque()
    while (line := _next(stream, again)) is not None:
        lines = [line]
        while sum(part.count('"') for part in lines) % 2 and sum(map(len, lines)) < _LONGEST_RECORD:
            following = _next(stream, again)
            if following is None:
                break
            lines.append(following)
        closed = sum(part.count('"') for part in lines) % 2 == 0
        if not closed:
            again.extendleft(reversed(lines[1:]))
            lines = lines[:1]
        if "".join(lines).strip():
            yield "".join(lines), closed


def _next(stream: TextIO, again: deque[str]) -> str | None:
    return again.popleft() if again else (stream.readline() or None)
