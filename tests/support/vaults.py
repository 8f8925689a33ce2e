"""New vaults for tests: cheap to open, and all of one instance."""

from typing import Final
from uuid import UUID, uuid4

from middleway.vault import Cost, Record, Vault, new_vault

CHEAP: Final = Cost(64, 1, 1)  # what it costs in earnest is held by test_edges.py
PEPPERS: Final = {1: b"p" * 32}
INSTANCE: Final = UUID(int=7)
WORDS: Final = "six plain words of her own"


def made(words: str = WORDS) -> tuple[Record, Vault, str]:
    """Return the record of a new vault, the vault itself, open, and its recovery code."""
    return new_vault(uuid4(), INSTANCE, words, PEPPERS, CHEAP)
