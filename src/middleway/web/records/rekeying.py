"""New keys for everything, when somebody may know the passphrase. If interrupted, it goes on; all still opens."""

import contextlib

from django.conf import settings
from django.db import transaction

from middleway.vault import NotOpened, Vault, finish_rekey, rekey
from middleway.web import database, keyfiles
from middleway.web.accounts import second_step
from middleway.web.accounts.actions import locked_as, notify, present
from middleway.web.accounts.deriving import derivation
from middleway.web.accounts.locking import locked
from middleway.web.accounts.models import Browser, Session
from middleway.web.accounts.records import store
from middleway.web.records import manifest
from middleway.web.records.arriving import tables
from middleway.web.records.models import SealedRow
from middleway.web.records.store import place

_AT_ONCE = 200  # rows under a new key in one transaction


def begin_rekey(vault: Vault, *, passphrase: str) -> tuple[Vault, str]:
    """Set new keys for everything and a new code, and end every session and remembered browser. Raises RekeyUnfinished.

    Return the vault under its new key, and the code. `go_on_with_rekey` then does the rest; it may stop and go on.
    """
    before = present(vault)
    with derivation():  # before the lock, so that nobody's words wait for it
        record, vault, code = rekey(before, passphrase, keyfiles.peppers(), settings.COST)
    with transaction.atomic():
        account = locked_as(before)
        store(account, record)
        Session.objects.filter(account=account).delete()
        Browser.objects.filter(account=account).delete()
        second_step.remove_all(account)
        notify(account, "all_keys")
    return vault, code


def go_on_with_rekey(vault: Vault) -> Vault:
    """Bring every row under the vault's present key, a few at a time; then let the older key go."""
    if vault.previous is None:
        return vault
    for kind in tables():
        ids = list(kind.with_hidden.filter(account_id=vault.record.owner).values_list("pk", flat=True))
        for at in range(0, len(ids), _AT_ONCE):
            with transaction.atomic():
                locked(vault)
                for row in kind.with_hidden.filter(pk__in=ids[at : at + _AT_ONCE]):
                    _bring_under(vault, row)
    with transaction.atomic():
        # No row can have come under the older key since: `locked` refuses a vault that was opened before the change.
        account = locked(vault)
        manifest.save(account, vault)
        record = finish_rekey(present(vault))
        store(account, record)
        database.forget_deleted()
    return Vault(record, vault.key, vault.private_key, None)


def _bring_under(vault: Vault, row: SealedRow) -> None:
    """Bring a row under the vault's present key. A row damaged from outside, which never opens, stays."""
    with contextlib.suppress(NotOpened):
        if not vault.is_present(bytes(row.sealed)):
            row.sealed = vault.rewrap(bytes(row.sealed), place(row, vault))
            row.save(update_fields=["sealed"])
