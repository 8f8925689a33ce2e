"""What a log line may hold."""

import logging


class WithoutText(logging.Filter):
    """Keep a line's level, logger and the class of its error; drop messages, arguments and tracebacks.

    Any of those can quote what a person wrote: Django logs the path of a failed request, and an exception
    may carry the value that it choked on.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        record.msg, record.args = f"{record.name}: {kind or record.levelname.lower()}", ()
        record.exc_info = record.exc_text = record.stack_info = None
        return True
