"""The one error of this package."""


class LoopError(Exception):
    """A file or a value cannot be used. The message says which, and what to do; it never quotes the file."""
