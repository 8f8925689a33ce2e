"""A signed-in session: the vault's key, sealed under a secret that only the browser's cookie holds."""

from uuid import UUID

from middleway.vault import envelope, primitives
from middleway.vault.envelope import Context
from middleway.vault.errors import NotOpened
from middleway.vault.record import Record
from middleway.vault.vault import WRAPPED, Vault, opened


def new_secret() -> bytes:
    """Return 32 random bytes for the cookie. They are stored nowhere else."""
    return primitives.random(primitives.KEY)


def keep(vault: Vault, secret: bytes, session: UUID, created: int) -> bytes:
    """Return what the session's row stores: the sealed key. `created`: seconds since 1970, below 2**64."""
    at = _at(vault.record, session, created)
    return envelope.seal(primitives.derive(secret, "session"), vault.key, at, vault.record.epoch)


def resume(record: Record, kept: bytes, secret: bytes, session: UUID, created: int) -> Vault:
    """Return the vault. Raises NotOpened for another secret, session, person or time, and after a passphrase change."""
    if len(secret) != primitives.KEY or len(kept) != WRAPPED:
        raise NotOpened
    at = _at(record, session, created)
    return opened(record, envelope.open(primitives.derive(secret, "session"), kept, at, record.epoch))


def _at(record: Record, session: UUID, created: int) -> Context:
    return Context(record.instance, "session", session, record.owner, "key", 1, created)
