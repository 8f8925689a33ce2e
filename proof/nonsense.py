"""Requests that no page of ours makes: half of each is right, so that it comes far, and half is nonsense."""

import json
import random
import urllib.parse
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.urls import reverse

from middleway.vault import write_archive
from middleway.web.accounts.carried import sealed, whose
from middleway.web.questions.steps import STEPS
from middleway.web.submitted_text import Brought
from proof.matrix import World
from proof.routes import INSIDE, METHODS, ROUTES

FIELDS = (
    "heat", "person", "seen", "page", "until", "feelings", "alike", "not_so", "safe", "words-draft", "words-pain", "name", "tie", "breath_in", "look",
    "text", "draft", "of", "whose", "carried", "username", "passphrase", "again", "offered", "take_offered", "one_time", "code", "operator", "current",
    "name", "credential", "minutes", "archive", "archive_passphrase", "form", "understood", "sure", "csrfmiddlewaretoken", "next",
)  # fmt: skip
_RAW = (
    b"", b" ", b"0", b"-1", b"9" * 400, b"1e999", b"NaN", b"\0", b"a\0b", b"\xed\xa0\x80", b"\xff\xfe", b"\xc3\x28", b"\xf4\x90\x80\x80",
    b"+2AA-", b"\\ud800", b"\r\n\r\n", b"%", b"%00", b"%ud800", b"{}", b"[]", b"null", b'{"id": 1}', b"[" * 3000, b"true",
    b'{"a": {"b": []}, "rawId": "x", "response": {}, "type": "public-key", "id": "x"}', b"../../etc/passwd", b"' OR 1=1 --", b"{{ 7 }}",
    b"<script>alert(1)</script>", "\u202eأחの\u200d\ufeff".encode(), "é".encode("utf-16"), b"on", b"html", b"2", b"a" * 300,
    "İ".encode() * 40, "ß".encode() * 20, "ﷺ".encode() * 30, b"$argon2id$v=19", b"0000-0000-0000-0000-0000-0000-0000-0000-0000",
)  # fmt: skip
_CHARSETS = (
    "utf-8", "utf-16", "utf-7", "latin-1", "rot13", "hex", "base64", "zlib", "unicode_escape", "raw_unicode_escape", "idna", "punycode",
    "undefined", "mbcs", "nonsense", "utf-8\0", "\xe9", "",
)  # fmt: skip
_TYPES = (
    "application/json", "text/plain", "application/octet-stream", "multipart/form-data", "multipart/form-data; boundary=",
    "multipart/form-data; boundary=\xe9", "multipart/mixed; boundary=x", "application/x-www-form-urlencoded; charset=", "x", "", "a/b; c=\0", "a/b; c*=nonsense''x",
    "application/x-www-form-urlencoded; charset*=utf-8''rot13",
)  # fmt: skip
_HEADERS = (
    "accept", "accept-encoding", "accept-language", "authorization", "content-encoding", "cookie", "expect", "hx-request", "if-match",
    "if-modified-since", "if-none-match", "origin", "range", "referer", "sec-fetch-site", "transfer-encoding", "user-agent", "x-csrftoken",
    "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-http-method-override", "x-requested-with", "host",
)  # fmt: skip
_VALUES = ("", "0", "-1", "*", "gzip, br", "null", "https://elsewhere.example", "en;q=2, \xff, zz-" + "x" * 600, "x" * 20_000, "\xe9\0", "9" * 5_000,
           "bytes=0-,-1", "__Host-s=; __Host-k=\xff", "__Host-s=" + "a" * 32 + "; __Host-k=%%%; =; ;;", "Thu, 99 Foo 0000", 'W/"', "[::1", "a b", "..")  # fmt: skip

# Where a request comes far when it is nearly right.
_FAR = ("imports:bring_in", "imports:bring_in", "signin:sign_in", "moments:draft", "moments:edit", "security:passkey")

_ODD: tuple[Any, ...] = (
    None,
    0,
    -1,
    10**30,
    1.5,
    [],
    {},
    "",
    "\ud800",
    "\0",
    "moments.moment",
    "accounts.account",
    "x" * 9_000,
    True,
)
_TIMES = (
    "2026-01-01",
    "2026-01-01T00:00",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "2026-02-30T00:00:00Z",
    "now",
)


@dataclass
class Request:
    role: str
    method: str
    path: str
    content: bytes
    kind: str
    headers: dict[str, str] = field(default_factory=dict)


class Maker:
    """Makes requests, by chance that can be repeated."""

    def __init__(self, world: World, rng: random.Random) -> None:
        self._world, self._rng = world, rng

    def request(self) -> Request:
        # Who is signed in reaches more.
        role = self._rng.choice((*self._world.people, *INSIDE, *INSIDE, *INSIDE))
        method = self._rng.choice((*METHODS, *["POST"] * 20, "TRACE", "M-SEARCH"))
        path = self._path()
        content, kind = self._form(role, path)
        headers = {
            name: self._rng.choice(_VALUES) for name in self._rng.sample(_HEADERS, self._rng.choice((0, 0, 0, 1, 3)))
        }
        return Request(role, method, path, content, kind, headers)

    def _path(self) -> str:
        name = self._rng.choice((*ROUTES, *_FAR, *_FAR, *_FAR))
        row = ROUTES[name]
        ids = [self._world.ids[row.of or "draft", state] for state in ("existing", "existing", "deleted", "never")]
        arguments: list[Any] = [self._rng.choice([*ids, uuid.uuid4()])] if row.of else []
        arguments += row.also
        if name == "moments:page":
            arguments = [self._rng.choice((0, 1, 10**6, 10**4_000))]
        if name == "way:step":
            arguments = [arguments[0], self._rng.choice((*STEPS, "nowhere"))]
        path = reverse(name, args=arguments)
        if self._rng.random() < 0.15:
            junk = urllib.parse.quote_from_bytes(self._rng.choice(_RAW)[:500])
            at = self._rng.randrange(len(path) + 1)
            path = path[:at] + junk + path[at:]
        return path + ("?" + urllib.parse.quote_from_bytes(self._rng.choice(_RAW)) if self._rng.random() < 0.2 else "")

    def _value(self, name: str, role: str) -> bytes:
        person = self._world.people[role]
        right = {
            "current": person.passphrase, "passphrase": person.passphrase, "archive_passphrase": person.passphrase, "username": person.name,
            "understood": "on", "sure": "on", "form": self._rng.choice(("html", "json", "csv")), "text": "I felt hurt when you left.",
            "draft": str(self._world.ids["draft", "existing"]), "of": str(self._world.ids["moment", "existing"]), "minutes": "5",
            "code": person.code, "seen": "1", "whose": whose(person.account), "carried": sealed(Brought("/moments/write/", [("text", "words"), ("whose", whose(person.account))])),
        }  # fmt: skip
        if name in right and self._rng.random() < 0.6:
            return right[name].encode()
        value = self._rng.choice(_RAW)
        return self._rng.randbytes(20) if self._rng.random() < 0.1 else value * self._rng.choice((1, 1, 1, 7))

    def _form(self, role: str, path: str) -> tuple[bytes, str]:
        names = self._rng.choices(FIELDS, k=self._rng.choice((0, 1, 3, 6, 12, 12)))
        if path.startswith("/security/"):
            names += ["current", "current"][: self._rng.choice((0, 1, 1, 2))]
        fields = [(name, self._value(name, role)) for name in names]
        chance, with_file = self._rng.random(), path.startswith("/imports/")
        if chance < 0.1:
            return self._rng.choice(_RAW) * self._rng.choice((1, 50)), self._rng.choice(_TYPES)
        charset = f"; charset={self._rng.choice(_CHARSETS)}" if self._rng.random() < 0.2 else ""
        if chance < 0.6 and not (with_file and chance > 0.15):
            pairs = "&".join(f"{name}={urllib.parse.quote_from_bytes(value)}" for name, value in fields)
            return pairs.encode(), f"application/x-www-form-urlencoded{charset}"
        return self._multipart(fields, role, with_file=with_file), f"multipart/form-data; boundary=line{charset}"

    def _multipart(self, fields: list[tuple[str, bytes]], role: str, *, with_file: bool) -> bytes:
        parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + value for name, value in fields]
        upload = self._archive(role) if self._rng.random() < 0.7 else self._rng.choice(_RAW)
        if with_file or self._rng.random() < 0.2:
            about = b'Content-Disposition: form-data; name="archive"; filename="' + self._rng.choice(_RAW)[:50] + b'"'
            passphrase = b'Content-Disposition: form-data; name="archive_passphrase"\r\n\r\n'
            parts += [passphrase + self._world.people[role].passphrase.encode(), about + b"\r\n\r\n" + upload]
            if self._rng.random() < 0.2:
                self._rng.shuffle(parts)
        whole = b"".join(b"--line\r\n" + part + b"\r\n" for part in parts) + b"--line--\r\n"
        return whole[: self._rng.randrange(len(whole))] if self._rng.random() < 0.15 else whole

    def _archive(self, role: str) -> bytes:
        """Return an archive that opens; what is in it is an export of ours, or nearly."""
        content = {
            "text": "words",
            "written": "2026-01-01T00:00:00+00:00",
            "changed": "2026-01-01T00:00:00+00:00",
            "of": "",
        }
        rows = [{"kind": self._rng.choice(("moments.moment", "moments.draft")), "id": str(uuid.uuid4()), "content": dict(content)}
                for _ in range(self._rng.choice((0, 1, 2)))]  # fmt: skip
        lines: list[Any] = [
            {"kind": "header", "format": 1},
            *rows,
            *rows[: self._rng.choice((0, 0, 0, 0, 0, 1))],
            {"kind": "end"},
        ]
        for row in rows:
            self._spoil(row if self._rng.random() < 0.3 else row["content"])
        plain = "\n".join(json.dumps(line) for line in lines).encode()
        cost = settings.COST
        return b"".join(write_archive(plain, self._world.people[role].passphrase, cost))

    def _spoil(self, found: Any) -> None:
        name = self._rng.choice(list(found))
        if self._rng.random() < 0.2:
            del found[name]
        elif self._rng.random() < 0.6:
            found[name] = self._rng.choice(
                _TIMES if name in {"written", "changed"} and self._rng.random() < 0.5 else _ODD
            )
