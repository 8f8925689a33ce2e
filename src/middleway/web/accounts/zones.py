"""The time zone of each account, guessed from a browser or chosen by the owner.

It says roughly where they are, so it is sealed; under the instance key, as notices use it while no vault is open.
"""

import zoneinfo
from functools import cache
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from middleway.vault import Context, NotOpened, open_with_key, seal_with_key
from middleway.web import keyfiles
from middleway.web.accounts.models import Account

_LENGTH: Final = 128  # bytes: no name is longer, so that the size does not tell it
_NOWHERE: Final = UUID(int=0)
_NO_PLACES: Final = frozenset({"Factory", "localtime", "posixrules"})


class _ZoneContent(msgspec.Struct, frozen=True):
    """What is sealed of a zone. `by_hand`: the owner chose it."""

    name: str
    by_hand: bool


@cache
def names() -> tuple[str, ...]:
    """Return every zone that can be chosen, by name."""
    return tuple(sorted(zoneinfo.available_timezones() - _NO_PLACES))


def zone_of(account: Account) -> ZoneInfo | None:
    """Return somebody's zone; None when it is not known, and the server's counts."""
    name, _ = _kept(account)
    return ZoneInfo(name) if name in names() else None


def chosen(account: Account) -> str:
    """Return the name of the zone that they chose themselves, or ""."""
    name, by_hand = _kept(account)
    return name if by_hand else ""


def guess(account: Account, name: str) -> None:
    """Keep the zone that a browser names, unless the owner has chosen one. An unknown name is ignored."""
    before, by_hand = _kept(account)
    if name in names() and name != before and not by_hand:
        _keep(account, name, by_hand=False)


def choose(account: Account, name: str) -> None:
    """Keep the zone that the owner names. "" leaves it to their browser again, from the next sign-in on."""
    _keep(account, name or _kept(account)[0], by_hand=bool(name))


def _kept(account: Account) -> tuple[str, bool]:
    if not account.zone:
        return "", False
    try:
        plain = open_with_key(keyfiles.instance_key(), bytes(account.zone), _place(account))
    except NotOpened:  # a backup restored without its secrets
        return "", False
    content = msgspec.json.decode(plain, type=_ZoneContent)
    return content.name, content.by_hand


def _keep(account: Account, name: str, *, by_hand: bool) -> None:
    plain = msgspec.json.encode(_ZoneContent(name, by_hand)).ljust(_LENGTH)
    account.zone = seal_with_key(keyfiles.instance_key(), plain, _place(account))
    account.save(update_fields=["zone"])


def _place(account: Account) -> Context:
    return Context(_NOWHERE, "time zone", account.pk, account.pk, "zone", 1, 1)
