"""A calendar file (RFC 5545) with one entry: the time at which somebody promised to be back."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext

_LONG = timedelta(minutes=10)


def entry(uid: UUID, until: datetime) -> str:
    """Return the file. Its time has no zone, so each device takes it as its own; its title reveals nothing."""
    title = gettext("Back")
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Notes//EN",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{datetime.now(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART:{until:%Y%m%dT%H%M%S}",
        f"DTEND:{until + _LONG:%Y%m%dT%H%M%S}",
        f"SUMMARY:{title}",
        "CLASS:PRIVATE",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{title}",
        "TRIGGER:PT0M",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(line + "\r\n" for line in lines)
