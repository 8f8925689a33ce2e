"""An export that only its own passphrase opens: Argon2id and XChaCha20-Poly1305 secretstream."""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from middleway.vault import padding, primitives
from middleway.vault.errors import NotOpened
from middleway.vault.primitives import STANDARD, Cost

MAGIC: Final = b"MWAY\x01\x01"  # format 1, algorithm 1
_SALT: Final = 16
_HEADER: Final = len(MAGIC) + 4 + 1 + 1 + _SALT
CHUNK: Final = 65_536
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


def read_archive(archive: bytes, passphrase: str, most: Cost = DEAREST) -> bytes:
    """Return the content. Raises NotOpened when the passphrase is another, or a byte is changed, missing or added.

    `most`: an archive that asks for more memory, passes or lanes is refused before any work, since it chooses its own cost.
    """
    header, rest = archive[:_HEADER], archive[_HEADER:]
    if not header.startswith(MAGIC) or len(rest) <= primitives.STREAM_HEADER:
        raise NotOpened
    at = len(MAGIC)
    cost = Cost(int.from_bytes(header[at : at + 4], "big"), header[at + 4], header[at + 5])
    if cost.memory > most.memory or cost.passes > most.passes or cost.lanes > most.lanes:
        raise NotOpened
    key = _key(passphrase, header[-_SALT:], cost)
    start, body, step = (
        rest[: primitives.STREAM_HEADER],
        rest[primitives.STREAM_HEADER :],
        CHUNK + primitives.STREAM_EXTRA,
    )
    chunks = [body[at : at + step] for at in range(0, len(body), step)]
    return padding.unpad(b"".join(primitives.stream_in(key, start, chunks, header)))


def _key(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    plain = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    return primitives.derive(primitives.stretch(plain, salt, cost), "archive")
