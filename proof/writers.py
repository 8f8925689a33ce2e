"""Sixteen people who write at once, each noting what the server has acknowledged."""

import http.client
import random
import re
import secrets
import threading
from dataclasses import dataclass, field
from urllib.parse import urlencode

from middleway.vault import Vault
from middleway.web.accounts import actions
from middleway.web.accounts.models import Account
from proof.places import DANGER, NEW_MOMENT, Place, draft, moment, seldom

ROWS = 12  # moments and drafts of each writer; then they change those they have
SELDOM = 1 / 8  # of all writes: another kind of row, or words of danger. Reading words takes longer than writing them.
_AT_THE_DOOR = 403
_CHANGED_MEANWHILE = 409
_FAILED = (OSError, http.client.HTTPException)


@dataclass
class Writer:
    """One person, their browser, and their own account of what was saved."""

    port: int
    name: str
    passphrase: str
    account: Account
    vault: Vault
    cookies: dict[str, str] = field(default_factory=dict)
    # Place -> the text that was acknowledged last; and the one that may or may not have been saved when the server was killed.
    saved: dict[Place, str] = field(default_factory=dict)
    open_place: Place | None = None
    open_text: str | None = None
    seldom: list[Place] = field(default_factory=seldom)
    acknowledged: int = 0
    is_in: bool = False
    page: str = field(default="", repr=False)  # what was answered last
    heard: str = field(default="", repr=False)  # its status, or that there was none in time
    link: http.client.HTTPConnection | None = None

    @classmethod
    def new(cls, port: int, number: int) -> "Writer":
        passphrase = secrets.token_hex(16)
        account, vault, _ = actions.create(username=f"writer-{number}", passphrase=passphrase)
        return cls(port, f"writer-{number}", passphrase, account, vault)

    def sign_in_if_needed(self) -> None:
        """Sign in at first, and when the session turned out to be gone: after 8 hours, or lost with the power."""
        self.link = None  # the one before went down with the server
        if self.is_in:
            return
        self.cookies = {}
        self._ask("GET", "/sign-in/")
        status, _ = self._ask("POST", "/sign-in/", username=self.name, passphrase=self.passphrase)
        assert status == 302, f"signing in was answered with {status}"
        self.is_in = True

    def write_seldom(self, number: int) -> None:
        """Write once in a place of a kind that is seldom written, by its number. On a slow machine none may be, in the midst of kills."""
        self._write(self.seldom[number % len(self.seldom)], secrets.token_hex(8))

    def write_until(self, stop: threading.Event, chance: random.Random) -> None:
        """Write as fast as answers come, until the server is gone or `stop` is set."""
        try:
            while not stop.is_set():
                self._write(*self._next(chance))
        except _FAILED as error:
            self.link = None
            if isinstance(error, TimeoutError):
                self.heard = "nothing in time"

    def _write(self, place: Place, text: str) -> None:
        self.open_place, self.open_text = place, text
        status, answered = self._send(place, text)
        if status not in {204, 302}:
            self.is_in = status != _AT_THE_DOOR
            return  # refused, and said so: nothing was promised
        if place.path == NEW_MOMENT:
            place = moment(re.findall("[0-9a-f-]{36}", answered)[0])
        self.saved[place], self.open_place, self.open_text = text, None, None
        self.acknowledged += 1

    def _send(self, place: Place, text: str) -> tuple[int, str]:
        """Send a form with what its page shows. Where that page does not show the form just now, the answer says what is kept: then once more."""
        if place.shown_on:
            self._ask("GET", place.shown_on)
        form = {**place.form(text), **(place.said_on(self.page) if place.shown_on else {})}
        status, answered = self._ask("POST", place.path, **form)
        if status == _CHANGED_MEANWHILE:
            status, answered = self._ask("POST", place.path, **{**form, **place.said_on(self.page)})
        return status, answered

    def _next(self, chance: random.Random) -> tuple[Place, str]:
        """Return where to write, and words that nobody else writes."""
        if chance.random() < SELDOM:
            place = chance.choice([*self.seldom, self._usual(chance)])
            # Both together are as long as a name may be.
            return place, f"{DANGER} {secrets.token_urlsafe(6)}" if chance.random() < 0.5 else secrets.token_hex(8)
        return self._usual(chance), secrets.token_hex(8) * chance.randint(1, 40)

    def _usual(self, chance: random.Random) -> Place:
        there = [place for place in self.saved if place not in self.seldom]
        if len(there) >= ROWS:
            return chance.choice(there)
        return draft() if chance.random() < 0.3 else Place(NEW_MOMENT)

    def _ask(self, method: str, path: str, **form: str) -> tuple[int, str]:
        if self.link is None:
            self.link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        body = urlencode({**form, "csrfmiddlewaretoken": self.cookies.get("__Host-c", "")}) if form else None
        headers = {"Host": "localhost", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.link.request(method, path, body, headers)
        answer = self.link.getresponse()
        self.page, self.heard = answer.read().decode(), f"{method} {path} {answer.status}"
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, rest = cookie.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return answer.status, answer.headers.get("Location", "")
