"""The error of the command line: it holds what happened, what to do next, and the exit status."""


class Trouble(Exception):
    """Shown as `middleway: error: …` and `middleway: hint: …`. Status 1: it failed; status 2: wrong use."""

    def __init__(self, message: str, *, hint: str = "", status: int = 1) -> None:
        super().__init__(message)
        self.hint, self.status = hint, status
