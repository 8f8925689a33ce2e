"""Those who live behind the door while strangers are at it: one who writes, one who comes in, many who leave."""

import secrets
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import RequestFactory

from middleway.vault import Vault
from middleway.web.accounts import actions, login_session
from middleway.web.accounts.models import Account
from middleway.web.accounts.sessions import SessionStore
from tests.support.visits import Visitor

_TRIES = 60


@dataclass
class Insider:
    name: str
    passphrase: str
    account: Account
    vault: Vault

    @classmethod
    def new(cls, name: str) -> "Insider":
        passphrase = secrets.token_hex(16)
        account, vault, _ = actions.create(username=name, passphrase=passphrase)
        return cls(name, passphrase, account, vault)

    def session(self) -> dict[str, str]:
        """Return the cookies of a session that is open, without the passage through the door."""
        request = RequestFactory().get("/")
        request.session, request.user = SessionStore(), AnonymousUser()
        login_session.begin(request, self.account, self.vault)
        request.session.save()
        return {
            "__Host-s": str(request.session.session_key),
            login_session.COOKIE: getattr(request, login_session._SET),
        }


@dataclass
class Insiders:
    """What each of them does again and again; each visit says whether it went as it should."""

    port: int
    owner: Insider
    writer: Visitor
    confirming: tuple[Insider, Visitor]
    remembered: str
    sessions: list[dict[str, str]]

    def visits(self) -> dict[str, Callable[[], bool]]:
        passing, draft = Visitor(self.port), uuid.uuid4()
        return {
            "settle": lambda: passing.ask("GET", "/settle/") == 200,
            "leave": lambda: Visitor(self.port, self.sessions.pop()).ask("POST", "/leave/") == 200,
            "autosave": lambda: (
                self.writer.ask("POST", f"/moments/drafts/{draft}/", text=secrets.token_hex(200)) == 204
            ),
            "confirm": self._confirm,
            "new browser": lambda: self._come_in({}),
            "remembered": lambda: self._come_in({"__Host-b": self.remembered}),
        }

    def _confirm(self) -> bool:
        person, browser = self.confirming
        return browser.ask("POST", "/security/idle/", current=person.passphrase, minutes="15") == 302

    def _come_in(self, cookies: dict[str, str]) -> bool:
        """Try until the door opens, a second after each time that it is too full: so the page does."""
        visitor = Visitor(self.port, cookies)
        visitor.ask("GET", "/sign-in/")
        for _ in range(_TRIES):
            form = {"username": self.owner.name, "passphrase": self.owner.passphrase, **visitor.comes_back_with()}
            status = visitor.ask("POST", "/sign-in/", **form)
            if status != 503:
                return status == 302
            time.sleep(1)
        return False


def everybody(port: int, leaves: int) -> Insiders:
    owner, writing, confirming, leaving = (Insider.new(name) for name in ("owner", "writing", "confirming", "leaving"))
    people = Insiders(
        port, owner, Visitor(port, writing.session()), (confirming, Visitor(port, confirming.session())),
        actions.remember_browser(owner.account), [leaving.session() for _ in range(leaves)],
    )  # fmt: skip
    for browser in (people.writer, people.confirming[1]):
        browser.ask("GET", "/security/idle/")  # for the token of its forms
    connection.close()
    return people
