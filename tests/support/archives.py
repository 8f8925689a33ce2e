"""Archives: taken along, written by hand, and brought back in."""

import json
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from middleway.vault import write_archive

SEAL = "quilt armband seventeen reptile"
MOMENT = {"text": "words", "written": "2026-01-01T00:00:00+00:00", "changed": "2026-01-01T00:00:00+00:00"}


def exported(person):
    return person.post("/export/", {"current": person.passphrase, "archive_passphrase": SEAL}).getvalue()


def bring_in(person, content, passphrase=SEAL):
    """Send a file, and look at its page until it is in; return the last page."""
    upload = SimpleUploadedFile("notes.mwa", content)
    fields = {"archive_passphrase": passphrase, "current": person.passphrase, "archive": upload}
    answer = person.post("/imports/", fields)
    return in_the_end(person) if answer.status_code == 302 else answer


def in_the_end(person):
    while (answer := person.get("/imports/on/")).status_code == 200:
        pass
    return person.get(answer.headers["Location"])


def line(kind, content, row=None):
    return {"kind": kind, "id": str(row or uuid4()), "content": content}


def moment(text, row=None, **more):
    return line("moments.moment", {**MOMENT, "text": text, **more}, row)


def archive(*lines, header=None, end=None):
    every = [{"kind": "header", "format": 1, **(header or {})}, *lines, {"kind": "end", **(end or {})}]
    return b"".join(write_archive("\n".join(map(json.dumps, every)).encode(), SEAL))
