"""A promise to come back, and when it is time to look from outside once more."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone as clock

from middleway.vault import NotOpened, Vault
from middleway.web.accounts.models import Account
from middleway.web.moments.models import Moment
from middleway.web.shell import store
from middleway.web.way.models import Return

_A_WHILE = timedelta(
    days=90
)  # between two offers of the well-wisher's view: Finkel et al. 2013 asked every four months
_SHOWN = timedelta(hours=12)  # a promise that is older is not brought up again


@dataclass(frozen=True, slots=True)
class Promise:
    """When somebody said they would be back, by their own clock and without a zone, and from which moment. `due`: it is time."""

    until: datetime
    moment: UUID
    due: bool


def next_time(at: str) -> datetime:
    """Return the next HH:MM on the writer's clock."""
    now = clock.localtime()
    then = datetime.combine(now.date(), time.fromisoformat(at), tzinfo=now.tzinfo)
    return then + timedelta(days=then <= now)


def promise(account: Account, vault: Vault) -> Promise | None:
    """Return the promise that still stands; none when its moment was deleted."""
    content = _content(account, vault)
    if "until" not in content:
        return None
    until, now = datetime.fromisoformat(content["until"]), clock.now()
    moment = UUID(content["moment"])
    if now >= until + _SHOWN or not Moment.objects.filter(pk=moment, account=account).exists():
        return None
    return Promise(clock.localtime(until).replace(tzinfo=None), moment, until <= now)


def promise_of(moment: UUID, account: Account, vault: Vault) -> Promise | None:
    """Return the promise that still stands when it was made at this moment."""
    found = promise(account, vault)
    return found if found and found.moment == moment else None


def is_time_for_a_wider_view(account: Account, vault: Vault) -> bool:
    """Whether the well-wisher's view was not taken for some months."""
    viewed = _content(account, vault).get("viewed")
    return viewed is None or datetime.fromisoformat(viewed) + _A_WHILE < clock.now()


def keep_promise(vault: Vault, *, until: datetime | None, moment: UUID) -> None:
    """Keep a promise in the place of the one before; None takes it back."""
    _put(vault, {"until": until.isoformat() if until else None, "moment": str(moment)})


def note_view(vault: Vault) -> None:
    _put(vault, {"viewed": clock.now().isoformat()})


@transaction.atomic
def _put(vault: Vault, new: dict[str, str | None]) -> None:
    account = store.locked(vault)
    row = Return.objects.filter(account=account).first() or Return()
    content = {**_content_of(row, vault), **new, "changed": clock.now().isoformat()}
    store.write(row, {name: value for name, value in content.items() if value is not None}, vault)


def _content(account: Account, vault: Vault) -> store.Content:
    row = Return.objects.filter(account=account).first()
    return _content_of(row, vault) if row else {}


def _content_of(row: Return, vault: Vault) -> store.Content:
    """Return what it says; nothing for a new one, and for one that does not open: then it is made anew."""
    try:
        return store.content_of(row, vault) if row.revision else {}
    except NotOpened:
        return {}
