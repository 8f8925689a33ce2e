"""Looks for what could harm the operator, or the people who write here, unnoticed. Each finding is one line."""

import re
import resource
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from enum import Enum
from gettext import gettext as _
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connection

from middleway.web import keyfiles
from middleway.web.accounts import throttle
from middleway.web.accounts.models import Slot
from middleway.web.database import NotDurable, refuse_unsafe
from middleway.web.hosts import LOCAL
from middleway.web.operations import disk, machine, queries
from middleway.web.operations.backups import HALF, MANIFEST, WHOLE
from middleway.web.operations.connections import needed, shortage, taken
from middleway.web.operations.refused import Refused
from middleway.web.operations.verifying import verify_live

_ENOUGH: Final = 500  # megabytes
_FRESH, _KEPT = timedelta(days=2), timedelta(days=30)


class Severity(Enum):
    OK = "ok  "
    WARN = "warn"
    FAIL = "FAIL"


Diagnosis = tuple[Severity, str]


def examined(backups: Path | None = None) -> Iterator[Diagnosis]:
    """Yield the findings. `backups`: the folder where backups are kept."""
    parts: list[Callable[[], Iterator[Diagnosis]]] = [
        _settings,
        _contents,
        _place,
        _secrets,
        lambda: _apart(backups),
        lambda: _copies(backups),
        _memory,
    ]
    for part in parts:
        try:
            yield from part()
        except (NotDurable, Refused) as error:
            yield Severity.FAIL, str(error)
        except (DatabaseError, OSError, ValueError) as error:
            # A check that cannot run must not hide the others.
            yield Severity.FAIL, _("this could not be looked at: {why}").format(why=error)
    connection.close()


def _settings() -> Iterator[Diagnosis]:
    """Check the settings that could expose passphrases, lose words, or write words into a log."""
    local = set(settings.ALLOWED_HOSTS) <= set(LOCAL)
    yield _finding(
        local or settings.HTTPS, _("passphrases cross no network unencrypted (MIDDLEWAY_HOSTS, MIDDLEWAY_HTTPS)")
    )
    queries.refuse_missing()
    refuse_unsafe(connection)
    yield Severity.OK, _("the database keeps what it has answered as saved")
    if connection.vendor == "sqlite":
        return
    wanted = {"data_checksums": "on", "log_parameter_max_length": "0", "log_parameter_max_length_on_error": "0"}
    with connection.cursor() as cursor:
        for name, value in wanted.items():
            cursor.execute(f"SHOW {name}")
            found = cursor.fetchone()
            told = _("PostgreSQL's {name} is {value}").format(name=name, value=value)
            yield _finding(bool(found) and found[0] == value, told, Severity.WARN)
    few = shortage(1)
    enough = _("PostgreSQL takes {found} connections (it needs {needed})")
    yield _finding(few is None, few or enough.format(found=taken(), needed=needed()), Severity.WARN)


def _contents() -> Iterator[Diagnosis]:
    for what, right in verify_live():
        yield _finding(right, what)
    if queries.pending_migrations():
        return
    old = len(throttle.old(days=30))
    yield _finding(
        not old,
        _("counts of wrong guesses from more than 30 days ago: {count} (the next start deletes them)").format(
            count=old
        ),
        Severity.WARN,
    )
    needed = set(Slot.objects.filter(kind="passphrase").values_list("pepper", flat=True))
    lost = sorted(needed - set(keyfiles.peppers()))
    told = _("every passphrase has its pepper in {folder}").format(folder=settings.SECRETS)
    yield _finding(not lost, told + _listed([f"pepper-{number}" for number in lost]))


def _place() -> Iterator[Diagnosis]:
    """Check where the data folder lies; where PostgreSQL keeps its own files is not ours to check."""
    if connection.vendor == "sqlite":
        kind = machine.file_system_of(settings.DATA)
        here = _("the database lies on a disk of this machine ({kind})")
        elsewhere = _(
            "the database lies on another machine ({kind}): SQLite's locks do not hold there, and words can be lost"
        )
        far = machine.is_over_a_network(kind)
        told = (elsewhere if far else here).format(kind=kind or _("which, this system does not tell"))
        yield _finding(bool(kind) and not far, told, Severity.FAIL if far else Severity.WARN)
    free = machine.free_megabytes(settings.DATA)
    told = _("free space beside the database: {free} MB").format(free=free)
    yield _finding(free > _ENOUGH, told, Severity.WARN)


def _secrets() -> Iterator[Diagnosis]:
    folder = settings.SECRETS
    names = {path.name for path in folder.glob("*")}
    missing = [name for name in ("signing", "instance") if name not in names]
    yield _finding(
        not missing and bool(keyfiles.peppers()),
        _("the secrets are in {folder}").format(folder=folder) + _listed(missing),
    )
    files = [path for path in folder.rglob("*") if path.is_file()]
    seen = [path for path in (folder, settings.DATA, *files) if path.exists() and machine.open_to_others(path)]
    yield _finding(not seen, _("secrets and database are open to nobody else") + _listed(seen))
    loose = [path for path in files if path.stat().st_mode & 0o200]
    told = _("no secret can be written over by accident (mode 0400)")
    yield _finding(not loose, told + _listed(loose), Severity.WARN)


def _apart(backups: Path | None) -> Iterator[Diagnosis]:
    places = [place for place in (settings.DATA, backups) if place is not None and place.exists()]
    near = [path for place in places for path in place.rglob("pepper-*")]
    if disk.overlap(settings.DATA, settings.SECRETS):
        near.append(settings.SECRETS)
    yield _finding(not near, _("no secrets lie with the database or its backups") + _listed(near))
    both = [path for place in places for path in machine.archives_with_both(place)]
    yield _finding(not both, _("no archive holds secrets and a database together") + _listed(both))


def _copies(backups: Path | None) -> Iterator[Diagnosis]:
    now = datetime.now(UTC)
    aside = [*settings.DATA.glob("notes.sqlite3.before-*"), *settings.DATA.glob(f"*/{WHOLE}")]
    there = sorted(path.parent for path in backups.glob(f"{WHOLE}/{MANIFEST}")) if backups else []
    old = [path for path in (*aside, *there) if now - _made(path) > _KEPT or _made(path) > now + _FRESH]
    yield _finding(
        not old,
        _("no copy is older than 30 days, or from the future: what people delete lives on in it") + _listed(old),
        Severity.WARN,
    )
    if backups is None:
        yield Severity.WARN, _("whether there are backups is not known: middleway doctor --backups FOLDER")
        return
    # A copy from the future was made while a clock ran ahead, so its age is not known.
    ages = [age for path in there if (age := now - _made(path)) > -_FRESH]
    fresh = bool(ages) and ages[-1] < _FRESH
    newest = _("{days} days old").format(days=ages[-1].days) if ages else _("not there")
    told = _("backups in {folder}: {count}, the newest {newest}")
    yield _finding(fresh, told.format(folder=backups, count=len(there), newest=newest), Severity.WARN)
    half = sorted(backups.glob(HALF))
    yield _finding(not half, _("no backup was left half-made (delete it)") + _listed(half), Severity.WARN)


def _made(copy: Path) -> datetime:
    """Return when a copy was made: by its name, which stays the same when it is moved, or else by its file time."""
    told = re.search(r"\d{8}T\d{6}Z", copy.name)
    if told:
        return datetime.strptime(told[0], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return datetime.fromtimestamp(copy.stat().st_mtime, UTC)


def _memory() -> Iterator[Diagnosis]:
    limit = resource.getrlimit(resource.RLIMIT_CORE)[0]
    yield _finding(
        limit == 0,
        _("no memory is written to disk when a process crashes (ulimit -c 0; serve sees to it itself)"),
        Severity.WARN,
    )
    taker = machine.takes_cores()
    yield _finding(
        not taker,
        _("no program is given the memory of what crashes (kernel.core_pattern)") + _listed([taker] if taker else []),
        Severity.WARN,
    )
    swap = machine.readable_swap()
    untold = _("whether swap is encrypted, this system does not tell")
    told = untold if swap is None else _("no unencrypted swap") + _listed(swap)
    yield _finding(swap == [], told, Severity.WARN)


def _finding(right: bool, what: str, otherwise: Severity = Severity.FAIL) -> Diagnosis:
    return (Severity.OK if right else otherwise), what


def _listed(things: list[Path] | list[str]) -> str:
    return _(": not so for {things}").format(things=", ".join(map(str, things))) if things else ""
