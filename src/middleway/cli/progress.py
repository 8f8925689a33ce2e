"""A progress bar for long work, on standard error, and only if a person can see it."""

import sys
import time
from collections.abc import Callable
from gettext import gettext as _

_EVERY_SECONDS = 0.2
_WIDTH = 24


class ProgressLine:
    """Call `at(count)` as often as you like: it draws a few times a second, but only if the results go elsewhere.

    `share` returns how much of the work is done, 0 … 1, or None if that is unknown; then only the count is shown.
    """

    def __init__(self, share: Callable[[], float | None]) -> None:
        self._share = share
        self._shown = sys.stderr is not None and sys.stderr.isatty() and not sys.stdout.isatty()
        self._last = time.monotonic()
        self._longest = 0

    def at(self, count: int) -> None:
        now = time.monotonic()
        if self._shown and now - self._last >= _EVERY_SECONDS:
            self._last = now
            line = bar(count, self._share())
            self._longest = max(self._longest, len(line))
            sys.stderr.write("\r" + line.ljust(self._longest))
            sys.stderr.flush()

    def done(self) -> None:
        if self._longest:
            sys.stderr.write("\r" + " " * self._longest + "\r")


def bar(count: int, share: float | None) -> str:
    """Return one line: how many were read, and a bar if the share is known."""
    if share is None:
        return _("{count:,} read").format(count=count)
    full = round(share * _WIDTH)
    return f"[{'#' * full}{'.' * (_WIDTH - full)}] {share:4.0%}  " + _("{count:,} read").format(count=count)
