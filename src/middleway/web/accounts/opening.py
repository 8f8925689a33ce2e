"""Open a vault, by passphrase or recovery code. A name that nobody has costs the same work as one that exists."""

import unicodedata
import uuid
from functools import cache

from django.conf import settings
from django.db.models import Case, When

from middleway.vault import CodeMistyped, NotOpened, Record, Vault, is_outdated, new_vault, unlock, unlock_with_code
from middleway.web import keyfiles
from middleway.web.accounts import deriving, throttle
from middleway.web.accounts.models import Account
from middleway.web.accounts.records import record_of
from middleway.web.accounts.throttle import Door


class WrongGuess(Exception):
    """Name and passphrase, or name and code, do not belong together. It is not said which of the two is wrong."""


def as_name(typed: str) -> str:
    """Return a name as it is stored, however it was typed."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()


def open_with_passphrase(name: str, passphrase: str, *, doors: tuple[Door, ...] = ()) -> tuple[Account, Vault]:
    """Open the vault of `name`, which must be as `as_name` returns it. Raises WrongGuess, throttle.Closed, Full.

    `doors`: where the guess counts, such as a remembered browser's own budget; if empty, at the door for everybody.
    """
    with deriving.derivation():  # before the guess is counted: without a place nothing is tried
        return _opened(name, passphrase, doors or (throttle.door("passphrase", name),))


def _opened(name: str, passphrase: str, doors: tuple[Door, ...]) -> tuple[Account, Vault]:
    throttle.spend(*doors)
    account, record = _named(name)
    try:
        vault = deriving.derived(lambda: _unlocked(record, passphrase))
    except NotOpened:
        raise WrongGuess from None
    if account is None:
        raise WrongGuess
    throttle.give_back(*doors)
    return account, vault


def _unlocked(record: Record, passphrase: str) -> Vault:
    """Open a vault with a passphrase, or with it and the spaces around it. Raises NotOpened.

    Keyboards add a space behind a word. A passphrase that was chosen when such spaces counted still opens.
    """
    typed = passphrase.strip()
    try:
        return unlock(record, typed, keyfiles.peppers())
    except NotOpened:
        if typed == passphrase:
            raise
        return unlock(record, passphrase, keyfiles.peppers())


def open_with_code(name: str, code: str) -> tuple[Account, Vault]:
    """Open the vault of `name` with a recovery code. Raises CodeMistyped, WrongGuess, throttle.Closed.

    Wrong and mistyped codes count alike, after they were tried. Nobody guesses 160 random bits; and if strangers could
    close this door with wrong codes, they would lock out the one person who has nothing else left.
    """
    account, record = _named(name)
    if not any(slot.kind == "recovery" for slot in record.slots):
        account, record = None, _nobody()
    try:
        vault = unlock_with_code(record, code)
    except (CodeMistyped, NotOpened) as error:
        throttle.spend(throttle.door("code", name))
        raise error if isinstance(error, CodeMistyped) else WrongGuess from None
    if account is None:
        raise WrongGuess
    return account, vault


def _named(name: str) -> tuple[Account | None, Record]:
    """Return the account and record of a name; None and a record that never opens, where nobody may sign in with it.

    The same statements read somebody's rows for every name, so that the time taken does not tell which names exist. The
    manifest, which grows, is not read.
    """
    nobody = _nobody()
    fits = Case(When(username=name, is_active=True, then=0), default=1)
    found = Account.objects.defer("manifest").order_by(fits, "pk").first()
    record = record_of(found) if found else nobody
    return (found, record) if found and found.username == name and found.is_active else (None, nobody)


def should_renew(account: Account) -> bool:
    """Whether the passphrase slot uses an old pepper or an old cost."""
    return is_outdated(record_of(account), keyfiles.peppers(), settings.COST)


@cache
def _nobody() -> Record:
    """Return the record of a vault that belongs to no one, so that a made-up name costs the same work as a real one."""
    record, _, _ = new_vault(uuid.uuid4(), uuid.uuid4(), uuid.uuid4().hex, keyfiles.peppers(), settings.COST)
    return record
