"""What can go wrong."""


class LoopError(Exception):
    """A file or a value that cannot be used: which one, and what to do. It never holds a value of the file."""
