"""C-02: is the search of C-01 any good? Leaks that real programs have are planted one by one; it must find each."""

import base64
import gzip
import json
import logging
import pickle
import random
import sqlite3
import tempfile
import unicodedata
import urllib.parse
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from typing import Any

from django.conf import settings
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import CookieStorage
from django.core import mail, signing
from django.core.cache import cache
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpRequest

from proof.evidence import Watched, watched
from proof.search import Hit, Searcher
from tests.support.canaries import Canaries

CI, NIGHT = 1, 3  # words a leak is planted with, the scripts in turn
Plant = Callable[[Watched, str], object]
_kept: list[Any] = []  # what must stay open while the search runs: connections, temporary files


@dataclass(frozen=True, slots=True)
class Figures:
    planted: int
    missed: list[str]
    false_alarms: list[Hit]

    def is_good(self) -> bool:
        return not self.missed and not self.false_alarms

    def __str__(self) -> str:
        found = self.planted - len(self.missed)
        return (
            f"C-02: {found} of {self.planted} planted leaks found, {len(self.false_alarms)} where none was planted"
            + "".join(
                [
                    *(f"\n  missed: {name}" for name in self.missed),
                    *(f"\n  not planted: {hit.where}: {hit.how}" for hit in self.false_alarms),
                ]
            )
        )


def _file(name: str, content: Callable[[str], bytes]) -> Plant:
    return lambda seen, word: (seen.folder / name).write_bytes(b"before " + content(word) + b" after")


def _log_line(seen: Watched, word: str) -> None:
    handler = logging.FileHandler(seen.folder / "own.log", encoding="utf-8")
    handler.handle(logging.makeLogRecord({"msg": "saved %s", "args": (word,)}))
    handler.close()


def _exception_text(seen: Watched, word: str) -> None:
    handler = logging.FileHandler(seen.folder / "errors.log", encoding="utf-8")
    try:
        raise ValueError(word.encode())  # noqa: TRY301 (its traceback is the leak)
    except ValueError as error:
        handler.handle(logging.makeLogRecord({"msg": "broke", "exc_info": (type(error), error, error.__traceback__)}))
    handler.close()


def _message_cookie(seen: Watched, word: str) -> None:
    encoded = CookieStorage(HttpRequest())._encode([Message(20, f"Saved: {word}")])  # type: ignore[attr-defined]  # not in the stubs
    (seen.folder / "access.log").write_text(f"Set-Cookie: messages={encoded}; HttpOnly", "utf-8")


def _mail(seen: Watched, word: str) -> None:
    mail.mail_admins("An error", f"POST: {word}")
    mail.send_mail("An error", f"POST: {word}", None, ["operator@localhost"])


def _written_mail(seen: Watched, word: str) -> None:
    message = EmailMessage(policy=SMTP)
    message.set_content(f"POST: {word} " * 9, cte="base64")
    (seen.folder / "mail.eml").write_bytes(message.as_bytes())


def _temporary_upload(seen: Watched, word: str) -> None:
    upload = TemporaryUploadedFile("notes.mwa", "application/octet-stream", 0, None)
    upload.write(word.encode())
    upload.flush()
    _kept.append(upload)


def _temporary_file(seen: Watched, word: str) -> None:
    with tempfile.NamedTemporaryFile("w", delete=False, encoding="utf-16") as file:
        file.write(word)


def _elsewhere(seen: Watched, word: str) -> None:
    """A file in no folder that is searched: only that it was opened for writing gives it away."""
    (settings.SECRETS.parent / "core").write_bytes(b"\0" * 5_000 + word.encode() + b"\0" * 5_000)


def _table(*statements: str, journal: str = "WAL") -> Plant:
    def plant(seen: Watched, word: str) -> None:
        connection = sqlite3.connect(seen.folder / "own.sqlite3", isolation_level=None)
        connection.execute(f"PRAGMA journal_mode={journal}")
        for statement in statements:
            connection.execute(statement, (word,) if "?" in statement else ())
        _kept.append(connection)

    return plant


def _packed_row(seen: Watched, word: str) -> None:
    connection = sqlite3.connect(seen.folder / "own.sqlite3")
    connection.execute("CREATE TABLE sessions (data)")
    connection.execute("INSERT INTO sessions VALUES (?)", (zlib.compress(f"draft: {word}".encode()),))
    connection.commit()
    _kept.append(connection)


def _zip(seen: Watched, word: str) -> None:
    with zipfile.ZipFile(seen.folder / "backup.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("notes.json", json.dumps([word] * 20))


def _file_name(seen: Watched, word: str) -> None:
    (seen.folder / f"{word[:30]}.json").write_text("{}")


def _signed(word: str) -> bytes:
    """Return what a signed cookie holds: long ones are packed, then base64."""
    return signing.dumps({"draft": word, "more": "words " * 200}, compress=True).encode()


_PLAIN = ("CREATE TABLE moment (id INTEGER PRIMARY KEY, title TEXT)", "INSERT INTO moment (title) VALUES (?)")
LEAKS: dict[str, Plant] = {
    "a log line": _log_line,
    "the text of an exception": _exception_text,
    "what is printed": lambda seen, word: print(word),
    "a cookie of the messages framework": _message_cookie,
    "a mail to the admins": _mail,
    "a mail on disk, in base64": _written_mail,
    "the cache": lambda seen, word: cache.set("page", f"<p>{word}</p>"),
    "a cache on disk, pickled and packed": _file(
        "cache.djcache", lambda word: zlib.compress(pickle.dumps({"page": word}))
    ),
    "a temporary file of an upload": _temporary_upload,
    "a temporary file in UTF-16": _temporary_file,
    "a file in UTF-16, big end first": _file("export.txt", lambda word: b"\xfe\xff" + word.encode("utf-16-be")),
    "a file opened outside every folder": _elsewhere,
    "a plain column": _table(*_PLAIN),
    "an index": _table(_PLAIN[0], "CREATE INDEX titles ON moment (title)", _PLAIN[1]),
    "a table for searching": _table("CREATE VIRTUAL TABLE found USING fts5(text)", "INSERT INTO found VALUES (?)"),
    "a deleted row": _table("PRAGMA secure_delete=OFF", *_PLAIN, "DELETE FROM moment", journal="DELETE"),
    "a journal that is left": _table(
        *_PLAIN, "PRAGMA secure_delete=ON", "BEGIN", "DELETE FROM moment", journal="DELETE"
    ),
    "a packed value in a row": _packed_row,
    "a session in base64": _file("session", lambda word: base64.b64encode(json.dumps({"name": word}).encode())),
    "a signed and packed cookie": _file("cookie", _signed),
    "an access log with the address": _file("access.log", lambda word: f"GET /?q={urllib.parse.quote(word)}".encode()),
    "a page kept as HTML": _file("page.html", lambda word: escape(word).encode("ascii", "xmlcharrefreplace")),
    "JSON with escapes": _file("report.json", lambda word: json.dumps({"text": word}).encode()),
    "a gzip file": _file("access.log.1.gz", lambda word: gzip.compress(word.encode())),
    "a zip file": _zip,
    "a dump in hex": _file("dump.sql", lambda word: f"moment: (X'{word.encode().hex()}')".encode()),
    "decomposed letters": _file("notes.txt", lambda word: unicodedata.normalize("NFD", word).encode()),
    "the name of a file": _file_name,
}


def run(count: int = CI, seed: int = 1) -> Figures:
    """Plant every leak with `count` words, the scripts in turn; one that is missed with a single word is missed."""
    missed = [
        name
        for at, (name, plant) in enumerate(LEAKS.items())
        if not all(_found(plant, at + n + seed - 1) for n in range(count))
    ]
    return Figures(len(LEAKS), missed, _false_alarms())


def _false_alarms() -> list[Hit]:
    """Search where nothing was planted."""
    words = Canaries(random.Random(2))
    with watched() as seen:
        return Searcher(words.sought()).hits(seen.blobs())


def _found(plant: Plant, number: int) -> bool:
    words = Canaries(random.Random(number))
    for _ in range(number % 3 + 1):
        word = words.word()
    with watched() as seen:
        plant(seen, word)
        hits = Searcher(words.sought()).hits(seen.blobs())
        _clean()
    return bool(hits)


def _clean() -> None:
    while _kept:
        _kept.pop().close()
    (settings.SECRETS.parent / "core").unlink(missing_ok=True)
    mail.outbox.clear()
    cache.clear()
