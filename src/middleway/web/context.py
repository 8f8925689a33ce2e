"""What every page needs to know."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone


def leaving(request: HttpRequest) -> dict[str, object]:
    """Where "Leave" goes, after how many seconds a page without scripts goes back to the door, and in which zone times are shown."""
    signed_in = hasattr(request, "vault")
    return {
        "leave_url": settings.LEAVE_URL,
        "zone": str(timezone.get_current_timezone()).replace("_", " "),
        "idle_seconds": getattr(request.user, "idle_minutes", 15) * 60 if signed_in else None,
    }
