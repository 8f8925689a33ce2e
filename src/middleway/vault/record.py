"""What is stored of a vault."""

from dataclasses import dataclass
from uuid import UUID

from middleway.vault.envelope import Context
from middleway.vault.errors import NotOpened
from middleway.vault.slots import Slot


@dataclass(frozen=True, slots=True)
class Record:
    """What is stored of a vault. Nothing in it opens anything without a passphrase, a code or a session's secret.

    `epoch` counts the keys that wrap item keys; those from `first_epoch` on come from the vault's present key, older ones from the
    one before, which `previous` holds (empty but while a rekey is going on).
    """

    owner: UUID
    instance: UUID
    epoch: int
    first_epoch: int
    slots: tuple[Slot, ...]
    public_key: bytes
    private_key: bytes
    previous: bytes = b""

    def slot(self, kind: str) -> Slot:
        """Raises NotOpened when there is none."""
        for slot in self.slots:
            if slot.kind == kind:
                return slot
        raise NotOpened

    def place(self, field: str) -> Context:
        """Where a value of the vault itself lives."""
        return Context(self.instance, "vault", self.owner, self.owner, field, 1, self.epoch)
