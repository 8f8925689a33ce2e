"""Sealed storage: only the person who wrote something can read it. docs/spec/sealed-v1.md is its contract.

It takes and returns bytes and uses no Django, file, clock or network. Only this part of Middleway does cryptography.
"""

from middleway.vault.archive import Archive, Arriving, read_archive, write_archive
from middleway.vault.envelope import Context, key_id
from middleway.vault.envelope import open as open_with_key
from middleway.vault.envelope import seal as seal_with_key
from middleway.vault.errors import CodeMistyped, KeyChanged, NotOpened, RekeyUnfinished
from middleway.vault.manifest import Differing, Manifest, open_manifest, seal_manifest
from middleway.vault.primitives import FLOOR, STANDARD, Cost
from middleway.vault.record import Record
from middleway.vault.session import keep, new_secret, resume
from middleway.vault.sharing import Grant, fingerprint, open_shared, reshare, share
from middleway.vault.slots import Slot
from middleway.vault.vault import (
    Vault,
    change_passphrase,
    finish_rekey,
    is_outdated,
    new_vault,
    rekey,
    replace_code,
    unlock,
    unlock_with_code,
    without_code,
)

__all__ = [
    "FLOOR",
    "STANDARD",
    "Archive",
    "Arriving",
    "CodeMistyped",
    "Context",
    "Cost",
    "Differing",
    "Grant",
    "KeyChanged",
    "Manifest",
    "NotOpened",
    "Record",
    "RekeyUnfinished",
    "Slot",
    "Vault",
    "change_passphrase",
    "fingerprint",
    "finish_rekey",
    "is_outdated",
    "keep",
    "key_id",
    "new_secret",
    "new_vault",
    "open_manifest",
    "open_shared",
    "open_with_key",
    "read_archive",
    "rekey",
    "replace_code",
    "reshare",
    "resume",
    "seal_manifest",
    "seal_with_key",
    "share",
    "unlock",
    "unlock_with_code",
    "without_code",
    "write_archive",
]
