"""What pages ask about accounts."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from middleway.web.accounts import notices, throttle
from middleway.web.accounts.models import Account, Browser
from middleway.web.accounts.records import server

_TOLD = {
    "passphrase": _("Your passphrase was changed."),
    "code": _("A new recovery code was made. The one before no longer works."),
    "code_used": _("Somebody signed in with your recovery code, and set a new passphrase."),
    "no_code": _("Your recovery code was taken away."),
    "all_keys": _("All your keys were changed."),
    "step_added": _("A second step was added."),
    "step_removed": _("The second step was taken away."),
    "browser": _("A browser was remembered."),
    "list": _("The sealed list of your pages was damaged from outside, and was made anew."),
    "new_vault": _("The operator of this server gave you a new, empty vault."),
    "joined": _("This account was made."),
    "signed_in": _("Signed in."),
    "new_browser": _("Signed in with a kind of browser that was not here in the 30 days before."),
    "export": _("A sealed copy of everything was taken along."),
    "plain_export": _("A copy of everything was taken along, for anyone to read."),
    "import": _("A file was brought in."),
    "door_closed": _("Somebody tried many wrong passphrases or codes under your name."),
    "half_known": _("Somebody who knows one half of what opens your account tried the other half many times."),
    "guessed_inside": _("Many wrong passphrases were typed on pages inside."),
}
_EVERY_DAY = frozenset({"joined", "signed_in"})  # in the list, but not on the first page


@dataclass(frozen=True, slots=True)
class EventInWords:
    """One line of what happened. `browser`: its kind, or "". `id`: 0 while it is not among the notices yet."""

    id: int
    day: str
    what: Promise
    browser: str
    times: int


def operator() -> str:
    return server().operator


def claim() -> bytes:
    """Return the digest of the code for the first visit; an empty one fits no code."""
    return bytes(server().claim)


def is_unclaimed() -> bool:
    return not Account.objects.exists()


def is_taken(name: str) -> bool:
    return Account.objects.filter(username=name).exists()


def told(account: Account) -> list[EventInWords]:
    """Return what happened with the account, newest first, for 30 days."""
    return [*_guessed(account), *(_told(event) for event in notices.events(account))]


def untold(account: Account) -> list[EventInWords]:
    """Return what the owner has not marked as seen. A sign-in with a kind of browser known here is nothing to tell."""
    events = (event for event in notices.events(account) if not event.seen and event.what not in _EVERY_DAY)
    return [*map(_told, events), *_guessed(account)]


def _guessed(account: Account) -> list[EventInWords]:
    """Return where many guessed while the owner is inside; the next sign-in makes notices of it."""
    return [
        EventInWords(0, day.isoformat(), _TOLD[what], "", 1)
        for what, day in throttle.besieged(account.username).items()
    ]


def _told(event: notices.Event) -> EventInWords:
    what = _TOLD.get(event.what, _("Something was changed."))
    return EventInWords(event.id, event.day.isoformat(), what, _browser(*event.browser), event.times)


def _browser(name: str, system: str) -> str:
    if name and system:
        return gettext("%(browser)s on %(system)s") % {"browser": name, "system": system}
    return name or system


def has_code(account: Account) -> bool:
    return account.slots.filter(kind="recovery").exists()


def sessions_of(account: Account) -> int:
    return account.sessions.filter(expire_date__gt=timezone.now()).count()


def remembered_browsers(account: Account) -> int:
    return Browser.objects.filter(account=account).count()
