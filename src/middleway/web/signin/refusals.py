"""What a door says when it stays closed: what happened, that nothing is lost, and what to do."""

from datetime import UTC, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from middleway.web.accounts.second_step import ClockOff
from middleway.web.accounts.throttle import Closed

_ABOUT_TWO_HOURS = 120


def closed(refusal: Closed) -> str:
    return _("There were too many tries. Nothing is lost.") + " " + wait(refusal)


def outer_closed(refusal: Closed) -> str:
    """For the door that strangers reach: name also the ways that they cannot close."""
    ways = _(
        "Your recovery code opens at any time. So do two one-time codes, one after the other in the same box, "
        "with your passphrase."
    )
    return f"{closed(refusal)} {ways}"


def code_closed() -> str:
    """For the door of recovery codes, where the right one is always tried."""
    return _(
        "There were many codes that do not fit here. Nothing is lost, and the right one opens at any time. "
        "Compare yours with your slip, group by group."
    )


def wait(refusal: Closed) -> str:
    return ngettext("Wait %(count)d minute.", "Wait %(count)d minutes.", refusal.minutes) % {"count": refusal.minutes}


def clock_off(refusal: ClockOff) -> str:
    """For whoever gave the right passphrase, or sets the codes up: how far the code's clock is from the server's."""
    told = {"away": _span(refusal.minutes), "now": f"{datetime.now(UTC):%H:%M} UTC"}
    if refusal.is_ahead:
        return (
            _(
                "This code does not fit yet: your phone's clock is about %(away)s ahead of this server's, which "
                "says %(now)s. Let the phone set its time by itself, then type the next code."
            )
            % told
        )
    return (
        _(
            "This code is about %(away)s old by this server's clock, which says %(now)s. If you typed it just now, "
            "your phone's clock is behind: let it set its time by itself. Then type the next code."
        )
        % told
    )


def _span(minutes: int) -> str:
    if minutes < _ABOUT_TWO_HOURS:
        return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    hours = round(minutes / 60)
    return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
