"""Who may see the page of the second step, and whose form is taken without a token."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from middleway.vault import Vault
from middleway.web import csrf
from middleway.web.accounts.models import Account


def half_in(request: HttpRequest) -> tuple[Account, Vault]:
    """Return who gave the right passphrase within five minutes, and their vault. Raises Http404 for anybody else."""
    found: tuple[Account, Vault] | None = getattr(request, "half_in", None)
    if found is None:
        raise Http404
    return found


def from_here(request: HttpRequest) -> None:
    """Raise PermissionDenied for a form that another site sent."""
    if not csrf.is_own(request):
        raise PermissionDenied
