"""The promise to come back, when to ask how it went, and when to offer the well-wisher's view again."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Final, Literal
from uuid import UUID

from django.utils import timezone as clock
from msgspec.structs import replace

from middleway.vault import NotOpened, Vault
from middleway.web.moments.models import Moment
from middleway.web.records import store
from middleway.web.records.owned import of
from middleway.web.records.writing import Batch
from middleway.web.safety import gate
from middleway.web.way.content import MANY, AskedLater, ReturnContent
from middleway.web.way.models import Return

# The time between two offers of the well-wisher's view; Finkel et al. 2013 asked every four months.
_A_WHILE = timedelta(days=90)
_NOTHING = ReturnContent(changed="")
_SHOWN = timedelta(hours=12)  # a promise is not shown any more when it is overdue for this long
_ASKED = timedelta(days=14)  # nor is it asked any more how something went, when the time is over for this long
_SOON, _MORNING, _EVENING, _LATE = timedelta(hours=2), time(9), time(18), time(23)
_NIGHT = timedelta(hours=5)  # who is awake until then means the day that comes when they say "tomorrow"
_DAYS: Final = {"tomorrow": 1, "days": 3}

WhenSaid = Literal["now", "tomorrow", "days", "not"]


@dataclass(frozen=True, slots=True)
class Promise:
    """`until`: when somebody promised to be back, in their local time, without a zone; `moment`: where they promised.

    `due`: the time has come.
    """

    until: datetime
    moment: UUID
    due: bool


def next_time(at: str) -> datetime:
    """Return when it is next `at`, which is HH:MM in the writer's time zone."""
    now = clock.localtime()
    then = datetime.combine(now.date(), time.fromisoformat(at), tzinfo=now.tzinfo)
    return then + timedelta(days=then <= now)


def promise(vault: Vault) -> Promise | None:
    """Return the promise that still stands; None also if its moment was deleted."""
    content = _content(vault)
    if not content.until:
        return None
    until, now = datetime.fromisoformat(content.until), clock.now()
    moment = UUID(content.moment)
    if now >= until + _SHOWN or not of(vault, Moment).where(pk=moment).exists():
        return None
    return Promise(clock.localtime(until).replace(tzinfo=None), moment, until <= now)


def shown(vault: Vault) -> Promise | None:
    """Return the promise that pages remind of: none where it is not safe, since nobody must be called back there."""
    found = promise(vault)
    return found if found and gate.standing(vault, gate.EVERYBODY).may(gate.Offer.MIRROR) else None


def promise_of(moment: UUID, vault: Vault) -> Promise | None:
    """Return the promise that still stands, if it was made at this moment."""
    found = promise(vault)
    return found if found and found.moment == moment else None


def time_to_ask(when: WhenSaid) -> datetime | None:
    """Return from when on to ask how it went: not at once, but after it may have been said; None if it stays unsaid."""
    now = clock.localtime()
    if when == "now":
        at = now + _SOON
        if _MORNING <= at.time() < _LATE:
            return at
        return datetime.combine(at.date() + timedelta(days=at.time() >= _LATE), _MORNING, tzinfo=now.tzinfo)
    if when not in _DAYS:
        return None
    return datetime.combine((now - _NIGHT).date() + timedelta(days=_DAYS[when]), _EVENING, tzinfo=now.tzinfo)


def asked_later(moment: UUID, vault: Vault) -> datetime | None:
    """Return from when on they are asked how it went at this moment, in their local time."""
    found = (one.at for one in _content(vault).later if one.moment == str(moment))
    return next((clock.localtime(datetime.fromisoformat(at)) for at in found), None)


def to_ask(vault: Vault) -> list[Moment]:
    """Return the moments of which it is time to ask how it went, the one that waited longest first."""
    now = clock.now()
    due = [one for one in _content(vault).later if (at := datetime.fromisoformat(one.at)) <= now < at + _ASKED]
    due.sort(key=lambda one: datetime.fromisoformat(one.at))
    return [moment for one in due if (moment := of(vault, Moment).get(UUID(one.moment)))]


def ask_later(batch: Batch, moment: UUID, at: datetime | None) -> None:
    """Ask how it went at a moment from that time on, and at no other; None to ask no more."""
    before = _content(batch.vault).later
    others = [one for one in before if one.moment != str(moment)]
    later = [*others, AskedLater(moment=str(moment), at=at.astimezone(UTC).isoformat())] if at else others
    if later != before:
        _put(batch, later=later[-MANY:])


def is_time_for_a_wider_view(vault: Vault) -> bool:
    """Whether the well-wisher's view was not taken in the last three months, or never."""
    viewed = _content(vault).viewed
    return not viewed or datetime.fromisoformat(viewed) + _A_WHILE < clock.now()


def keep_promise(batch: Batch, *, until: datetime | None, moment: UUID) -> None:
    """Replace the promise; None takes it back."""
    _put(batch, until=until.isoformat() if until else "", moment=str(moment))


def take_back(batch: Batch, moment: UUID) -> None:
    """Take back the promise that was made at this moment, if it still stands."""
    if promise_of(moment, batch.vault):
        keep_promise(batch, until=None, moment=moment)


def note_view(batch: Batch) -> None:
    _put(batch, viewed=clock.now().isoformat())


def _put(batch: Batch, **new: str | list[AskedLater]) -> None:
    row = of(batch.vault, Return).first() or Return()
    batch.save(row, replace(_content_of(row, batch.vault), **new, changed=clock.now().isoformat()))


def _content(vault: Vault) -> ReturnContent:
    row = of(vault, Return).first()
    return _content_of(row, vault) if row else _NOTHING


def _content_of(row: Return, vault: Vault) -> ReturnContent:
    """Return the content; nothing for a new row, and for one that does not open, which is then replaced."""
    try:
        return store.opened(row, vault) if row.revision else _NOTHING
    except NotOpened:
        return _NOTHING
