"""Which one-time codes were used: sealed beside their seed, so all processes know, and a restart forgets nothing."""

import base64
import json
import time
import uuid
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.utils import decrypt, encrypt
from django.db import transaction
from django.db.models import Case, Value, When

from middleway.vault import Context, NotOpened, open_with_key, seal_with_key
from middleway.web import keyfiles
from middleway.web.accounts import one_time
from middleway.web.accounts.models import Account

_CODES: Final = Authenticator.Type.TOTP
_NOWHERE: Final = uuid.UUID(int=0)


@dataclass(frozen=True, slots=True)
class _Seed:
    """A seed, the last half minute whose code was used, and future ones whose codes somebody was told to be right."""

    secret: str
    last: int = 0
    told: tuple[int, ...] = ()

    def step_of(self, code: str) -> int | None:
        """Return the half minute for which a code serves now."""
        now = _now()
        # A last use in the future comes from a clock that ran ahead: it must not shut its owner out until then.
        after = self.last if self.last <= now + one_time.TOLERANCE else 0
        return one_time.fitting(self.secret, code, now, after=after, but=self.told)


def serves(account: Account, code: str) -> bool:
    """Whether a code is right and unused; from now on it is used. Of several at one moment only one is told yes."""
    return _use(account.pk, code)


def serves_under(name: str, code: str) -> bool:
    """As `serves`, for any name, known or not, with codes or without: somebody's seed is read and tried for each."""
    fits = Case(When(user__username=name, user__is_active=True, then=Value(True)), default=Value(False))
    rows = Authenticator.objects.filter(type=_CODES).annotate(fits=fits).order_by("-fits", "pk")
    row = rows.first()
    seed = _opened(row.user_id, row.data) if row else _opened(_NOWHERE, _nobodys())
    right = seed is not None and seed.step_of(code) is not None
    return bool(right and row is not None and row.fits and _use(row.user_id, code))


def away(account: Account, code: str) -> int | None:
    """Return in how many half minutes, a day at most, a code is right (below zero: was); None if never or used.

    Somebody who is told of a future time could wait for it, so from now on that code never serves.
    """
    row = Authenticator.objects.filter(user=account, type=_CODES).first()
    seed = _opened(account.pk, row.data) if row else None
    steps = one_time.away(seed.secret, code, _now()) if seed else None
    if steps and steps > 0:
        _remember(account.pk, told=_now() + steps)
    return steps


def fresh(account: Account, secret: str, code: str) -> dict[str, str]:
    """Return the data of a new row. `code`: the one that was typed to set it up, if any."""
    step = one_time.fitting(secret, code, _now()) or 0
    return {"secret": encrypt(secret), "used": _sealed(account.pk, step, ())}


@transaction.atomic
def _use(owner: uuid.UUID, code: str) -> bool:
    row = Authenticator.objects.select_for_update().filter(user_id=owner, type=_CODES).first()
    seed = _opened(owner, row.data) if row else None
    step = seed.step_of(code) if seed else None
    if row is None or seed is None or step is None:
        return False
    _save(row, step, seed.told)
    return True


@transaction.atomic
def _remember(owner: uuid.UUID, *, told: int) -> None:
    row = Authenticator.objects.select_for_update().filter(user_id=owner, type=_CODES).first()
    seed = _opened(owner, row.data) if row else None
    if row is not None and seed is not None:
        _save(row, seed.last, (*seed.told, told))


def _save(row: Authenticator, last: int, told: tuple[int, ...]) -> None:
    to_come = tuple(step for step in told if step >= _now() - one_time.TOLERANCE)
    row.data = {**row.data, "used": _sealed(row.user_id, last, to_come)}
    row.save(update_fields=["data"])


def _opened(owner: uuid.UUID, data: dict[str, Any]) -> _Seed | None:
    """Return a row's seed; None when the instance key is another one: in a backup restored without its secrets."""
    try:
        secret = decrypt(data["secret"])
        if "used" not in data:  # a row from before this was kept
            return _Seed(secret)
        used = json.loads(open_with_key(keyfiles.instance_key(), base64.b64decode(data["used"]), _at(owner)))
        return _Seed(secret, used["last"], tuple(used["told"]))
    except NotOpened:
        return None


def _sealed(owner: uuid.UUID, last: int, told: tuple[int, ...]) -> str:
    """Seal it: in the clear it would be a diary of when somebody was here."""
    content = json.dumps({"last": last, "told": told}).encode()
    return base64.b64encode(seal_with_key(keyfiles.instance_key(), content, _at(owner))).decode()


def _at(owner: uuid.UUID) -> Context:
    return Context(_NOWHERE, "second step", owner, owner, "used", 1, 1)


@cache
def _nobodys() -> dict[str, str]:
    """Return the data of a row that no account has."""
    return {"secret": encrypt(generate_totp_secret()), "used": _sealed(_NOWHERE, 0, ())}


def _now() -> int:
    return one_time.step_at(time.time())
