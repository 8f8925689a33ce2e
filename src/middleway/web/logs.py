"""What a log line may hold: level, logger, class of error; of the request its route's name, duration and random id."""

import contextvars
import logging
import secrets
import time
from dataclasses import dataclass, field

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, as a log may know it. `id` is random; the page that says "something broke" shows it too."""

    request: HttpRequest
    id: str = field(default_factory=lambda: secrets.token_hex(4))
    started: float = field(default_factory=time.monotonic)

    def __str__(self) -> str:
        # The route's name, never its path: a path holds ids, and whatever a stranger made up.
        route = self.request.resolver_match.view_name if self.request.resolver_match else "none"
        return f"route={route} ms={(time.monotonic() - self.started) * 1000:.0f} id={self.id}"


asked: contextvars.ContextVar[Asked | None] = contextvars.ContextVar("asked", default=None)


class WithoutText(logging.Formatter):
    """Leave out messages, arguments and tracebacks.

    Any of them can quote what a person wrote: Django logs the path of a failed request, and an exception may carry the
    value that it failed on.
    """

    def format(self, record: logging.LogRecord) -> str:
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        request = str(asked.get() or "")
        return " ".join(part for part in (record.levelname, record.name, kind, request) if part)
