"""The doors to a vault: passphrase and recovery code. Every guess is counted before it is tried, and costs the same for no one's name."""

import unicodedata
import uuid
from functools import cache

from django.conf import settings

from middleway.vault import NotOpened, Record, Vault, is_outdated, new_vault, unlock, unlock_with_code
from middleway.web import keyfiles
from middleway.web.accounts import budget, deriving
from middleway.web.accounts.models import Account
from middleway.web.accounts.records import record_of


class WrongGuess(Exception):
    """Name and passphrase, or name and code, do not belong together. Which of the two is not said."""


def as_name(typed: str) -> str:
    """Return a name as it is stored: however it was typed, it is the same name."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()


def open_with_passphrase(name: str, passphrase: str, *, door: str = "") -> tuple[Account, Vault]:
    """Open the vault of `name`, which must be as `as_name` returns it. Raises WrongGuess, budget.Closed, Full.

    `door`: one with a budget of its own, such as that of a browser that its owner asked to remember.
    """
    with deriving.derivation():  # before the guess is counted: without a place nothing is tried
        return _opened(name, passphrase, door or budget.door("passphrase", name))


def _opened(name: str, passphrase: str, door: str) -> tuple[Account, Vault]:
    budget.spend(door)
    account = account_named(name)
    record = record_of(account) if account else _nobody()
    try:
        vault = deriving.derived(lambda: unlock(record, passphrase, keyfiles.peppers()))
    except NotOpened:
        raise WrongGuess from None
    if account is None:
        raise WrongGuess
    budget.give_back(door)
    return account, vault


def open_with_code(name: str, code: str) -> tuple[Account, Vault]:
    """Raises CodeMistyped, WrongGuess, budget.Closed.

    Only wrong codes are counted, after they were tried: nobody guesses 160 random bits, and a door that strangers could close
    with wrong ones would lock out the one person who has nothing else left.
    """
    account = account_named(name)
    try:
        vault = unlock_with_code(record_of(account) if account else _nobody(), code)
    except NotOpened:
        account = None
    if account is None:
        budget.spend(budget.door("code", name))
        raise WrongGuess
    return account, vault


def account_named(name: str) -> Account | None:
    return Account.objects.filter(username=name, is_active=True).first()


def should_renew(account: Account) -> bool:
    """Whether the passphrase slot uses an old pepper or an old cost."""
    return is_outdated(record_of(account), keyfiles.peppers(), settings.COST)


@cache
def _nobody() -> Record:
    """Return a vault that belongs to no one, so that a name nobody has costs the same work as one that somebody has."""
    record, _, _ = new_vault(uuid.uuid4(), uuid.uuid4(), uuid.uuid4().hex, keyfiles.peppers(), settings.COST)
    return record
