"""Second steps: what their pages show, and what they change."""

import json
import time

from django.db import transaction
from django.forms import Form
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from middleway.web.accounts import actions, one_time, second_step
from middleway.web.accounts.models import Account
from middleway.web.http import Request
from middleway.web.signin import refusals


def secret_in(request: Request, form: Form) -> str:
    """Return the seed that is being set up. If the code that was typed does not come from it, the form says so."""
    check = second_step.ActivateTOTPForm(request.POST or None, user=request.user)
    if form.is_bound and form.is_valid() and not check.is_valid():
        form.add_error("code", _misfit(str(check.secret), form.cleaned_data["code"]))
    return str(check.secret)


def _misfit(secret: str, typed: str) -> str:
    """Say why a code does not come from a seed that nobody uses yet."""
    if steps := one_time.away(secret, one_time.as_digits(typed), one_time.step_at(time.time())):
        return refusals.clock_off(second_step.ClockOff(steps))
    return _("This code does not fit. Wait for the next one, and type that.")


def drawn(account: Account, secret: str) -> dict[str, object]:
    """Return the seed as a picture for a phone's camera, and as text to type."""
    adapter = second_step.Adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(account, secret))
    groups = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    # The qrcode library draws it from letters and digits; nobody typed anything in it.
    return {"picture": mark_safe(picture[picture.index("<svg") :]), "groups": groups}  # noqa: S308


def challenge(account: Account) -> str:
    return json.dumps(second_step.begin_registration(account, passwordless=False))


def credential_in(request: Request, form: Form) -> dict[str, object] | None:
    """Return the new passkey's answer to the challenge, or None, with the reason in the form."""
    if not form.is_bound:
        return None
    check = second_step.AddWebAuthnForm(request.POST, user=request.user)
    if form.is_valid() and second_step.fits(check):
        credential: dict[str, object] = check.cleaned_data["credential"]
        return credential
    form.add_error(None, _("The passkey was not added. Nothing was changed. Try once more."))
    return None


@transaction.atomic
def add_code(account: Account, secret: str, typed: str) -> None:
    second_step.add_code(account, secret, typed=typed)
    actions.notify(account, "step_added")


@transaction.atomic
def add_passkey(account: Account, name: str, credential: dict[str, object]) -> None:
    second_step.add_passkey(account, name or _("Passkey"), credential)
    actions.notify(account, "step_added")


@transaction.atomic
def remove(account: Account) -> None:
    second_step.remove_all(account)
    actions.notify(account, "step_removed")
