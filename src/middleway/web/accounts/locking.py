"""Locking an account: one write of an owner at a time, under the keys of now."""

from middleway.vault import Vault
from middleway.web.accounts.models import Account


class KeysChanged(Exception):
    """The vault's keys were changed in another window after this request began. Nothing was written."""


def locked(vault: Vault) -> Account:
    """Return the owner's row, locked until the transaction ends. Raises KeysChanged.

    A vault that was opened before its keys were changed would seal under an outdated key.
    """
    account = Account.objects.select_for_update().get(pk=vault.record.owner)
    if account.epoch != vault.record.epoch:
        raise KeysChanged
    return account
