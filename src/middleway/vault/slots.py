"""Slots: each holds the vault's key, sealed under something that the owner knows or keeps."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from middleway.vault import envelope, primitives
from middleway.vault.envelope import Context
from middleway.vault.errors import NotOpened
from middleway.vault.primitives import Cost
from middleway.vault.recovery import read_code

Peppers = Mapping[int, bytes]  # version to 32 bytes; new slots use the highest
_SALT: Final = 16
_VERIFIER: Final = 32
_SEALED: Final = envelope.OVERHEAD + primitives.KEY


@dataclass(frozen=True, slots=True)
class Slot:
    """Its bytes are public. A recovery slot has no salt, cost or pepper, because its code has 160 random bits."""

    kind: str
    verifier: bytes
    sealed: bytes
    salt: bytes = b""
    cost: Cost = Cost(0, 0, 0)  # noqa: RUF009 (frozen)
    pepper: int = 0

    def is_allowed(self) -> bool:
        """Whether the specification allows such a slot; it may still not open."""
        if len(self.verifier) != _VERIFIER or len(self.sealed) != _SEALED or envelope.key_id(self.sealed) != 0:
            return False
        if self.kind == "passphrase":
            return len(self.salt) == _SALT and self.cost.within_reason()
        return self.kind == "recovery"  # its other fields are ignored


def passphrase_slot(key: bytes, at: Context, passphrase: str, peppers: Peppers, cost: Cost) -> Slot:
    """Seal the vault's `key` under a passphrase and the newest pepper."""
    salt, pepper = primitives.random(_SALT), max(peppers)
    wrap, verifier = _halves(_stretched(passphrase, salt, cost), "passphrase", peppers[pepper], at.owner)
    return Slot("passphrase", verifier, envelope.seal(wrap, key, at.of("passphrase")), salt, cost, pepper)


def recovery_slot(key: bytes, at: Context, code: str) -> Slot:
    """Seal the vault's `key` under a recovery code, without a pepper: the code must open it when the pepper is lost."""
    wrap, verifier = _halves(read_code(code), "recovery", b"", at.owner)
    return Slot("recovery", verifier, envelope.seal(wrap, key, at.of("recovery")))


def open_passphrase(slot: Slot, at: Context, passphrase: str, peppers: Peppers) -> bytes:
    """Return the vault's key. Raises NotOpened, after the same work whether or not the pepper is there."""
    stretched = _stretched(passphrase, slot.salt, slot.cost)
    pepper = peppers.get(slot.pepper, b"")
    halves = _halves(stretched, "passphrase", pepper, at.owner)
    if len(pepper) != primitives.KEY:
        raise NotOpened
    return _opened(slot, at, halves)


def open_recovery(slot: Slot, at: Context, code: str) -> bytes:
    """Return the vault's key. Raises CodeMistyped, NotOpened."""
    return _opened(slot, at, _halves(read_code(code), "recovery", b"", at.owner))


def _stretched(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    # NFKC: a passphrase typed on another keyboard must give the same bytes.
    return primitives.stretch(unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass"), salt, cost)


def _halves(secret: bytes, kind: str, pepper: bytes, owner: UUID) -> tuple[bytes, bytes]:
    """Return (the wrapping key, the stored verifier). Neither helps to find the other."""
    wrap = primitives.derive(secret, f"wrap/{kind}", pepper, owner.bytes)
    return wrap, primitives.digest(primitives.derive(secret, f"verify/{kind}", pepper, owner.bytes))


def _opened(slot: Slot, at: Context, halves: tuple[bytes, bytes]) -> bytes:
    wrap, verifier = halves
    # The cipher must not see a wrong key: the verifier commits to the one right key.
    if not primitives.same(verifier, slot.verifier):
        raise NotOpened
    return envelope.open(wrap, slot.sealed, at.of(slot.kind))
