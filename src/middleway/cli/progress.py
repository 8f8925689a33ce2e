"""A line that says how far a long work has come. On standard error, and only where a person can see it."""

import sys
import time

_EVERY_SECONDS = 0.2


class Progress:
    """Call `at(count)` as often as you like; it writes a few times a second, and nothing unless the results go elsewhere."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty() and not sys.stdout.isatty()
        self._last = time.monotonic()
        self._wrote = False

    def at(self, count: int) -> None:
        now = time.monotonic()
        if self._shown and now - self._last >= _EVERY_SECONDS:
            self._last, self._wrote = now, True
            sys.stderr.write(f"\r{count:,} read")
            sys.stderr.flush()

    def done(self) -> None:
        if self._wrote:
            sys.stderr.write("\r" + " " * 30 + "\r")
