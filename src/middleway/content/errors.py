"""The errors of content files. Each message names the file, the key, and what to do."""


class ContentError(Exception):
    """A content file is invalid."""

    def __init__(self, file: str, key: str, trouble: str, remedy: str) -> None:
        super().__init__(f"{file}, {key}: {trouble}. {remedy}")
        self.file, self.key, self.trouble, self.remedy = file, key, trouble, remedy


class NotThere(ContentError):
    """The caller asked for an id that no file has, or for an unknown kind of tie."""
