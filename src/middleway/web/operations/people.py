"""What an operator can do about accounts. None of it shows, or can show, what anybody wrote, or when they were here."""

from django.conf import settings
from django.db.models import Max

from middleway.web import keyfiles
from middleway.web.accounts import actions, budget, second_step
from middleway.web.accounts.models import Account, Budget, Session, Slot
from middleway.web.accounts.opening import as_name
from middleway.web.accounts.passphrases import generated
from middleway.web.accounts.places import Full
from middleway.web.operations.refused import Refused


class NoSuchAccount(Refused):
    """Nobody here has this name."""


def listed() -> list[tuple[str, bool]]:
    """Return (name, may sign in), by name."""
    return list(Account.objects.order_by("username").values_list("username", "is_active"))


def set_active(name: str, *, active: bool) -> None:
    """Raises NoSuchAccount. Whoever is signed in and no longer may be is out at once."""
    account = named(name)
    account.is_active = active
    account.save(update_fields=["is_active"])
    if not active:
        Session.objects.filter(account=account).delete()


def delete(name: str) -> None:
    """Raises NoSuchAccount."""
    actions.delete(named(name))


def new_vault(name: str) -> tuple[str, str]:
    """Give a new, empty vault to somebody who lost passphrase and code; return both anew. Raises NoSuchAccount, Refused."""
    passphrase = generated()
    try:
        return passphrase, actions.offer_new_vault(named(name), passphrase=passphrase)
    except Full:
        raise Refused(
            "People are being let in just now, and it costs memory. Nothing was changed. Try again."
        ) from None


def new_pepper() -> str:
    """Write the next pepper; each account takes it up at its next sign-in. Return its file's name."""
    # Also past one that was lost: should it be found again, it must not meet another of the same number.
    used = Slot.objects.aggregate(pepper=Max("pepper"))["pepper"] or 0
    name = f"pepper-{max(used, *keyfiles.peppers(), 0) + 1}"
    keyfiles.write_new(name)
    return name


def new_secrets() -> list[str]:
    """Make lost secrets anew, and return which. What was sealed under them is gone: sessions, seeds of one-time codes; passphrases no longer fit.

    The words are not: recovery codes open them, and set a passphrase under the new pepper.
    """
    used = set(Slot.objects.filter(kind="passphrase").values_list("pepper", flat=True))
    if not (settings.SECRETS / "instance").exists():
        Session.objects.all().delete()
        Budget.objects.all().delete()
        for account in Account.objects.all():
            second_step.remove_all(account)
    return keyfiles.make_missing(fresh=True, needed=used or {1})


def reopen(name: str) -> None:
    """Let somebody try at once who would have to wait because of wrong guesses. Raises NoSuchAccount."""
    for kind in budget.KINDS:
        budget.reopen(kind, named(name).username)


def named(name: str) -> Account:
    """Raises NoSuchAccount."""
    account = Account.objects.filter(username=as_name(name)).first()
    if account is None:
        raise NoSuchAccount(f"Nobody here is called {name}. `middleway accounts list` shows the names.")
    return account
