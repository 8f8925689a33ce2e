"""Limit guesses at a door: 3 at once, then one after 1, 2, 4 … minutes; 10 an hour, 20 a day; never closed for good.

Each guess is counted in the database before it is tried, whether or not the name exists. So several processes share one
count, a restart forgets nothing, and no answer tells whether there is such an account. A door also remembers the last
day on which many guessed there.
"""

import hashlib
import hmac
import time
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from middleway.web import keyfiles
from middleway.web.accounts.models import Budget

KINDS: Final = ("passphrase", "code", "one-time", "second step", "passkey", "after one-time", "inside")
MANY: Final = 10  # wrong guesses in a day; from then on the owner is told
MOST: Final = 20_000  # rows in all, however many names are made up
_SIEGES: Final = {
    "door_closed": ("passphrase", "code", "one-time"),
    "half_known": ("second step", "passkey", "after one-time"),
    "guessed_inside": ("inside",),
}
_CHEAP: Final = frozenset({"code", "one-time"})  # a try needs no derivation, so anybody can fill rows with them
_HOUR, _DAY = 60, 24 * 60
_TOLD_FOR: Final = timedelta(days=30)
_AT_ONCE: Final = 500  # rows deleted in one go


@dataclass(frozen=True, slots=True)
class Door:
    """One place to guess at. `key` hides the name; `free` guesses need no wait; `hourly` and `daily` are the limits."""

    key: str
    free: int = 3
    hourly: int = 10
    daily: int = 20
    cheap: bool = False


class Closed(Exception):
    """This door is closed for now: for `minutes`, at most a day, whatever the clock did."""

    def __init__(self, minutes: int) -> None:
        super().__init__("This door is closed for now.")
        self.minutes = minutes


def door(kind: str, name: str) -> Door:
    """Return the door that counts guesses of a kind under a name."""
    key = hmac.new(keyfiles.instance_key(), f"door/{kind}/{name}".encode(), hashlib.sha256).hexdigest()
    # "inside" counts all sessions of an account. Its limits are higher, so that one of them cannot close it for all.
    return Door(key, 20, 20, 40) if kind == "inside" else Door(key, cheap=kind in _CHEAP)


def doors_inside(name: str, session: str) -> tuple[Door, Door]:
    """Return the doors of somebody inside who types the passphrase again: their session's, and all sessions'."""
    return door("session", session), door("inside", name)


def spend(*doors: Door) -> None:
    """Take a guess from each door's budget before it is tried. Raises Closed: none was taken, and none may be tried."""
    _make_room()
    if wait := _taken(doors):
        raise Closed(wait)


@transaction.atomic
def _taken(doors: tuple[Door, ...]) -> int:
    """Take a guess from each door, if each allows one. Return the minutes to wait otherwise, 0 if they were taken."""
    now = time.time() / 60
    # Always in the same order, as in `give_back`: two that wait for each other's rows would both fail.
    rows = [(one, _row(one, ceil(now))) for one in sorted(doors, key=lambda one: one.key)]
    changed = [_looked_at(row, ceil(now)) for _, row in rows]
    wait = max(_wait(one, row, now) for one, row in rows)
    for (one, row), mended in zip(rows, changed, strict=True):
        if not wait:
            row.in_a_row, row.last = row.in_a_row + 1, ceil(now)
            row.minutes = [*row.minutes, ceil(now)][-one.daily :]
        if mended or not wait:
            row.save(update_fields=["in_a_row", "minutes", "last", "besieged"])
    return wait


@transaction.atomic
def give_back(*doors: Door) -> None:
    """Give a right guess back, and end the row of wrong ones. Other guesses of the hour and the day still count."""
    for row in Budget.objects.select_for_update().filter(door__in=[one.key for one in doors]).order_by("door"):
        row.in_a_row, row.minutes = 0, row.minutes[:-1]
        row.save(update_fields=["in_a_row", "minutes"])


def reopen(kind: str, name: str) -> None:
    """Start this door anew, since its owner came in another way. That many guessed there stays known."""
    Budget.objects.filter(door=door(kind, name).key).update(in_a_row=0, minutes=[])


def besieged(name: str) -> dict[str, date]:
    """Return what many guessed at under a name within 30 days (as a notice's code), and on which day last."""
    kind_of = {door(kind, name).key: what for what, kinds in _SIEGES.items() for kind in kinds}
    today, found = timezone.localdate(), dict[str, date]()
    rows = Budget.objects.filter(door__in=kind_of, besieged__gte=today - _TOLD_FOR).order_by("besieged")
    for key, day in rows.values_list("door", "besieged"):
        found[kind_of[key]] = min(day or today, today)
    return found


def lift_siege(name: str) -> None:
    """Forget what `besieged` returned, once it is told. Whoever goes on guessing is noted anew."""
    Budget.objects.filter(door__in=[door(kind, name).key for kind in KINDS]).update(besieged=None)


def old(*, days: int = 1) -> list[str]:
    """Return doors, 500 at most, whose guesses are too old to limit anything, and that have nothing left to tell."""
    before, told = int(time.time() / 60) - days * _DAY, timezone.localdate() - _TOLD_FOR
    matters_not = Q(besieged=None) | Q(besieged__lt=told)
    return list(Budget.objects.filter(matters_not, last__lt=before).values_list("door", flat=True)[:_AT_ONCE])


def forget_old() -> int:
    """Delete the rows that no longer matter. Return how many there were."""
    deleted = 0
    while gone := _forget(old()):
        deleted += gone
    return deleted


def _make_room() -> None:
    """Delete old rows, and the cheapest where there are too many, so that made-up names cannot fill the disk.

    Of the cheap doors, and then of the others, those with the fewest guesses go first. It runs before every guess, so
    that no answer's time tells whether a name was tried before.
    """
    gone = old()
    if Budget.objects.count() >= MOST:
        gone += Budget.objects.order_by("-cheap", "in_a_row", "last").values_list("door", flat=True)[:_AT_ONCE]
    if gone:
        _forget(gone)


@transaction.atomic
def _forget(doors: list[str]) -> int:
    # A row that another process holds just now is being tried, so it matters again.
    free = Budget.objects.select_for_update(skip_locked=True).filter(door__in=doors).values_list("door", flat=True)
    return Budget.objects.filter(door__in=list(free)).delete()[0]


def _row(one: Door, now: int) -> Budget:
    """Return the door's row, locked. The statements are the same whether or not it was there."""
    Budget.objects.bulk_create([Budget(door=one.key, cheap=one.cheap, last=now)], ignore_conflicts=True)
    row = Budget.objects.select_for_update().filter(door=one.key).first()
    if row is None:  # another process has just made room
        return _row(one, now)
    return row


def _looked_at(row: Budget, now: int) -> bool:
    """Mend impossible times, and note whether many guessed here today. Return whether the row changed.

    A future minute is from a clock that ran ahead. It counts as now, or the door would stay closed until then.
    """
    before = row.minutes, row.besieged
    row.minutes = [min(at, now) for at in row.minutes]
    if sum(at > now - _DAY for at in row.minutes) >= MANY:
        row.besieged = timezone.localdate()
    return before != (row.minutes, row.besieged)


def _wait(one: Door, row: Budget, now: float) -> int:
    """Return the minutes until the next guess is allowed; 0 means now."""
    opens = [0.0]
    if row.in_a_row >= one.free and row.minutes:
        # 64 minutes at most: from the tenth in a row on, the hour and the day allow less than doubling would.
        opens.append(row.minutes[-1] + 2.0 ** min(row.in_a_row - one.free, 6))
    for count, span in ((one.hourly, _HOUR), (one.daily, _DAY)):
        if len(row.minutes) >= count:
            opens.append(row.minutes[-count] + span)
    return max(0, ceil(max(opens) - now))
