"""Asking for the passphrase again."""

from django.forms import Form
from django.utils.translation import gettext as _

from middleway.vault import Vault
from middleway.web.accounts import deriving, opening, throttle
from middleway.web.accounts.opening import WrongGuess
from middleway.web.http import Request
from middleway.web.signin import refusals


def confirmed(request: Request, form: Form, field: str = "current") -> Vault | None:
    """Return the vault, opened anew, if the form is valid and its passphrase right; else None: the form says why."""
    if not form.is_valid():
        return None
    try:
        # On budgets of those inside: strangers' guesses at the door must not keep anybody from leaving with everything.
        doors = throttle.doors_inside(request.user.username, request.session.session_key or "")
        return opening.open_with_passphrase(request.user.username, form.cleaned_data[field], doors=doors)[1]
    except WrongGuess:
        form.add_error(field, _("This is not your passphrase."))
    except throttle.Closed as closed:
        form.add_error(field, _("There were too many tries. Nothing was changed.") + " " + refusals.wait(closed))
    except deriving.Full:
        form.add_error(field, _("Others are being let through just now. Nothing was changed. Try again in a moment."))
    return None
