"""Static files under addresses that change with their content: no page ever gets the style or the script of another version."""

import hashlib
from base64 import b64encode
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class Stamped(StaticFilesStorage):
    """Files lie where they were installed, as ever; only what a page asks for has the beginning of the digest behind it."""

    def url(self, name: str | None) -> str:
        digest = _digest(name or "")
        return f"{super().url(name)}?v={digest.hex()[:12]}" if digest else super().url(name)


def integrity(name: str) -> str:
    """Return what a browser checks the content of a file against, as in the attribute `integrity`. The file must be there."""
    return f"sha256-{b64encode(_digest(name)).decode()}"


@cache
def _digest(name: str) -> bytes:
    """Return the SHA-256 of a file; b"" when there is none of that name, such as a folder."""
    found = finders.find(name)
    return hashlib.sha256(Path(found).read_bytes()).digest() if found and Path(found).is_file() else b""
