"""What pages ask about accounts."""

from datetime import timedelta

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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
}


def operator() -> str:
    return server().operator


def claim() -> bytes:
    """Return the digest of the code for the first visit; an empty one fits no code."""
    return bytes(server().claim)


def is_unclaimed() -> bool:
    return not Account.objects.exists()


def is_taken(name: str) -> bool:
    return Account.objects.filter(username=name).exists()


def told(account: Account) -> list[tuple[str, Promise]]:
    """Return (day, what) of changes to what protects the account, newest first, for 30 days."""
    since = timezone.localdate() - timedelta(days=30)
    notices = account.notices.filter(day__gte=since).order_by("-day", "-pk")
    return [(notice.day.isoformat(), _TOLD[notice.what]) for notice in notices]


def has_code(account: Account) -> bool:
    return account.slots.filter(kind="recovery").exists()


def sessions_of(account: Account) -> int:
    return account.sessions.filter(expire_date__gt=timezone.now()).count()


def remembered_browsers(account: Account) -> int:
    return Browser.objects.filter(account=account).count()
