"""What changes an account. Each is one transaction; none leaves a moment in which the words are out of reach."""

import hashlib
import secrets

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from middleway.vault import (
    Record,
    Vault,
    change_passphrase,
    new_vault,
    replace_code,
    without_code,
)
from middleway.web import database, keyfiles
from middleway.web.accounts import notices, zones
from middleway.web.accounts.browser_kinds import UNKNOWN, BrowserKind
from middleway.web.accounts.deriving import derived
from middleway.web.accounts.locking import KeysChanged, locked
from middleway.web.accounts.models import Account, Browser, Server, Session
from middleway.web.accounts.records import record_of, server, store


def create(*, username: str, passphrase: str) -> tuple[Account, Vault, str]:
    """Make an account with an empty vault. Return it, the open vault, and the recovery code. The name must be free."""
    account, record, vault, code = _new(username, passphrase)
    store(account, record)
    return account, vault, code


def _new(username: str, passphrase: str) -> tuple[Account, Record, Vault, str]:
    account = Account(username=username)
    account.set_unusable_password()
    instance, peppers = server().instance, keyfiles.peppers()
    record, vault, code = derived(lambda: new_vault(account.pk, instance, passphrase, peppers, settings.COST))
    return account, record, vault, code


class Claimed(Exception):
    """Somebody else used the code for the first visit at the same moment."""


def create_first(*, operator: str, username: str, passphrase: str) -> tuple[Account, Vault, str]:
    """Make the server's first account, name its operator, and use up the code for the first visit. Raises Claimed."""
    account, record, vault, code = _new(username, passphrase)
    with transaction.atomic():
        if not Server.objects.exclude(claim=b"").update(operator=operator, claim=b""):
            raise Claimed
        store(account, record)
    return account, vault, code


def new_claim_code() -> str | None:
    """Return a new code for the first visit, or None when somebody has an account here already."""
    if Account.objects.exists():
        return None
    code = "-".join(secrets.token_hex(2) for _ in range(5))
    row = server()
    row.claim = hashlib.sha256(code.encode()).digest()
    row.save(update_fields=["claim"])
    return code


def renew_passphrase(vault: Vault, *, passphrase: str, tell: bool = True) -> Vault:
    """Set a passphrase (or the same, at today's cost and pepper); end all sessions. Return the vault as it is now."""
    # Derived before the lock, so that nobody's words wait for it.
    vault = present(vault)
    record = derived(lambda: change_passphrase(vault, passphrase, keyfiles.peppers(), settings.COST))
    with transaction.atomic():
        account = locked_as(vault)
        store(account, record)
        Session.objects.filter(account=account).delete()
        database.forget_deleted()
        if tell:
            notify(account, "passphrase")
    return _with(vault, record)


@transaction.atomic
def renew_code(vault: Vault, *, tell: bool = True) -> tuple[Vault, str]:
    """Replace the recovery code. Return the vault as it is now, and the new code."""
    account = locked(vault)
    vault = present(vault)
    record, code = replace_code(vault)
    store(account, record)
    if tell:
        notify(account, "code")
    return _with(vault, record), code


def use_code(vault: Vault, *, passphrase: str, browser: BrowserKind = UNKNOWN) -> tuple[Vault, str]:
    """Set a new passphrase and a new code together, since a recovery code that was used serves only once."""
    vault = present(vault)
    changed = derived(lambda: change_passphrase(vault, passphrase, keyfiles.peppers(), settings.COST))
    record, code = replace_code(_with(vault, changed))
    with transaction.atomic():
        account = locked_as(vault)
        store(account, record)
        Session.objects.filter(account=account).delete()
        database.forget_deleted()
        notify(account, "code_used", browser)
    return _with(vault, record), code


@transaction.atomic
def drop_code(vault: Vault) -> Vault:
    """Take the recovery code away: whoever then forgets the passphrase loses everything."""
    account = locked(vault)
    record = without_code(record_of(account))
    store(account, record)
    notify(account, "no_code")
    return _with(vault, record)


@transaction.atomic
def delete(account: Account) -> None:
    """Delete an account: its keys first, so that no other order of events leaves anything that opens."""
    account.slots.all().delete()
    Account.objects.filter(pk=account.pk).update(private_key=b"", previous=b"", manifest=b"")
    account.delete()
    database.forget_deleted()


def offer_new_vault(account: Account, *, passphrase: str) -> str:
    """Give an account whose passphrase and code are lost a new, empty vault, for the operator. Return its code.

    What was there stays sealed for ever, so it is deleted; an older backup still opens with the old passphrase or code.
    """
    new, record, _, code = _new(account.username, passphrase)  # derived before the lock
    new.is_active = account.is_active  # an account that was shut out stays so
    with transaction.atomic():
        delete(account)
        store(new, record)
        notify(new, "new_vault")
    return code


@transaction.atomic
def notify(account: Account, what: str, browser: BrowserKind = UNKNOWN) -> None:
    """Tell the owner, inside, what happened (`queries.told` has the words), and with which kind of browser."""
    notices.add(account, what, browser)


@transaction.atomic
def note_sign_in(account: Account, browser: BrowserKind) -> None:
    notices.signed_in(account, browser)


def dismiss_notices(account: Account, *, up_to: int) -> None:
    notices.dismiss(account, up_to=up_to)


@transaction.atomic
def remember_browser(account: Account) -> str:
    """Remember a browser. Return what its cookie must hold."""
    secret = secrets.token_hex(32)
    Browser.objects.create(account=account, secret=hashlib.sha256(secret.encode()).digest(), day=timezone.localdate())
    notify(account, "browser")
    return secret


def forget_browsers(account: Account) -> None:
    Browser.objects.filter(account=account).delete()


def end_other_sessions(account: Account, *, but: str | None) -> None:
    Session.objects.filter(account=account).exclude(session_key=but).delete()


def set_idle_minutes(account: Account, *, minutes: int) -> None:
    account.idle_minutes = minutes
    account.save(update_fields=["idle_minutes"])


def choose_zone(account: Account, *, name: str) -> None:
    zones.choose(account, name)


def present(vault: Vault) -> Vault:
    """Return the vault with its record as stored by now: another window may have changed a code. Raises KeysChanged."""
    account = Account.objects.get(pk=vault.record.owner)
    if account.epoch != vault.record.epoch:
        raise KeysChanged
    return _with(vault, record_of(account))


def locked_as(vault: Vault) -> Account:
    """Lock the owner's row and return it, if its whole record is still the vault's. Raises KeysChanged."""
    account = locked(vault)
    if record_of(account) != vault.record:
        raise KeysChanged
    return account


def _with(vault: Vault, record: Record) -> Vault:
    return Vault(record, vault.key, vault.private_key, vault.previous)
