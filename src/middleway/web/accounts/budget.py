"""How many wrong guesses a door allows: free for the first three, then 1, 2, 4 … minutes; 10 an hour, 20 a day, 100 in a row.

Counted in the database, before the guess is tried, for names that exist and names that do not. So several processes share one
count, a restart forgets nothing, and no answer tells whether there is such an account.
"""

import hashlib
import hmac
import time
from math import ceil
from typing import Final

from django.db import transaction
from django.db.models import Q

from middleway.web import keyfiles
from middleway.web.accounts.models import Budget

KINDS: Final = ("passphrase", "code", "one-time", "second step", "passkey", "after one-time")
FREE: Final = 3
HOURLY: Final = 10
DAILY: Final = 20
IN_A_ROW: Final = 100
_HOUR, _DAY = 60, 24 * 60
_FORGOTTEN_AFTER: Final = 30 * _DAY


class Closed(Exception):
    """This door is closed for now. `minutes` until it opens; None when waiting does not open it."""

    def __init__(self, minutes: int | None) -> None:
        super().__init__("This door is closed for now.")
        self.minutes = minutes


def door(kind: str, name: str) -> str:
    """Return the key under which guesses are counted. It does not tell the name."""
    return hmac.new(keyfiles.instance_key(), f"door/{kind}/{name}".encode(), hashlib.sha256).hexdigest()


@transaction.atomic
def spend(door: str) -> None:
    """Take one guess from the door's budget before it is tried. Raises Closed; then nothing may be tried."""
    Budget.objects.get_or_create(door=door)
    row = Budget.objects.select_for_update().get(door=door)
    now = time.time() / 60
    wait = _wait(row, now)
    if wait is None or wait > 0:
        raise Closed(wait)
    row.in_a_row += 1
    row.minutes = [*row.minutes, ceil(now)][-DAILY:]
    row.save(update_fields=["in_a_row", "minutes"])


@transaction.atomic
def give_back(door: str) -> None:
    """The guess was right: it does not count, and the row of wrong ones is over. The hour's and the day's others stay."""
    row = Budget.objects.select_for_update().get(door=door)
    row.in_a_row, row.minutes = 0, row.minutes[:-1]
    row.save(update_fields=["in_a_row", "minutes"])


def reopen(name: str) -> None:
    """The owner has come in another way: the passphrase's door starts anew."""
    Budget.objects.filter(door=door("passphrase", name)).delete()


def old() -> list[str]:
    """Return the doors whose last wrong guess is so long ago that it no longer matters."""
    before = int(time.time() / 60) - _FORGOTTEN_AFTER
    return [row.door for row in Budget.objects.iterator() if row.minutes and row.minutes[-1] < before]


def forget_old() -> int:
    """Delete what no longer matters, rows without a wrong guess included; return how many."""
    return Budget.objects.filter(Q(door__in=old()) | Q(minutes=[])).delete()[0]


def _wait(row: Budget, now: float) -> int | None:
    """Return the minutes until the next guess is allowed: 0 now, None never by waiting."""
    if row.in_a_row >= IN_A_ROW:
        return None
    opens = [0.0]
    if row.in_a_row >= FREE and row.minutes:
        # From the tenth in a row on, the hour and the day allow less than doubling would.
        opens.append(row.minutes[-1] + 2.0 ** min(row.in_a_row - FREE, 6))
    for count, span in ((HOURLY, _HOUR), (DAILY, _DAY)):
        if len(row.minutes) >= count:
            opens.append(row.minutes[-count] + span)
    return max(0, ceil(max(opens) - now))
