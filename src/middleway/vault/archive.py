"""An export that only its own passphrase opens: Argon2id and XChaCha20-Poly1305 secretstream."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, overload

from middleway.vault import padding, primitives
from middleway.vault.errors import NotOpened
from middleway.vault.primitives import STANDARD, Cost

MAGIC: Final = b"MWAY\x01\x01"  # format 1, algorithm 1
_SALT: Final = 16
_HEADER: Final = len(MAGIC) + 4 + 1 + 1 + _SALT
CHUNK: Final = 65_536
_STEP: Final = CHUNK + primitives.STREAM_EXTRA
DEAREST: Final = Cost(1_048_576, 10, 16)  # the bounds of the specification


def write_archive(content: bytes | Iterable[bytes], passphrase: str, cost: Cost = STANDARD) -> Iterator[bytes]:
    """Yield the archive piece by piece; of content that comes in pieces, no more than two chunks are held at once.

    The header is the first piece, and the second is made after the passphrase was stretched, before any content is asked for.
    """
    salt = primitives.random(_SALT)
    header = MAGIC + cost.memory.to_bytes(4, "big") + bytes([cost.passes, cost.lanes]) + salt
    yield header
    pieces = [content] if isinstance(content, bytes) else content
    yield from primitives.stream_out(_key(passphrase, salt, cost), _chunks(padding.padded(pieces)), header)


def _chunks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes in chunks, the last of which may be shorter."""
    held = bytearray()
    for piece in pieces:
        held += piece
        while len(held) > CHUNK:
            yield bytes(held[:CHUNK])
            del held[:CHUNK]
    yield bytes(held)


@dataclass(frozen=True, slots=True, repr=False)
class Archive:
    """An archive that has opened whole: every byte of it was found to be right before the first was given out.

    Its content is given out piece by piece, as often as is asked, and never lies in memory as a whole. `size`: bytes; `lines`: ends of lines.
    """

    size: int
    lines: int
    _key: bytes
    _parts: tuple[bytes, bytes, "Sequence[bytes]"]

    def pieces(self) -> Iterator[bytes]:
        left = self.size
        for chunk in _stream(self._key, *self._parts):
            if left > 0:
                yield chunk[:left]
            left -= len(chunk)


def open_archive(archive: bytes, passphrase: str, most: Cost = DEAREST) -> Archive:
    """Raises NotOpened when the passphrase is another, or a byte is changed, missing or added.

    `most`: an archive that asks for more memory, passes or lanes is refused before any work, since it chooses its own cost.
    """
    header, rest = archive[:_HEADER], memoryview(archive)[_HEADER:]
    if not header.startswith(MAGIC) or len(rest) <= primitives.STREAM_HEADER:
        raise NotOpened
    at = len(MAGIC)
    cost = Cost(int.from_bytes(header[at : at + 4], "big"), header[at + 4], header[at + 5])
    if cost.memory > most.memory or cost.passes > most.passes or cost.lanes > most.lanes:
        raise NotOpened
    key = _key(passphrase, header[-_SALT:], cost)
    parts = (header, bytes(rest[: primitives.STREAM_HEADER]), _Chunks(rest[primitives.STREAM_HEADER :]))
    return Archive(*_measured(_stream(key, *parts)), key, parts)


def read_archive(archive: bytes, passphrase: str, most: Cost = DEAREST) -> bytes:
    """Return the content as a whole. Raises NotOpened, as `open_archive` does."""
    return b"".join(open_archive(archive, passphrase, most).pieces())


def _stream(key: bytes, header: bytes, start: bytes, chunks: Sequence[bytes]) -> Iterator[bytes]:
    return primitives.stream_in(key, start, chunks, header)


def _measured(chunks: Iterator[bytes]) -> tuple[int, int]:
    """Return the size without its padding, and how many lines end in it. Raises NotOpened as `padding.unpad` does."""
    read, end, last, lines = 0, 0, b"", 0
    for chunk in chunks:
        lines += chunk.count(b"\n")
        if said := chunk.rstrip(b"\0"):
            end, last = read + len(said), said[-1:]
        read += len(chunk)
    if last != padding.END or read != padding.padded_size(end - 1):
        raise NotOpened
    return end - 1, lines


class _Chunks(Sequence[bytes]):
    """The encrypted chunks of an archive, each copied when it is its turn."""

    def __init__(self, body: memoryview) -> None:
        self._body = body

    def __len__(self) -> int:
        return (len(self._body) + _STEP - 1) // _STEP

    @overload
    def __getitem__(self, at: int) -> bytes: ...
    @overload
    def __getitem__(self, at: slice) -> list[bytes]: ...
    def __getitem__(self, at: int | slice) -> bytes | list[bytes]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        if not 0 <= at < len(self):
            raise IndexError
        return bytes(self._body[at * _STEP : (at + 1) * _STEP])


def _key(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    plain = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    return primitives.derive(primitives.stretch(plain, salt, cost), "archive")
