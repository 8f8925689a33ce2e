"""Shares one version of one item with one person for a time: its key, sealed to their public key (HPKE, RFC 9180)."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from middleway.vault import envelope, padding, primitives
from middleway.vault.envelope import Context
from middleway.vault.errors import KeyChanged, NotOpened
from middleway.vault.vault import WRAPPED, Vault

FORMAT: Final = 1
X25519_CHACHA20: Final = 1
_HEADER: Final = bytes([FORMAT, X25519_CHACHA20])
# The ephemeral public key, then the sealed item key.
_LENGTH: Final = len(_HEADER) + primitives.KEY + primitives.KEY + primitives.TAG


@dataclass(frozen=True, slots=True)
class Grant:
    """Who shares which version with whom, why, and until when (`expires`: seconds since 1970, below 2**64)."""

    id: UUID
    item: Context
    recipient: UUID
    purpose: str
    expires: int

    def info(self) -> bytes:
        item = self.item
        return envelope.joined(
            b"middleway/grant",
            _HEADER,
            item.instance.bytes,
            self.id.bytes,
            item.table.encode(),
            item.row.bytes,
            item.field.encode(),
            item.revision.to_bytes(8, "big"),
            item.owner.bytes,
            self.recipient.bytes,
            self.purpose.encode(),
            self.expires.to_bytes(8, "big"),
        )


def fingerprint(public_key: bytes) -> bytes:
    """Return the 32 bytes that each of two people pins in their own vault when they are linked."""
    return primitives.digest(b"middleway/identity/" + public_key)


def share(vault: Vault, sealed: bytes, grant: Grant, public_key: bytes, pin: bytes) -> bytes:
    """Return the item key sealed to the recipient. Raises NotOpened, KeyChanged if their key is not the pinned one."""
    if not primitives.same(fingerprint(public_key), pin):
        raise KeyChanged
    return _HEADER + primitives.seal_to(public_key, vault.item_key(sealed, grant.item), grant.info())


def open_shared(vault: Vault, shared: bytes, sealed: bytes, grant: Grant) -> bytes:
    """Return the content of exactly the version that was shared. Raises NotOpened."""
    item = _item_key(vault, shared, grant)
    return padding.unpad(envelope.open(item, sealed[WRAPPED:], grant.item))


def reshare(vault: Vault, shared: bytes, grant: Grant) -> bytes:
    """Return a received grant, sealed anew to the vault's present public key. Safe to repeat. Raises NotOpened."""
    return _HEADER + primitives.seal_to(vault.record.public_key, _item_key(vault, shared, grant), grant.info())


def _item_key(vault: Vault, shared: bytes, grant: Grant) -> bytes:
    if len(shared) != _LENGTH or shared[: len(_HEADER)] != _HEADER or not _is_for(vault, grant):
        raise NotOpened
    body = shared[len(_HEADER) :]
    try:
        return primitives.open_with(vault.private_key, body, grant.info())
    except NotOpened:
        if vault.previous is None:
            raise
        return primitives.open_with(vault.previous[1], body, grant.info())


def _is_for(vault: Vault, grant: Grant) -> bool:
    """Whether a grant names this person on this server, and its numbers fit their bytes."""
    meant = (grant.recipient, grant.item.instance) == (vault.record.owner, vault.record.instance)
    return meant and grant.item.fits() and 0 <= grant.expires < 2**64
