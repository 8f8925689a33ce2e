"""Static files, addressed by their content, so that no page ever gets the style or script of another version."""

import hashlib
from base64 import b64encode
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class Stamped(StaticFilesStorage):
    """Files stay where they were installed; only the address that a page asks for ends with a part of the digest."""

    def url(self, name: str | None) -> str:
        digest = _digest(name or "")
        return f"{super().url(name)}?v={digest.hex()[:12]}" if digest else super().url(name)


def integrity(name: str) -> str:
    """Return what a browser checks a file's content against, as in the attribute `integrity`. The file must exist."""
    return f"sha256-{b64encode(_digest(name)).decode()}"


@cache
def _digest(name: str) -> bytes:
    """Return the SHA-256 of a file; b"" when no file has that name; a folder may."""
    found = finders.find(name)
    return hashlib.sha256(Path(found).read_bytes()).digest() if found and Path(found).is_file() else b""
