"""Files that are on the disk when a call returns, for their owner alone; and which folders lie too near each other."""

import hashlib
import os
from pathlib import Path


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Write a new file and wait for the disk. Raises OSError, also when there is one."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(content)
    path.chmod(mode)
    sync(path)


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def overlap(one: Path, other: Path) -> bool:
    """Whether one folder is the other, or lies in it."""
    one, other = one.resolve(), other.resolve()
    return one == other or one in other.parents or other in one.parents


def beside(folder: Path, *patterns: str) -> bool:
    """Whether anything of this name lies in a folder or in one around it."""
    folder = folder.resolve()
    return any(next(place.glob(pattern), None) for place in (folder, *folder.parents) for pattern in patterns)
