"""Sessions that are over although their row may still be there: refused at once, removed at the next possible write.

A way out must need nothing else to work. So an ended session is noted in two places that need no database: the memory
of this process, and an empty file in the data folder, for the other processes of this server and for the next start. A
full disk takes an empty file in most cases, though no new folder; where it does not, the memory still knows.
"""

import contextlib
import logging
import os
import threading
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import Error

from middleway.web import database
from middleway.web.accounts.models import Session
from middleway.web.accounts.sessions import is_ours

_log = logging.getLogger(__name__)
_FOLDER: Final = "ended"
_AT_ONCE: Final = 50  # rows
_here: set[str] = set()
_removing: Final = threading.Lock()


def make_folder() -> None:
    """Make the folder while there is room for it: it takes some, and the empty files in it take none."""
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)


def note(key: str | None) -> None:
    """Let nobody in with this session from now on, whatever becomes of its row. Raises nothing.

    A key that this server never gave to anybody is ignored: strangers must not fill the memory or the disk.
    """
    if key is None or not is_ours(key):
        return
    _here.add(key)
    with contextlib.suppress(OSError):
        make_folder()
        (_folder() / key).touch(mode=0o600)


def has(key: str | None) -> bool:
    # Unlike `Path.exists`, this one raises nothing.
    return key is not None and is_ours(key) and (key in _here or os.path.exists(_folder() / key))  # noqa: PTH110


def remove(**_: object) -> None:
    """Delete, after an answer, the rows of sessions that ended. If others write for long, a later answer does it.

    The request has given up its place by then (web/at_once.py). So only one thread of a process does this, and the
    others leave it to that one. Otherwise each would open a connection to the database and wait there, as many as there
    are threads.
    """
    if not _removing.acquire(blocking=False):
        return
    try:
        tried = set[str]()
        while keys := sorted(_noted() - tried)[:_AT_ONCE]:
            if not _are_removed(keys):
                return
            tried.update(keys)
    finally:
        _removing.release()


def _are_removed(keys: list[str]) -> bool:
    try:
        with database.hardly_waiting():
            Session.objects.filter(session_key__in=keys).delete()
    except (Error, OSError):
        _log.warning("a session that ended has its row still; it is refused", exc_info=True)
        return False
    for key in keys:
        _here.discard(key)
        with contextlib.suppress(OSError):
            (_folder() / key).unlink(missing_ok=True)
    return True


def _noted() -> set[str]:
    try:
        found = set(os.listdir(_folder()))  # noqa: PTH208 (names, not paths)
    except OSError:
        found = set()
    return _here | {key for key in found if is_ours(key)}


def _folder() -> Path:
    folder: Path = settings.DATA / _FOLDER
    return folder
