"""From the right passphrase or code at a door to the first page inside."""

import contextlib

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from middleway.vault import NotOpened, Vault
from middleway.web.accounts import actions, browsers, deriving, login_session, notices, opening, second_step, throttle
from middleway.web.accounts import carried as words
from middleway.web.accounts.browser_kinds import BrowserKind, kind_of
from middleway.web.accounts.locking import KeysChanged
from middleway.web.accounts.models import Account
from middleway.web.accounts.opening import WrongGuess
from middleway.web.drafts import actions as drafts
from middleway.web.records import rekeying
from middleway.web.signin import landing


def by_passphrase(request: HttpRequest, username: str, passphrase: str, one_time: str, carried: str) -> HttpResponse:
    """Let somebody in by passphrase. Raises WrongGuess, ClockOff, throttle.Closed."""
    account, vault, stepped = _opened(request, username, passphrase, one_time)
    deriving.go_in()
    if opening.should_renew(account):
        # As it is chosen on every page, without spaces around it: one that a keyboard added must not become part of it.
        vault = actions.renew_passphrase(vault, passphrase=passphrase.strip(), tell=False)
        account.refresh_from_db()
    if not stepped and second_step.kinds_of(account):
        login_session.begin(request, account, vault, second_step_due=True)
        # Sealed as it came, and for five minutes at most, since the owner of the words is only half in.
        request.session["carried"] = carried
        return redirect("signin:second")
    return inside(request, account, vault, carried)


def by_code(request: HttpRequest, username: str, code: str, passphrase: str) -> HttpResponse:
    """Let somebody in by recovery code. Raises CodeMistyped, WrongGuess, throttle.Closed."""
    account, vault = opening.open_with_code(username, code)
    deriving.go_in()
    vault, new_code = actions.use_code(vault, passphrase=passphrase, browser=browser_of(request))
    notices.guessed(account)
    for kind in ("passphrase", "inside"):
        throttle.reopen(kind, username)
    account.refresh_from_db()
    vault = rekeying.go_on_with_rekey(vault)
    login_session.begin(request, account, vault)
    _tidy(vault)
    return render(request, "security/code_shown.html", {"code": new_code, "new_here": False})


def inside(request: HttpRequest, account: Account, vault: Vault, carried: str) -> HttpResponse:
    """Let somebody in. An interrupted change of keys goes on first; words from before come in where they belong."""
    vault = rekeying.go_on_with_rekey(vault)
    actions.note_sign_in(account, browser_of(request))
    notices.guessed(account)
    login_session.begin(request, account, vault)
    _tidy(vault)
    throttle.reopen("inside", account.username)  # nobody who guesses at an open page can: it takes the passphrase
    brought = words.opened(carried, account)
    return landing.landed(request, account, vault, brought) if brought else redirect("home:index")


def _tidy(vault: Vault) -> None:
    """Delete drafts whose time is over. If that fails, whoever is in stays in, and it is tried again the next time."""
    with contextlib.suppress(DatabaseError, KeysChanged, NotOpened):
        drafts.tidy(vault)


def browser_of(request: HttpRequest) -> BrowserKind:
    return kind_of(request.headers.get("User-Agent", ""))


def _opened(request: HttpRequest, name: str, passphrase: str, one_time: str) -> tuple[Account, Vault, bool]:
    """Return the person, the vault, and whether the one-time code was given and right."""
    try:
        account, vault = opening.open_with_passphrase(name, passphrase, doors=browsers.doors_of(request, name))
    except throttle.Closed:
        # Strangers' wrong guesses must not lock the owner out: whoever has a one-time code has a door of their own.
        if not one_time:
            raise
        return _past_a_closed_door(name, passphrase, one_time)
    if one_time and second_step.CODE in second_step.kinds_of(account):
        if not second_step.code_is_right(account, one_time):
            raise WrongGuess
        return account, vault, True
    return account, vault, False


def _past_a_closed_door(name: str, passphrase: str, one_time: str) -> tuple[Account, Vault, bool]:
    if not second_step.code_of_stranger_is_right(name, one_time):
        raise WrongGuess
    account, vault = opening.open_with_passphrase(name, passphrase, doors=(throttle.door("after one-time", name),))
    throttle.reopen("passphrase", name)
    return account, vault, True
