"""Asking for the passphrase again."""

from django.forms import Form
from django.utils.translation import gettext as _

from middleway.vault import Vault
from middleway.web.accounts import budget, opening
from middleway.web.accounts.opening import WrongGuess
from middleway.web.http import Request


def confirmed(request: Request, form: Form, field: str = "current") -> Vault | None:
    """Return the vault, opened once more, when the form is valid and its passphrase is right; else None, with the reason in the form."""
    if not form.is_valid():
        return None
    try:
        # A budget of this session's own: strangers' wrong guesses at the doors must not keep the owner from leaving with everything.
        door = budget.door("inside", str(request.session.session_key))
        return opening.open_with_passphrase(request.user.username, form.cleaned_data[field], door=door)[1]
    except WrongGuess:
        form.add_error(field, _("This is not your passphrase."))
    except budget.Closed:
        form.add_error(field, _("There were too many tries. Nothing was changed. Try again later."))
    return None
