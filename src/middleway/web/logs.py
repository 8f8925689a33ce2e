"""What a log line may hold."""

import logging


class WithoutText(logging.Formatter):
    """Show a line's logger, level and the class of its error; leave messages, arguments and tracebacks out.

    Any of those can quote what a person wrote: Django logs the path of a failed request, and an exception
    may carry the value that it choked on.
    """

    def format(self, record: logging.LogRecord) -> str:
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        return f"{record.levelname} {record.name} {kind}".rstrip()
