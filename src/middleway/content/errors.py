"""What can be wrong with a content file. Each message names the file, the key, and what to do."""


class ContentError(Exception):
    """A content file is not as it needs to be."""

    def __init__(self, file: str, key: str, trouble: str, remedy: str) -> None:
        super().__init__(f"{file}, {key}: {trouble}. {remedy}")
        self.file, self.key, self.trouble, self.remedy = file, key, trouble, remedy


class NotThere(ContentError):
    """Somebody asked for an id, or a kind of tie, that no file has."""
