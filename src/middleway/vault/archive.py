"""An export that only its own passphrase opens, by Argon2id and XChaCha20-Poly1305 secretstream."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from middleway.vault import padding, primitives
from middleway.vault.errors import NotOpened
from middleway.vault.primitives import STANDARD, Cost

MAGIC: Final = b"MWAY\x01\x01"  # format 1, algorithm 1
_SALT: Final = 16
_HEADER: Final = len(MAGIC) + 4 + 1 + 1 + _SALT
CHUNK: Final = 65_536
_STEP: Final = CHUNK + primitives.STREAM_EXTRA
DEAREST: Final = Cost(1_048_576, 10, 16)  # the upper bounds of the specification


def write_archive(content: bytes | Iterable[bytes], passphrase: str, cost: Cost = STANDARD) -> Iterator[bytes]:
    """Yield the archive piece by piece. If the content comes in pieces, at most two chunks of it are held at once.

    The first piece is the header. The second comes when the passphrase has been stretched, before content is asked for.
    """
    salt = primitives.random(_SALT)
    header = MAGIC + cost.memory.to_bytes(4, "big") + bytes([cost.passes, cost.lanes]) + salt
    yield header
    pieces = [content] if isinstance(content, bytes) else content
    yield from primitives.stream_out(_key(passphrase, salt, cost), _cut(padding.padded(pieces), CHUNK), header)


@dataclass(frozen=True, slots=True, repr=False)
class Archive:
    """An opened archive. Every byte was verified before the first is given out.

    Its content is decrypted piece by piece, as often as asked, and is never in memory as a whole.
    """

    _key: bytes
    _head: tuple[bytes, bytes]
    _chunks: Sequence[bytes]

    def pieces(self) -> Iterator[bytes]:
        return _content(self._key, self._head, self._chunks)


class Arriving:
    """An archive that arrives in pieces of any size. Each step takes no more of them than it needs."""

    def __init__(self, pieces: Iterable[bytes], most: Cost = DEAREST) -> None:
        """Take the head. Raises NotOpened if it is not one, or if the cost that it names exceeds `most` anywhere."""
        self._cut = _cut(pieces, _STEP, first=_HEADER + primitives.STREAM_HEADER)
        head = next(self._cut)
        self._head = header, start = head[:_HEADER], head[_HEADER:]
        if not header.startswith(MAGIC) or len(start) < primitives.STREAM_HEADER:
            raise NotOpened
        at = len(MAGIC)
        self._cost = Cost(int.from_bytes(header[at : at + 4], "big"), header[at + 4], header[at + 5])
        if self._cost.memory > most.memory or self._cost.passes > most.passes or self._cost.lanes > most.lanes:
            raise NotOpened

    def stretch(self, passphrase: str) -> None:
        """Derive the key. This step costs most, and is the only one that takes nothing of the archive."""
        self._key = _key(passphrase, self._head[0][-_SALT:], self._cost)

    def whole(self, look: Callable[[bytes], None] = lambda _: None) -> Archive:
        """Take the rest. Raises NotOpened if the passphrase is wrong, or a byte was changed, removed or added.

        `look` sees each piece of content as soon as it is opened, and may raise to refuse the archive before its end.
        It must not pass on anything that it sees.
        """
        chunks = list[bytes]()
        for piece in _content(self._key, self._head, _kept(self._cut, chunks)):
            look(piece)
        return Archive(self._key, self._head, chunks)


def read_archive(archive: bytes, passphrase: str, most: Cost = DEAREST) -> bytes:
    """Return the whole content. Raises NotOpened, as `Arriving` does."""
    arriving = Arriving([archive], most)
    arriving.stretch(passphrase)
    return b"".join(arriving.whole().pieces())


def _content(key: bytes, head: tuple[bytes, bytes], chunks: Iterable[bytes]) -> Iterator[bytes]:
    header, start = head
    return padding.unpadded(primitives.stream_in(key, start, chunks, header))


def _kept(chunks: Iterable[bytes], kept: list[bytes]) -> Iterator[bytes]:
    for chunk in chunks:
        kept.append(chunk)
        yield chunk


def _cut(pieces: Iterable[bytes], size: int, first: int = 0) -> Iterator[bytes]:
    """Yield the same bytes in pieces of `size`, the first in `first` if that is not 0; the last may be shorter."""
    held, wanted = bytearray(), first or size
    for piece in pieces:
        held += piece
        while len(held) > wanted:
            yield bytes(held[:wanted])
            del held[:wanted]
            wanted = size
    yield bytes(held)


def _key(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    plain = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    return primitives.derive(primitives.stretch(plain, salt, cost), "archive")
