"""Hides sizes: ISO 7816-4 padding up to a Padmé size (Nikitin et al. 2019), at least 256 bytes."""

from collections.abc import Iterable, Iterator
from typing import Final

from middleway.vault.errors import NotOpened

SMALLEST: Final = 256
_ZEROS: Final = 65_536  # bytes yielded at once, at most
END: Final = b"\x80"


def padded_size(length: int) -> int:
    """Return the size, in bytes, that `length` bytes and their end mark are padded to."""
    length = max(SMALLEST, length + 1)
    exponent = length.bit_length() - 1
    kept = exponent.bit_length()  # bits after the leading one that may be set in a padded size
    step = 1 << (exponent - kept) if exponent > kept else 1
    return (length + step - 1) // step * step


def pad(content: bytes) -> bytes:
    return (content + END).ljust(padded_size(len(content)), b"\0")


def padded(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what `pad` returns for all pieces together, without holding them."""
    length = 0
    for piece in pieces:
        length += len(piece)
        yield piece
    yield END
    rest = padded_size(length) - length - 1
    for at in range(0, rest, _ZEROS):
        yield bytes(min(_ZEROS, rest - at))


def unpadded(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what `unpad` returns for all pieces together, without holding them. Raises NotOpened at the end.

    Zeros that may be padding are only counted until it is clear what they are.
    """
    length, held, zeros = 0, b"", 0
    for piece in pieces:
        if said := piece.rstrip(b"\0"):
            yield held
            for at in range(0, zeros, _ZEROS):
                yield bytes(min(_ZEROS, zeros - at))
            length += len(held) + zeros + len(said)
            held, zeros = (END, 0) if said.endswith(END) else (b"", 0)
            length -= len(held)
            yield said.removesuffix(END)
        zeros += len(piece) - len(said)
    if not held or length + len(held) + zeros != padded_size(length):
        raise NotOpened


def unpad(padded: bytes) -> bytes:
    """Return the content. Raises NotOpened if the end mark is missing, or the size is not the one for this content."""
    content = padded.rstrip(b"\0")
    if not content.endswith(END) or len(padded) != padded_size(len(content) - 1):
        raise NotOpened
    return content[:-1]
