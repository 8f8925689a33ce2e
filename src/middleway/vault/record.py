"""The stored form of a vault."""

from dataclasses import dataclass
from uuid import UUID

from middleway.vault.envelope import Context
from middleway.vault.errors import NotOpened
from middleway.vault.slots import Slot


@dataclass(frozen=True, slots=True)
class Record:
    """What is stored of a vault. It opens nothing without a passphrase, a recovery code or a session's secret.

    `epoch` counts the keys that wrap item keys. Those from `first_epoch` on are derived from the vault's present key,
    older ones from the previous key, which `previous` holds, sealed; it is empty unless a rekey is under way.
    """

    owner: UUID
    instance: UUID
    epoch: int
    first_epoch: int
    slots: tuple[Slot, ...]
    public_key: bytes
    private_key: bytes
    previous: bytes = b""

    def require_allowed(self) -> None:
        """Raises NotOpened for a record that the specification does not allow, before any of it is used."""
        kinds = [slot.kind for slot in self.slots]
        counted = kinds.count("passphrase") == 1 and kinds.count("recovery") == len(kinds) - 1 <= 1
        if not counted or not 1 <= self.first_epoch <= self.epoch < 2**32:
            raise NotOpened
        if not all(slot.is_allowed() for slot in self.slots):
            raise NotOpened

    def slot(self, kind: str) -> Slot:
        """Return the slot of a kind. Raises NotOpened if there is none."""
        for slot in self.slots:
            if slot.kind == kind:
                return slot
        raise NotOpened

    def place(self, field: str) -> Context:
        """Return the place of a value of the vault itself."""
        return Context(self.instance, "vault", self.owner, self.owner, field, 1, self.epoch)
