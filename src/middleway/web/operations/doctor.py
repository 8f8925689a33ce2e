"""What could cost an operator, or the people who write here, more than they expect. Each finding is a line."""

import resource
import shutil
import stat
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connection

from middleway.web.database import NotDurable, refuse_unsafe
from middleway.web.operations import queries
from middleway.web.operations.backups import MANIFEST

_ENOUGH: Final = 500_000_000  # bytes
_OVER_A_NETWORK: Final = {"nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p", "afs"}


class State(Enum):
    OK = "ok  "
    WARN = "warn"
    FAIL = "FAIL"


Finding = tuple[State, str]


def examined(backups: Path | None = None) -> Iterator[Finding]:
    """Yield what was found. `backups`: the folder where backups are kept."""
    yield from _database()
    yield from _secrets(backups)
    yield from _machine()
    if backups is not None:
        there = sorted(backups.glob(f"*/{MANIFEST}"))
        yield _finding(bool(there), f"backups in {backups}: {len(there)}", State.WARN)


def _database() -> Iterator[Finding]:
    try:
        refuse_unsafe(connection)
        yield State.OK, "the database keeps what it has answered as saved"
        yield _finding(not queries.pending_migrations(), "the tables are of this version", State.WARN)
    except (NotDurable, DatabaseError) as error:
        yield State.FAIL, str(error)
        return
    if connection.vendor == "postgresql":
        yield from _postgresql()
        return
    over = _file_system_of(settings.DATA)
    yield _finding(over not in _OVER_A_NETWORK, f"the database lies on this machine's own disk ({over or 'unknown'})")
    free = shutil.disk_usage(settings.DATA).free
    yield _finding(free > _ENOUGH, f"free space beside the database: {free // 1_000_000} MB", State.WARN)


def _postgresql() -> Iterator[Finding]:
    wanted = {"data_checksums": "on", "log_parameter_max_length": "0", "log_parameter_max_length_on_error": "0"}
    with connection.cursor() as cursor:
        for name, value in wanted.items():
            cursor.execute(f"SHOW {name}")
            found = cursor.fetchone()
            yield _finding(bool(found) and found[0] == value, f"PostgreSQL's {name} is {value}", State.WARN)


def _secrets(backups: Path | None) -> Iterator[Finding]:
    folder = settings.SECRETS
    names = {path.name for path in folder.glob("*")} if folder.exists() else set()
    yield _finding({"signing", "instance", "pepper-1"} <= names, f"the secrets are in {folder}")
    open_to = [path for path in (folder, settings.DATA, *folder.glob("*")) if path.exists() and _others_may(path)]
    yield _finding(not open_to, "secrets and database are open to nobody else" + _listed(open_to))
    near = [place for place in (settings.DATA, backups) if place and list(place.rglob("pepper-*"))]
    yield _finding(not near, "no secrets lie with the database or its backups" + _listed(near))


def _machine() -> Iterator[Finding]:
    yield _finding(resource.getrlimit(resource.RLIMIT_CORE)[0] == 0, "no memory is written to disk when a process crashes (ulimit -c 0)", State.WARN)  # fmt: skip
    swaps = Path("/proc/swaps").read_text("utf-8").splitlines()[1:] if Path("/proc/swaps").exists() else []
    plain = [line.split()[0] for line in swaps if "/dev/dm-" not in line and "zram" not in line]
    yield _finding(not plain, "no unencrypted swap" + _listed(plain), State.WARN)
    local = set(settings.ALLOWED_HOSTS) <= {"localhost", "127.0.0.1", "[::1]"}
    yield _finding(local or settings.HTTPS, "passphrases cross no network unencrypted")


def _finding(right: bool, what: str, otherwise: State = State.FAIL) -> Finding:
    return (State.OK if right else otherwise), what


def _others_may(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def _listed(things: list[Path] | list[str]) -> str:
    return f": not so for {', '.join(map(str, things))}" if things else ""


def _file_system_of(path: Path) -> str:
    """Return the kind of file system a folder lies on, "" when this system does not tell."""
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return ""
    found = [line.split()[1:3] for line in mounts.read_text("utf-8").splitlines()]
    around = [(len(point), kind) for point, kind in found if path.is_relative_to(point)]
    return max(around)[1] if around else ""
