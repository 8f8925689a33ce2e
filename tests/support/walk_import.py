"""The part of the walk that brings an archive in: stopped in the middle, brought in whole, and left on its way."""

from json import dumps
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from middleway.vault import write_archive
from tests.support.people import Person

if TYPE_CHECKING:
    from tests.support.walk import Walk


def walk_the_import(walk: "Walk", person: Person, archive: bytes, passphrase: str) -> None:
    _upload(walk, person, archive, passphrase)
    walk.see(person.browser.send("/imports/stop/"))
    _looked(walk, person)
    _upload(walk, person, archive, passphrase)
    _looked(walk, person)
    drafts = ({"text": walk.words.text(), "changed": "2026-01-01T00:00:00+00:00"} for _ in range(3))
    rows = [{"kind": "moments.draft", "id": str(uuid4()), "content": draft} for draft in drafts]
    lines = "\n".join(map(dumps, [{"kind": "header", "format": 1}, *rows, {"kind": "end"}]))
    _upload(walk, person, b"".join(write_archive(lines.encode(), passphrase, settings.COST)), passphrase)


def _upload(walk: "Walk", person: Person, archive: bytes, passphrase: str) -> None:
    fields = {"archive_passphrase": passphrase, "current": person.passphrase}
    walk.see(person.browser.send("/imports/", {**fields, "archive": SimpleUploadedFile("notes.mwa", archive)}))


def _looked(walk: "Walk", person: Person) -> None:
    """Look at the import until it is over."""
    while walk.see(person.browser.get("/imports/on/")).status_code == 200:
        pass
