"""The server's own secrets: small files in a folder of their own, apart from the database and from its backups.

`pepper-1`, `pepper-2` …: without them a stolen database allows no guess at any passphrase. `instance`: seals what is
needed before a vault is open. `signing`: Django's key. A database is useless to a thief without them, and so are they
without it.
"""

import os
import re
import secrets
from collections.abc import Iterable
from functools import cache
from gettext import gettext as _
from pathlib import Path
from typing import Final

from django.conf import settings

SIZE: Final = 32


class KeysMissing(Exception):
    """A secret file is damaged, or missing although people have accounts here."""


def make_missing(*, fresh: bool, needed: Iterable[int] = (1,)) -> list[str]:
    """Make the missing files, and return their names; `needed`: the peppers that accounts use.

    Raises KeysMissing when the server is not fresh: a new pepper would lock everybody out.
    """
    folder = settings.SECRETS
    wanted = ["signing", "instance", *(f"pepper-{number}" for number in needed)]
    missing = [name for name in wanted if not (folder / name).exists()]
    # A new signing key only ends sessions; the others open something.
    if not fresh and set(missing) - {"signing"}:
        raise KeysMissing(
            _(
                "{files} is missing in {folder}, and there are accounts that need it. Nothing was changed. "
                "Put the secrets folder back from its own backup. What is lost for good is made anew by "
                "`middleway accounts new-secrets`: docs/self-hosting.md says what that costs."
            ).format(files=", ".join(missing), folder=folder)
        )
    for name in missing:
        write_new(name)
    # Read now, so that a damaged file stops the start and not the first sign-in.
    instance_key.cache_clear()
    instance_key()
    peppers()
    return missing


def write_new(name: str) -> None:
    """Make a secret file that survives a power cut right afterwards, and that no interruption leaves empty."""
    folder: Path = settings.SECRETS
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = folder / f".{name}-{secrets.token_hex(4)}"
    with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "w", encoding="utf-8") as file:
        file.write(secrets.token_hex(SIZE) + "\n")
        file.flush()
        os.fsync(file.fileno())
    made.rename(folder / name)
    for place in (folder, folder.parent):
        _sync_names_in(place)


def peppers() -> dict[int, bytes]:
    """Return version -> 32 bytes; the highest is in use.

    Read anew each time: a running server must know a new pepper at once, or a passphrase set under it would not fit.
    """
    return {int(path.name.removeprefix("pepper-")): _content(path) for path in _pepper_files()}


@cache
def instance_key() -> bytes:
    """Return the 32 bytes that seal what must be read before a vault is open."""
    return _content(settings.SECRETS / "instance")


def _pepper_files() -> list[Path]:
    return sorted(path for path in settings.SECRETS.glob("pepper-*") if re.fullmatch(r"pepper-\d+", path.name))


def _content(path: Path) -> bytes:
    content = bytes.fromhex(path.read_text("utf-8").strip())
    if len(content) != SIZE:
        raise KeysMissing(
            _(
                "{file} is damaged: it must hold {size} bytes. Put it back from the backup of the secrets. "
                "Nothing was changed."
            ).format(file=path, size=SIZE)
        )
    return content


def _sync_names_in(folder: Path) -> None:
    """Sync the folder: a file on the disk whose name is not in the folder is as good as lost."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
