"""Who may stand at the page of the second step; and which forms are this site's own."""

from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from middleway.vault import Vault
from middleway.web.accounts.models import Account


def half_in(request: HttpRequest) -> tuple[Account, Vault]:
    """Return the person who gave the right passphrase within five minutes, and their vault. For anybody else there is no page."""
    found: tuple[Account, Vault] | None = getattr(request, "half_in", None)
    if found is None:
        raise Http404
    return found


def from_here(request: HttpRequest) -> None:
    """Raises PermissionDenied for a form that another site sent."""
    if not is_from_here(request):
        raise PermissionDenied


def is_from_here(request: HttpRequest) -> bool:
    """Whether one of our own pages sent this, of whatever age. A browser that does not say where a form comes from is believed."""
    where = request.headers.get("Sec-Fetch-Site")
    if where is not None:
        return where in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return origin is None or _is_our_own(origin, request.get_host())


def _is_our_own(origin: str, host: str) -> bool:
    """Compare the ports only where both are told: a proxy may leave its own out of what it passes on."""
    try:
        theirs, ours = urlsplit(origin), urlsplit(f"//{host}")
        return (
            bool(ours.hostname) and theirs.hostname == ours.hostname and (ours.port is None or theirs.port == ours.port)
        )
    except ValueError:
        return False
