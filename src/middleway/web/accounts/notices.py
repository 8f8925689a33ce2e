"""What happened with an account, told to its owner for 30 days: the day, what, and the kind of browser; nothing more.

There is no address and no time of day. All of it is sealed under the instance key, since such things also happen while
no vault is open; only a month is readable. So a copy of the database is no diary of who was here when.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

import msgspec
from django.db import transaction
from django.utils import timezone

from middleway.vault import Context, NotOpened, open_with_key, seal_with_key
from middleway.web import keyfiles
from middleway.web.accounts import throttle, zones
from middleway.web.accounts.browser_kinds import UNKNOWN, BrowserKind
from middleway.web.accounts.models import Account, Notice

KEPT_FOR: Final = timedelta(days=30)
SIGNED_IN, NEW_BROWSER = "signed_in", "new_browser"
_SIGN_INS: Final = frozenset({SIGNED_IN, NEW_BROWSER, "joined"})
_LENGTH: Final = 256  # bytes of each notice, so that its size tells nothing
_NOWHERE: Final = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Event:
    """`what`: a code (see queries). `times`: how often on that day. `id`: the later, the higher."""

    id: int
    what: str
    day: date
    browser: BrowserKind
    times: int
    seen: bool


class _NoticeContent(msgspec.Struct, frozen=True):
    """What is sealed of an event."""

    what: str
    day: date
    browser: BrowserKind
    times: int


def add(account: Account, what: str, browser: BrowserKind = UNKNOWN) -> None:
    """Note that something happened today; the same again on one day is counted. Delete what is older than 30 days."""
    today, rows = _today(account), list(account.notices.select_for_update())
    old = [row.pk for row in rows if (event := _event(row)) and event.day < today - KEPT_FOR]
    account.notices.filter(pk__in=old).delete()
    # Notices of those who never come back are not opened: their month tells that they are too old.
    Notice.objects.filter(month__lt=(today - 2 * KEPT_FOR).replace(day=1)).delete()
    times = 1
    for row in rows:
        event = _event(row)
        if event and (event.what, event.day, event.browser) == (what, today, browser):
            times += event.times
            row.delete()
    sealed = _sealed(account, _NoticeContent(what, today, browser, times))
    Notice.objects.create(account=account, month=today.replace(day=1), sealed=sealed)


def signed_in(account: Account, browser: BrowserKind) -> None:
    """Note a sign-in, and whether such a browser was here within 30 days. A cookie for that would be a trace itself."""
    known = {event.browser for event in events(account) if event.what in _SIGN_INS}
    add(account, SIGNED_IN if browser in known else NEW_BROWSER, browser)


@transaction.atomic
def guessed(account: Account) -> None:
    """Note where many guessed. At the guess itself it would be one more write, and only for names that exist."""
    for what in throttle.besieged(account.username):
        add(account, what)
    throttle.lift_siege(account.username)


def events(account: Account) -> list[Event]:
    """Return the last 30 days, newest first, without what does not open (after a restore without the secrets)."""
    since = _today(account) - KEPT_FOR
    found = [event for row in account.notices.order_by("-pk") if (event := _event(row)) and event.day >= since]
    return sorted(found, key=lambda event: (event.day, event.id), reverse=True)


def dismiss(account: Account, *, up_to: int) -> None:
    """Mark what was shown as seen; what happened since then is not."""
    account.notices.filter(pk__lte=up_to).update(seen=True)


def _today(account: Account) -> date:
    """Return today's date where the owner lives, whoever made it happen."""
    return timezone.localdate(timezone=zones.zone_of(account))


def _event(row: Notice) -> Event | None:
    try:
        plain = open_with_key(keyfiles.instance_key(), bytes(row.sealed), _place(row.account_id))
    except NotOpened:
        return None
    content = msgspec.json.decode(plain, type=_NoticeContent)
    return Event(row.pk, content.what, content.day, content.browser, content.times, row.seen)


def _sealed(account: Account, content: _NoticeContent) -> bytes:
    plain = msgspec.json.encode(content).ljust(_LENGTH)
    return seal_with_key(keyfiles.instance_key(), plain, _place(account.pk))


def _place(account: UUID) -> Context:
    return Context(_NOWHERE, "notice", account, account, "content", 1, 1)
