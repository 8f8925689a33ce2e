"""One sealed value, bound to the place where it belongs: moved anywhere else, it does not open."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from middleway.vault import primitives
from middleway.vault.errors import NotOpened

FORMAT: Final = 1
XCHACHA20_POLY1305: Final = 1
HEADER: Final = 6  # format, algorithm, key id (4)
OVERHEAD: Final = HEADER + primitives.NONCE + primitives.TAG


@dataclass(frozen=True, slots=True)
class Context:
    """Where a value lives. Every part is bound into its envelope; `schema` < 2**32, `revision` < 2**64."""

    instance: UUID
    table: str
    row: UUID
    owner: UUID
    field: str
    schema: int
    revision: int

    def of(self, field: str) -> "Context":
        return Context(self.instance, self.table, self.row, self.owner, field, self.schema, self.revision)

    def fits(self) -> bool:
        """Whether its numbers fit the bytes that they are written in; a row that was changed could hold any."""
        return 0 <= self.schema < 2**32 and 0 <= self.revision < 2**64


def joined(*parts: bytes) -> bytes:
    """Join parts, each after its length in four bytes, so that different lists never give the same bytes."""
    return b"".join([len(part).to_bytes(4, "big") + part for part in parts])


def seal(key: bytes, content: bytes, context: Context, key_id: int = 0) -> bytes:
    """Return the envelope: header, nonce, ciphertext and tag. `key_id` < 2**32 says which key to open it with."""
    header = bytes([FORMAT, XCHACHA20_POLY1305]) + key_id.to_bytes(4, "big")
    nonce = primitives.random(primitives.NONCE)
    return header + nonce + primitives.encrypt(key, content, nonce, _associated(header, context))


def open(key: bytes, envelope: bytes, context: Context, under: int = 0) -> bytes:  # noqa: A001 (the field's word)
    """Return the content. Raises NotOpened, also for an envelope that names another key than number `under`."""
    if key_id(envelope) != under or not context.fits():
        raise NotOpened
    header, nonce = envelope[:HEADER], envelope[HEADER : HEADER + primitives.NONCE]
    return primitives.decrypt(key, envelope[HEADER + primitives.NONCE :], nonce, _associated(header, context))


def key_id(envelope: bytes) -> int:
    """Return the number of the key that opens an envelope. Raises NotOpened if it is not one of ours."""
    if len(envelope) < OVERHEAD or envelope[:2] != bytes([FORMAT, XCHACHA20_POLY1305]):
        raise NotOpened
    return int.from_bytes(envelope[2:HEADER], "big")


def _associated(header: bytes, context: Context) -> bytes:
    return joined(
        b"middleway",
        header[:1],
        header[1:2],
        header[2:],
        context.instance.bytes,
        context.table.encode(),
        context.row.bytes,
        context.owner.bytes,
        context.field.encode(),
        context.schema.to_bytes(4, "big"),
        context.revision.to_bytes(8, "big"),
    )
