"""What every page needs to know."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from middleway.web.accounts.models import Account
from middleway.web.doors import carried


def leaving(request: HttpRequest) -> dict[str, object]:
    """Where "Leave" goes; after how many seconds a page without scripts goes back to the door; in which zone times are shown; whose words a page takes."""
    signed_in = hasattr(request, "vault")
    user = getattr(request, "user", None)  # an answer may be made before anybody asked who it is
    return {
        "leave_url": settings.LEAVE_URL,
        "zone": str(timezone.get_current_timezone()).replace("_", " "),
        "idle_seconds": getattr(request.user, "idle_minutes", 15) * 60 if signed_in else None,
        "writer": carried.whose(user) if isinstance(user, Account) and signed_in else "",
    }
