"""What an operator can do with accounts. Nothing here can show what anybody wrote, or when they were here."""

from gettext import gettext as _

from django.conf import settings
from django.db.models import Max

from middleway.web import keyfiles
from middleway.web.accounts import actions, second_step, throttle
from middleway.web.accounts.models import Account, Budget, Session, Slot
from middleway.web.accounts.opening import as_name
from middleway.web.accounts.passphrases import generated
from middleway.web.accounts.places import Full
from middleway.web.operations.refused import Refused


class NoSuchAccount(Refused):
    """No account has this name."""


def listed() -> list[tuple[str, bool]]:
    """Return (name, whether they may sign in) of all accounts, sorted by name."""
    return list(Account.objects.order_by("username").values_list("username", "is_active"))


def set_active(name: str, *, active: bool) -> None:
    """Set whether somebody may sign in. If not, their sessions end at once. Raises NoSuchAccount."""
    account = named(name)
    account.is_active = active
    account.save(update_fields=["is_active"])
    if not active:
        Session.objects.filter(account=account).delete()


def delete(name: str) -> None:
    """Delete an account with everything in it. Raises NoSuchAccount."""
    actions.delete(named(name))


def new_vault(name: str) -> tuple[str, str]:
    """Give somebody who lost passphrase and code a new, empty vault; return its passphrase and code.

    Raises NoSuchAccount, Refused.
    """
    passphrase = generated()
    try:
        return passphrase, actions.offer_new_vault(named(name), passphrase=passphrase)
    except Full:
        raise Refused(
            _("People are being let in just now, and it costs memory. Nothing was changed. Try again.")
        ) from None


def new_pepper() -> str:
    """Write the next pepper and return its file's name. Each account takes it up at its next sign-in."""
    # The number of a lost pepper is not used again: its file may be found.
    used = Slot.objects.aggregate(pepper=Max("pepper"))["pepper"] or 0
    name = f"pepper-{max(used, *keyfiles.peppers(), 0) + 1}"
    keyfiles.write_new(name)
    return name


def new_secrets() -> list[str]:
    """Make lost secrets anew, and return their names.

    What was sealed under them is lost: sessions and the seeds of one-time codes. Passphrases made under a lost pepper
    no longer work. No words are lost: a recovery code opens them, and sets a passphrase under the new pepper.
    """
    used = set(Slot.objects.filter(kind="passphrase").values_list("pepper", flat=True))
    if not (settings.SECRETS / "instance").exists():
        Session.objects.all().delete()
        Budget.objects.all().delete()
        for account in Account.objects.all():
            second_step.remove_all(account)
    return keyfiles.make_missing(fresh=True, needed=used or {1})


def reopen(name: str) -> None:
    """End the wait that wrong guesses have put on an account. Raises NoSuchAccount."""
    for kind in throttle.KINDS:
        throttle.reopen(kind, named(name).username)


def named(name: str) -> Account:
    """Return the account of this name. Raises NoSuchAccount."""
    account = Account.objects.filter(username=as_name(name)).first()
    if account is None:
        raise NoSuchAccount(
            _("Nobody here is called {name}. `middleway accounts list` shows the names.").format(name=name)
        )
    return account
