"""The vault: one person's key, what it opens, and how it is changed such that everything opens at every moment.

The functions take and return bytes. The caller stores what they return, in one transaction.
"""

from dataclasses import dataclass, field, replace
from typing import Final
from uuid import UUID

from middleway.vault import envelope, padding, primitives, slots
from middleway.vault.envelope import Context
from middleway.vault.errors import NotOpened, RekeyUnfinished
from middleway.vault.primitives import STANDARD, Cost
from middleway.vault.record import Record
from middleway.vault.recovery import new_code, read_code
from middleway.vault.slots import Peppers

WRAPPED: Final = envelope.OVERHEAD + primitives.KEY  # bytes of an item's key under the vault's key


@dataclass(frozen=True, slots=True, repr=False)
class Vault:
    """An open vault. Keep it for one request, and nowhere else."""

    record: Record
    key: bytes
    private_key: bytes
    previous: tuple[bytes, bytes] | None  # the vault's key and the private key from before an unfinished rekey
    # Wrapping keys by epoch. Deriving one takes as long as opening an item, and a page may open ten thousand items.
    _wraps: dict[int, bytes] = field(default_factory=dict, init=False, compare=False)

    def __repr__(self) -> str:
        return "Vault(…)"

    def seal(self, content: bytes, at: Context) -> bytes:
        """Return one version of an item: a new key of its own, wrapped, and the padded content under that key."""
        item = primitives.random(primitives.KEY)
        return self._wrapped(item, at) + envelope.seal(item, padding.pad(content), at)

    def open(self, sealed: bytes, at: Context) -> bytes:
        """Return the content. Raises NotOpened if a bit, the row, the owner, the field or the revision differs."""
        return padding.unpad(envelope.open(self.item_key(sealed, at), sealed[WRAPPED:], at))

    def item_key(self, sealed: bytes, at: Context) -> bytes:
        """Return the key of one version of an item. Raises NotOpened."""
        wrapped, record = sealed[:WRAPPED], self.record
        if len(wrapped) != WRAPPED or (at.instance, at.owner) != (record.instance, record.owner):
            raise NotOpened
        epoch = envelope.key_id(wrapped)
        return envelope.open(self._wrap(epoch), wrapped, at.of(f"{at.field}/key"), epoch)

    def rewrap(self, sealed: bytes, at: Context) -> bytes:
        """Return the same version under the vault's present key. Safe to repeat. Raises NotOpened."""
        return self._wrapped(self.item_key(sealed, at), at) + sealed[WRAPPED:]

    def is_present(self, sealed: bytes) -> bool:
        """Whether an item's key is already wrapped under the vault's present key. Raises NotOpened."""
        return envelope.key_id(sealed[:WRAPPED]) >= self.record.first_epoch

    def _wrapped(self, item: bytes, at: Context) -> bytes:
        epoch = self.record.epoch
        return envelope.seal(self._wrap(epoch), item, at.of(f"{at.field}/key"), epoch)

    def _wrap(self, epoch: int) -> bytes:
        """Return the key that wraps the item keys of an epoch. Raises NotOpened."""
        if epoch in self._wraps:
            return self._wraps[epoch]
        key = self.key
        if epoch < self.record.first_epoch:
            if self.previous is None or epoch == 0:
                raise NotOpened
            key = self.previous[0]
        self._wraps[epoch] = primitives.derive(key, "items", about=epoch.to_bytes(4, "big"))
        return self._wraps[epoch]


def new_vault(
    owner: UUID, instance: UUID, passphrase: str, peppers: Peppers, cost: Cost = STANDARD
) -> tuple[Record, Vault, str]:
    """Return a new vault's record, the open vault, and its recovery code, which is shown once and stored nowhere."""
    key = primitives.random(primitives.KEY)
    return _keyed(Record(owner, instance, 1, 1, (), b"", b""), key, passphrase, peppers, cost)


def unlock(record: Record, passphrase: str, peppers: Peppers) -> Vault:
    """Open the vault with its passphrase. Raises NotOpened."""
    record.require_allowed()
    slot = record.slot("passphrase")
    return opened(record, slots.open_passphrase(slot, _slots_at(record), passphrase, peppers))


def unlock_with_code(record: Record, code: str) -> Vault:
    """Open the vault with its recovery code. Raises CodeMistyped, NotOpened.

    A used code must be replaced: see `change_passphrase` and `replace_code`.
    """
    read_code(code)  # first, so that a typing mistake is reported the same whether or not there is a code
    record.require_allowed()
    return opened(record, slots.open_recovery(record.slot("recovery"), _slots_at(record), code))


def is_outdated(record: Record, peppers: Peppers, cost: Cost = STANDARD) -> bool:
    """Whether the passphrase slot should be made anew at the next sign-in, when the passphrase is at hand."""
    slot = record.slot("passphrase")
    return slot.pepper != max(peppers) or slot.cost != cost


def change_passphrase(vault: Vault, passphrase: str, peppers: Peppers, cost: Cost = STANDARD) -> Record:
    """Return the record with a new passphrase slot. Items stay as they are; new ones get a new wrapping key."""
    record = replace(vault.record, epoch=vault.record.epoch + 1)
    kept = tuple(slot for slot in record.slots if slot.kind != "passphrase")
    slot = slots.passphrase_slot(vault.key, _slots_at(record), passphrase, peppers, cost)
    return _with_private(replace(record, slots=(slot, *kept)), vault.key, vault.private_key, vault.previous)


def replace_code(vault: Vault) -> tuple[Record, str]:
    """Return the record with a new recovery code in place of the old one, and the code."""
    code = new_code()
    kept = tuple(slot for slot in vault.record.slots if slot.kind != "recovery")
    slot = slots.recovery_slot(vault.key, _slots_at(vault.record), code)
    return replace(vault.record, slots=(*kept, slot)), code


def without_code(record: Record) -> Record:
    """Return the record without its recovery code, for owners who want none."""
    return replace(record, slots=tuple(slot for slot in record.slots if slot.kind != "recovery"))


def rekey(vault: Vault, passphrase: str, peppers: Peppers, cost: Cost = STANDARD) -> tuple[Record, Vault, str]:
    """Begin a full change of keys: new vault key, identity, passphrase slot and recovery code.

    Store the record in one transaction; from then on only the new passphrase and code open the vault. Then `rewrap`
    every item, `reshare` every grant and seal the manifest anew, in any order and with any pauses; at last
    `finish_rekey`. At every moment in between, everything opens. Raises RekeyUnfinished.
    """
    if vault.previous is not None:
        raise RekeyUnfinished
    epoch = vault.record.epoch + 1
    blank = replace(vault.record, epoch=epoch, first_epoch=epoch, slots=())
    key = primitives.random(primitives.KEY)
    return _keyed(blank, key, passphrase, peppers, cost, previous=(vault.key, vault.private_key))


def finish_rekey(vault: Vault) -> Record:
    """Return the record without the previous key. No item, grant or manifest may be left under that."""
    return replace(vault.record, previous=b"")


def opened(record: Record, key: bytes) -> Vault:
    """Return the vault that `key` opens. Raises NotOpened."""
    record.require_allowed()
    private = envelope.open(primitives.derive(key, "identity"), record.private_key, record.place("identity"))
    # Nothing else authenticates the stored public key, and `reshare` seals grants to it.
    if not primitives.same(primitives.public_of(private), record.public_key):
        raise NotOpened
    if not record.previous:
        return Vault(record, key, private, None)
    both = envelope.open(primitives.derive(key, "previous"), record.previous, record.place("previous"))
    if len(both) != 2 * primitives.KEY:
        raise NotOpened
    return Vault(record, key, private, (both[: primitives.KEY], both[primitives.KEY :]))


def _keyed(
    record: Record,
    key: bytes,
    passphrase: str,
    peppers: Peppers,
    cost: Cost,
    previous: tuple[bytes, bytes] | None = None,
) -> tuple[Record, Vault, str]:
    private, public = primitives.key_pair()
    code = new_code()
    at = _slots_at(record)
    both = (slots.passphrase_slot(key, at, passphrase, peppers, cost), slots.recovery_slot(key, at, code))
    record = _with_private(replace(record, slots=both, public_key=public), key, private, previous)
    return record, Vault(record, key, private, previous), code


def _with_private(record: Record, key: bytes, private: bytes, previous: tuple[bytes, bytes] | None) -> Record:
    """Return the record with its private key and its previous keys sealed for its epoch."""
    sealed = envelope.seal(primitives.derive(key, "identity"), private, record.place("identity"))
    before = b""
    if previous is not None:
        before = envelope.seal(primitives.derive(key, "previous"), b"".join(previous), record.place("previous"))
    return replace(record, private_key=sealed, previous=before)


def _slots_at(record: Record) -> Context:
    # Slots are bound to the first epoch: a new passphrase leaves the recovery slot valid, a rekey replaces both.
    return replace(record.place("slot"), revision=record.first_epoch)
