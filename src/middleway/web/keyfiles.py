"""The server's own secrets: small files in a folder of their own, apart from the database and from its backups.

`pepper-1`, `pepper-2` …: without them a stolen database allows no guess at any passphrase. `instance`: seals what is
needed before a vault is open. `signing`: Django's key. A database without them is useless to a thief; so are they without it.
"""

import secrets
from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings

SIZE: Final = 32


class KeysMissing(Exception):
    """A secret file is not there although people have accounts here."""


def make_missing(*, fresh: bool) -> None:
    """Make what is not there yet. Raises KeysMissing when the server is not fresh: a new pepper would lock everybody out."""
    folder = settings.SECRETS
    wanted = ["signing", "instance", *([] if _pepper_files() else ["pepper-1"])]
    missing = [name for name in wanted if not (folder / name).exists()]
    # A new signing key only ends sessions; the others open something.
    if not fresh and set(missing) - {"signing"}:
        raise KeysMissing(
            f"{', '.join(missing)} is missing in {folder}, and there are accounts that need it. Nothing was changed. "
            "Put the secrets folder back from its own backup. If a pepper is lost for good, run "
            "`middleway accounts new-pepper`: everybody then signs in once with their recovery code."
        )
    for name in missing:
        write_new(name)


def write_new(name: str) -> None:
    folder = settings.SECRETS
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path: Path = folder / name
    path.touch(mode=0o600)
    path.write_text(secrets.token_hex(SIZE) + "\n", "utf-8")
    path.chmod(0o400)
    peppers.cache_clear()


@cache
def peppers() -> dict[int, bytes]:
    """Return version -> 32 bytes; the highest is in use."""
    return {int(path.name.removeprefix("pepper-")): _content(path) for path in _pepper_files()}


@cache
def instance_key() -> bytes:
    """Return the 32 bytes that seal what must be read before a vault is open."""
    return _content(settings.SECRETS / "instance")


def _pepper_files() -> list[Path]:
    return sorted(settings.SECRETS.glob("pepper-*"))


def _content(path: Path) -> bytes:
    return bytes.fromhex(path.read_text("utf-8").strip())
