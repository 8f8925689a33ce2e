"""What every page needs to know."""

from django.conf import settings
from django.http import HttpRequest


def leaving(request: HttpRequest) -> dict[str, object]:
    """Where "Leave" goes, and after how many seconds a page without scripts goes back to the door."""
    signed_in = hasattr(request, "vault")
    return {
        "leave_url": settings.LEAVE_URL,
        "idle_seconds": getattr(request.user, "idle_minutes", 15) * 60 if signed_in else None,
    }
