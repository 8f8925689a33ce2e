"""Finds a text in bytes, however it was written down there: raw, encoded, escaped, packed, or one inside the other."""

import base64
import gzip
import html
import io
import json
import quopri
import re
import unicodedata
import urllib.parse
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

_RUN = re.compile(rb"[A-Za-z0-9+/_\-]{24,}(?:\r?\n[A-Za-z0-9+/_\-]+)*")
_PACKED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]|PK\x03\x04")
_DEEPEST = 3  # a packed stream in base64 in a packed stream
_LARGEST = 64_000_000  # bytes that one packed stream may grow to


@dataclass(frozen=True, slots=True)
class Blob:
    """Bytes that the server wrote, and where."""

    where: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Hit:
    """A text was found. `how` says in which disguise; the text itself is not repeated."""

    where: str
    how: str


def _without_edges(unknown: int, content: bytes, encode: Callable[[bytes], bytes]) -> bytes:
    """Return the base64 signs that `content` has wherever it stands, after `unknown` bytes of something else."""
    encoded = encode(b"\0" * unknown + content).rstrip(b"=")
    sure = (unknown + len(content)) // 3 * 4
    return encoded[(0, 2, 3)[unknown] : sure]


def _disguises(text: str) -> Iterator[tuple[str, bytes]]:
    plain = text.encode()
    yield "utf-8", plain
    for wide in ("utf-16-le", "utf-16-be", "utf-32-le"):
        yield wide, text.encode(wide)
    for name, kind in (("utf-8", plain), ("utf-16-le", text.encode("utf-16-le"))):
        for unknown in range(3):
            yield f"base64 of {name}", _without_edges(unknown, kind, base64.b64encode)
            yield f"base64url of {name}", _without_edges(unknown, kind, base64.urlsafe_b64encode)
    yield "hex", plain.hex().encode()
    yield "hex", plain.hex().upper().encode()
    for quoted in (urllib.parse.quote(text, safe=""), urllib.parse.quote(text, safe="").replace("%25", "%")):
        yield "url", quoted.encode()
        yield "url", re.sub(r"%..", lambda found: found[0].lower(), quoted).encode()
    escaped = json.dumps(text)[1:-1]
    yield "json", escaped.encode()
    yield "json", re.sub(r"\\u....", lambda found: found[0].upper().replace("U", "u", 1), escaped).encode()
    yield "python", ascii(plain)[2:-1].encode()
    yield "python", ascii(text)[1:-1].encode()
    yield "html", "".join(f"&#{ord(sign)};" if ord(sign) > 126 else html.escape(sign) for sign in text).encode()
    yield "html", "".join(f"&#x{ord(sign):x};" if ord(sign) > 126 else html.escape(sign) for sign in text).encode()
    yield "quoted-printable", quopri.encodestring(plain).replace(b"=\n", b"").strip()
    yield "utf-7", text.encode("utf-7")


class Searcher:
    """Looks for many texts at once. A text in another case or Unicode form is the same text."""

    def __init__(self, texts: Iterable[str]) -> None:
        found: dict[bytes, str] = {}
        for text in texts:
            forms = {unicodedata.normalize(form, text) for form in ("NFC", "NFD", "NFKC", "NFKD")}
            for form in sorted(forms | {kept.upper() for kept in forms}):
                for how, pattern in _disguises(form):
                    found.setdefault(pattern, how)
        self._patterns = found

    def hits(self, blobs: Iterable[Blob]) -> list[Hit]:
        return [hit for blob in blobs for hit in self._in(blob.where, blob.content, _DEEPEST)]

    def _in(self, where: str, content: bytes, depth: int) -> Iterator[Hit]:
        yield from (Hit(where, how) for pattern, how in self._patterns.items() if pattern in content)
        if depth:
            for how, inner in unpacked(content):
                yield from self._in(f"{where} > {how}", inner, depth - 1)


def unpacked(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield what is packed inside: gzip, zlib and zip streams that start anywhere, and runs of base64."""
    for start in _PACKED.finditer(content):
        inner = _inflated(content[start.start() :], start[0])
        if inner:
            yield "packed", inner
    for run in _RUN.finditer(content):
        signs = re.sub(rb"\s", b"", run[0]).translate(bytes.maketrans(b"-_", b"+/"))
        for skip in range(4):
            # A run may begin with signs that are none of it, so each of four places is tried.
            yield "base64", base64.b64decode(signs[skip : skip + (len(signs) - skip) // 4 * 4])


def _inflated(content: bytes, mark: bytes) -> bytes:
    try:
        if mark.startswith(b"\x1f"):
            return gzip.GzipFile(fileobj=io.BytesIO(content)).read1(_LARGEST)
        if mark == b"PK\x03\x04":
            named = int.from_bytes(content[26:28], "little") + int.from_bytes(content[28:30], "little")
            return zlib.decompressobj(-15).decompress(content[30 + named :], _LARGEST)
        return zlib.decompressobj().decompress(content, _LARGEST)
    except (OSError, EOFError, zlib.error):
        return b""
