"""Opens files and standard input as text, in their encoding. Anything but a text of messages is refused by its name."""

import codecs
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

from middleway.cli.encoding import encoding_of
from middleway.cli.shapes import HEAD, NO_TEXT, Foreign, foreign_bytes, foreign_text
from middleway.cli.trouble import Trouble

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


@dataclass(frozen=True, slots=True)
class Source:
    """An open text. `head`: its beginning; `encoding`: the name to show.

    `taken` returns how much of it has been read, 0 … 1; it is None if that cannot be known.
    """

    stream: TextIO
    head: str
    encoding: str
    taken: Callable[[], float] | None


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """Open a file, or standard input for "-". Raises Trouble if it is missing, or is not a text of messages."""
    if str(path) == "-":
        yield _source(_("What comes in"), standard_input(), None)
        return
    try:
        raw = path.open("rb")
    except OSError as error:
        raise not_opened(path, error) from error
    with raw:
        size = max(1, os.fstat(raw.fileno()).st_size)
        yield _source(repr(path.name), raw, size if raw.seekable() else None)


def whole_text() -> tuple[str, str]:
    """Return all of standard input as one text, and its encoding. Raises Trouble as `opened` does."""
    source = _source(_("What comes in"), standard_input(), None)
    return source.stream.read(), source.encoding


def not_opened(path: Path, error: OSError) -> Trouble:
    return Trouble(
        _("{file} could not be opened: {why}.").format(file=repr(str(path)), why=error.strerror),
        hint=_("Check the name and try again."),
    )


def standard_input() -> BinaryIO:
    """Return standard input. Raises Trouble if there is none: a service may run a command with it closed."""
    if sys.stdin is None:
        raise Trouble(_("There is no standard input."), hint=_("Give a text, or a file with --file."), status=2)
    return sys.stdin.buffer


def _source(name: str, raw: BinaryIO, size: int | None) -> Source:
    head = raw.read(HEAD)
    encoding = encoding_of(head)
    if (found := foreign_bytes(head)) or encoding is None:
        raise _refused(name, found or NO_TEXT)
    text = head.decode(encoding, "replace")
    if found := foreign_text(text):
        raise _refused(name, found)
    told = encoding.upper().removesuffix("-SIG")[:6].rstrip("-")
    if told != "UTF-8":
        print(
            _("middleway: {name} is {encoding} text, and is read as such.").format(name=name, encoding=told),
            file=sys.stderr,
        )
    whole = _Again(head, raw)
    stream = io.TextIOWrapper(
        io.BufferedReader(whole), encoding, "surrogateescape" if told == "UTF-8" else "lost", newline=""
    )
    return Source(stream, text, told, None if size is None else lambda: whole.given / size)


def _lost(error: UnicodeError) -> tuple[str, int]:
    """Decode invalid bytes to a lone surrogate in UTF-16 and UTF-32, where `surrogateescape` does not work."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "\udc80", error.end


codecs.register_error("lost", _lost)


def _refused(name: str, found: Foreign) -> Trouble:
    return Trouble(
        _("{name} is {what}.").format(name=name, what=_(found.name)),
        hint=" ".join(_(sentence) for sentence in found.hint),
        status=2,
    )


class _Again(io.RawIOBase):
    """Gives a stream from its beginning although its head was read already: a pipe cannot be rewound."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        room = memoryview(buffer).cast("B")
        piece = self._head[: len(room)] or self._rest.read(len(room)) or b""
        self._head = self._head[len(room) :]
        room[: len(piece)] = piece
        self.given += len(piece)
        return len(piece)
