"""What every page needs to know."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from middleway.web import styles
from middleway.web.accounts import carried
from middleway.web.accounts.models import Account


def leaving(request: HttpRequest) -> dict[str, object]:
    """Return where "Leave" goes, the styles, the time zone, whose words a page takes, and its idle time.

    After `idle_seconds` a page without scripts goes back to the door.
    """
    signed_in = hasattr(request, "vault")
    user = getattr(request, "user", None)  # an answer may be made before anything has set it
    return {
        "leave_url": settings.LEAVE_URL,
        "styles": styles.address(),
        "zone": str(timezone.get_current_timezone()).replace("_", " "),
        "idle_seconds": getattr(request.user, "idle_minutes", 15) * 60 if signed_in else None,
        "writer": carried.whose(user) if isinstance(user, Account) and signed_in else "",
    }
