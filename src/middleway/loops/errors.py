"""The one error of this package. A caller may say it in another language: `told` takes its translation of `message`."""

from collections.abc import Callable


def gettext_noop(message: str) -> str:
    """Mark a message for translation; whoever shows it translates it."""
    return message


class LoopError(Exception):
    """A file or a value cannot be used. The message says which, and what to do; it never quotes the file."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message.format(**values))
        self.message, self.values = message, values

    def told(self, translated: Callable[[str], str]) -> str:
        """Return what happened and what to do, in the language of `translated`, a function such as gettext."""
        return translated(self.message).format(**self.values)
