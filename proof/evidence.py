"""Everything the server writes while a proof watches: files in its folders, files it opened elsewhere, rows, logs, mail, cache."""

import logging.config
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import mail
from django.core.cache import caches
from django.db import connection
from django.test import override_settings

from middleway.web.operations.backups import back_up
from proof.search import Blob

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_OURS = "middleway-proof-"
_watching: list[set[str]] = []


def _heard(event: str, arguments: tuple[Any, ...]) -> None:
    if _watching and event == "open" and isinstance(arguments[0], str) and arguments[2] & _WRITING:
        _watching[-1].add(arguments[0])


@dataclass
class Watched:
    """What was written so far."""

    folder: Path
    opened: set[str] = field(default_factory=set)

    def blobs(self) -> Iterator[Blob]:
        """Yield everything: names and contents of files, rows as the database gives them, mail, and the cache."""
        for path in sorted({*self._files(), *map(Path, self.opened)}):
            yield Blob(f"name of a file in {path.parent.name}", os.fsencode(path))
            if path.is_file():
                yield Blob(path.name, path.read_bytes())
        yield from _rows()
        yield from (Blob("mail", message.message().as_bytes()) for message in getattr(mail, "outbox", []))
        for name in settings.CACHES:
            yield Blob("cache", repr(getattr(caches[name], "_cache", "")).encode("utf-8", "surrogatepass"))

    def _files(self) -> Iterator[Path]:
        stored = Path(str(connection.settings_dict["NAME"]))
        # The database file, and beside it its journal, WAL and shared memory, whatever they are called.
        yield from stored.parent.glob(f"{stored.name}*")
        for folder in (self.folder, settings.DATA):
            yield from (path for path in Path(folder).rglob("*") if path.is_file())

    def back_up(self) -> None:
        back_up(self.folder / "backups")


def _rows() -> Iterator[Blob]:
    for model in apps.get_models(include_auto_created=True):
        for row in model._default_manager.values_list():
            for name, value in zip(model._meta.concrete_fields, row, strict=True):
                raw = (
                    bytes(value)
                    if isinstance(value, bytes | memoryview)
                    else str(value).encode("utf-8", "surrogatepass")
                )
                yield Blob(f"{model._meta.label}.{name.name}", raw)


@contextmanager
def watched() -> Iterator[Watched]:
    """Watch all that is written. The product's own logging runs as it does in earnest, into a file in the folder."""
    folder = Path(tempfile.mkdtemp(prefix=_OURS))
    temporary, seen = folder / "tmp", Watched(folder)
    temporary.mkdir()
    before, handlers = (tempfile.tempdir, os.environ.get("TMPDIR")), logging.getLogger().handlers[:]
    tempfile.tempdir = os.environ["TMPDIR"] = str(temporary)
    _watching.append(seen.opened)
    try:
        with ExitStack() as stack:
            console = stack.enter_context((folder / "console.log").open("w", encoding="utf-8", buffering=1))
            stack.enter_context(redirect_stderr(console))
            stack.enter_context(redirect_stdout(console))
            # The product's own keep nothing, and would hide what is given to them.
            mail_and_cache = {
                "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend",
                "CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
            }
            stack.enter_context(override_settings(**mail_and_cache))
            logging.config.dictConfig(settings.LOGGING)  # its handler writes to where stderr is now
            yield seen
    finally:
        _watching.pop()
        tempfile.tempdir = before[0]
        os.environ.pop("TMPDIR") if before[1] is None else os.environ.update(TMPDIR=before[1])
        logging.getLogger().handlers[:] = handlers
        shutil.rmtree(folder)


sys.addaudithook(_heard)
