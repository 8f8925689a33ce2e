"""A calendar file (RFC 5545) with one entry: when somebody said they would be back."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

_LONG = timedelta(minutes=10)


def entry(uid: UUID, until: datetime) -> str:
    """Return the file. The time is a device's own, whatever zone it is in; the title tells nothing."""
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Notes//EN",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{datetime.now(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART:{until:%Y%m%dT%H%M%S}",
        f"DTEND:{until + _LONG:%Y%m%dT%H%M%S}",
        "SUMMARY:Back",
        "CLASS:PRIVATE",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Back",
        "TRIGGER:PT0M",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(line + "\r\n" for line in lines)
