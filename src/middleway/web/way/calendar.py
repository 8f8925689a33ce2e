"""A calendar file (RFC 5545) with one entry: when somebody said they would be back."""

from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

_LONG = timedelta(minutes=10)


def entry(uid: UUID, until: str) -> str:
    """Return the file. `until`: HH:MM, today, or tomorrow when that is over. In the device's own time; the title tells nothing."""
    now = timezone.localtime().replace(tzinfo=None)
    start = datetime.combine(now.date(), time.fromisoformat(until))
    start += timedelta(days=start <= now)
    lines = (
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Notes//EN", "BEGIN:VEVENT", f"UID:{uid}",
        f"DTSTAMP:{datetime.now(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART:{start:%Y%m%dT%H%M%S}", f"DTEND:{start + _LONG:%Y%m%dT%H%M%S}", "SUMMARY:Back", "CLASS:PRIVATE",
        "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Back", "TRIGGER:PT0M", "END:VALARM", "END:VEVENT", "END:VCALENDAR",
    )  # fmt: skip
    return "".join(line + "\r\n" for line in lines)
