"""The second step at the door: a one-time code or a passkey, through django-allauth. It never opens a vault alone.

The seed of the one-time codes must be read before a vault is open, so the server's instance key seals it.
"""

import base64
import contextlib
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.utils import encrypt
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm

# allauth's own views start a ceremony; other views have no public way to do so. Pinned below the next major version.
from allauth.mfa.webauthn.internal.auth import begin_authentication, begin_registration
from django.forms import Form
from django.http import HttpRequest
from django.utils import timezone

from middleway.vault import Context, open_with_key, seal_with_key
from middleway.web import keyfiles
from middleway.web.accounts import one_time, throttle, used_codes
from middleway.web.accounts.models import Account

CODE, PASSKEY = Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN
_NOWHERE: Final = uuid.UUID(int=0)
_AT: Final = Context(_NOWHERE, "second step", _NOWHERE, _NOWHERE, "seed", 1, 1)

__all__ = [
    "ActivateTOTPForm",
    "AddWebAuthnForm",
    "AuthenticateWebAuthnForm",
    "begin_authentication",
    "begin_registration",
]


class ClockOff(Exception):
    """The code is right `minutes` away, within a day: the clock that made it `is_ahead` of ours, or behind."""

    def __init__(self, steps: int) -> None:
        super().__init__("This code belongs to another time.")
        self.minutes, self.is_ahead = one_time.minutes(steps), steps > 0


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Keeps allauth from storing in the clear what it must not, and from sending anything."""

    def encrypt(self, text: str) -> str:
        return base64.b64encode(seal_with_key(keyfiles.instance_key(), text.encode(), _AT)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return open_with_key(keyfiles.instance_key(), base64.b64decode(encrypted_text), _AT).decode()

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send no mail: the owner is told inside (actions.notify)."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Notes"}


def kinds_of(account: Account) -> set[str]:
    """Return which second steps an account has."""
    return set(Authenticator.objects.filter(user=account).values_list("type", flat=True))


def code_is_right(account: Account, typed: str) -> bool:
    """Check a one-time code, which serves once, after the right passphrase. Raises throttle.Closed, ClockOff.

    It has a budget that strangers cannot spend. Two codes in a row are tried whatever was guessed before.
    """
    code, door = one_time.as_digits(typed), throttle.door("second step", account.username)
    with _counted(code, door) as tried:
        tried.right = used_codes.serves(account, code)
    if not tried.right and (steps := used_codes.away(account, code)):
        raise ClockOff(steps)
    return tried.right


def code_of_stranger_is_right(name: str, typed: str) -> bool:
    """Check a one-time code before any passphrase: the same work for every name. Raises throttle.Closed."""
    code, door = one_time.as_digits(typed), throttle.door("one-time", name)
    with _counted(code, door) as tried:
        tried.right = used_codes.serves_under(name, code)
    return tried.right


@dataclass
class _Try:
    right: bool = False


@contextlib.contextmanager
def _counted(code: str, door: throttle.Door) -> Iterator[_Try]:
    """Count a try before it is made, and give a right one back. Two codes in a row count only if they were wrong."""
    tried, pair = _Try(), one_time.is_pair(code)
    if not pair:
        throttle.spend(door)
    yield tried
    if tried.right and not pair:
        throttle.give_back(door)
    elif pair and not tried.right:
        throttle.spend(door)


def passkey_is_right(account: Account, request: HttpRequest) -> bool:
    """Check a passkey's answer, with a budget of its own. Raises throttle.Closed."""
    door = throttle.door("passkey", account.username)
    throttle.spend(door)
    right = fits(AuthenticateWebAuthnForm(user=account, data=request.POST))
    if right:
        throttle.give_back(door)
    return right


def fits(form: Form) -> bool:
    """Whether a passkey's answer is right. JSON of another kind, where allauth fails, is merely wrong."""
    try:
        return bool(form.is_valid())
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
        return False


def add_code(account: Account, secret: str, *, typed: str = "") -> None:
    """Keep a seed. The code that was `typed` to set it up has been used, and does not serve at the door."""
    _add(account, CODE, used_codes.fresh(account, secret, one_time.as_digits(typed)))


def add_passkey(account: Account, name: str, credential: dict[str, object]) -> None:
    # Its owner typed the name ("Anna's phone"), so it is sealed; the credential is a public key.
    _add(account, PASSKEY, {"name": encrypt(name), "credential": credential})


def _add(account: Account, kind: str, data: Mapping[str, object]) -> None:
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)  # the day is enough
    Authenticator.objects.create(user=account, type=kind, data=data, created_at=today)


def remove_all(account: Account) -> None:
    Authenticator.objects.filter(user=account).delete()
