"""Writes files that are on the disk when the call returns, for their owner alone; and compares where folders lie."""

import hashlib
import os
from pathlib import Path


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Write a new file and wait until it is on the disk. Raises OSError, also when the file exists."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(content)
    path.chmod(mode)
    sync(path)


def sync(path: Path) -> None:
    """Wait until a file's content, or a folder's names, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def overlap(one: Path, other: Path) -> bool:
    """Whether two folders are the same, or one lies in the other."""
    one, other = one.resolve(), other.resolve()
    return one == other or one in other.parents or other in one.parents


def beside(folder: Path, *patterns: str) -> bool:
    """Whether anything that matches a pattern lies in `folder` or in a folder above it."""
    folder = folder.resolve()
    return any(next(place.glob(pattern), None) for place in (folder, *folder.parents) for pattern in patterns)
