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

    def require_allowed(self) -> None:
        """Raises NotOpened for a record that the specification does not allow, before any of it is tried."""
        kinds = [slot.kind for slot in self.slots]
        counted = kinds.count("passphrase") == 1 and kinds.count("recovery") == len(kinds) - 1 <= 1
        if not counted or not 1 <= self.first_epoch <= self.epoch < 2**32:
            raise NotOpened
        if not all(slot.is_allowed() for slot in self.slots):
            raise NotOpened

    def slot(self, kind: str) -> Slot:
        """Raises NotOpened when there is none."""
        for slot in self.slots:
            if slot.kind == kind:
                return slot
        raise NotOpened

    def place(self, field: str) -> Context:
        """Where a value of the vault itself lives."""
        return Context(self.instance, "vault", self.owner, self.owner, field, 1, self.epoch)
