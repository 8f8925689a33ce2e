"""B-01, B-02: strangers guess at every door for weeks; few guesses reach the key derivation, and the owner comes in each time."""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from unittest import mock

import time_machine
from allauth.mfa.totp.internal.auth import generate_totp_secret

from middleway.vault import primitives
from middleway.vault.recovery import new_code
from middleway.web.accounts import actions, second_step
from middleway.web.accounts.browsers import COOKIE
from tests.support.people import Browser, Person, somebody
from tests.support.walk import code_of

HOUR, DAY = 3600.0, 86_400.0
REAUTHENTICATED = (
    *(f"/security/{page}/" for page in ("passphrase", "everything", "code", "no-code", "one-time", "passkey")),
    *(f"/security/{page}/" for page in ("no-steps", "browser", "idle")),
    *("/export/", "/export/plain/", "/export/delete/"),
)


@dataclass
class Siege:
    """One person, and everybody who tries to come in under their name."""

    way: str  # how the owner comes in: "recovery code", "one-time code", "remembered browser"
    rng: random.Random
    clock: time_machine.Traveller
    owner: Person = field(default_factory=somebody)
    derived: list[float] = field(default_factory=list)  # when a wrong guess at the doors cost a derivation
    inside_derived: list[list[float]] = field(default_factory=lambda: [[]])  # when one at an open page did, by session
    since: list[int] = field(default_factory=lambda: [0])  # of `derived`: where the owner last opened the door anew
    guesses: int = 0
    entries: int = 0
    entered: int = 0
    opens_again: bool = False  # the plain door, a day after the last guess

    def __post_init__(self) -> None:
        self.seed = generate_totp_secret()
        if self.way == "one-time code":
            second_step.add_code(self.owner.account, self.seed)
        self.secret = actions.remember_browser(self.owner.account)
        self.stranger, self.inside = Browser(), self.owner.browser

    def last(self, guesses: int, entries: int) -> None:
        """Guess, and now and then let the owner come in."""
        for number in range(1, guesses + 1):
            self.clock.shift(self.rng.choice((1, 20, 60, 200, 600)))
            self._guess()
            if number * entries // guesses > self.entries:
                self._owner_comes()
        self.clock.shift(DAY)
        self.opens_again = self.owner.sign_in().status_code == 302

    def most_inside(self, span: float) -> int:
        """Return the most derivations at the pages of one session within `span` seconds."""
        return max(_most(times, span) for times in self.inside_derived)

    def most(self, span: float) -> int:
        """Return the most derivations within `span` seconds, between two times at which the owner opened the door anew."""
        ends = zip(self.since, [*self.since[1:], len(self.derived)], strict=True)
        return max(_most(self.derived[start:end], span) for start, end in ends)

    def _guess(self) -> None:
        self.guesses += 1
        wrong = f"wrong {self.rng.random()}"
        guess = self.rng.choices((self._sign_in, self._recover, self._unlocked), (16, 1, 3))[0]
        with counted(self.inside_derived[-1] if guess == self._unlocked else self.derived):
            guess(wrong)

    def _sign_in(self, wrong: str) -> None:
        one_time = {"one_time": self.rng.choice(("123456", "123456 654321"))} if self.rng.random() < 0.4 else {}
        self.stranger.send("/sign-in/", {"username": self.owner.name, "passphrase": wrong, **one_time})

    def _recover(self, wrong: str) -> None:
        code = self.rng.choice((new_code(), wrong))
        new = {"passphrase": wrong * 2, "again": wrong * 2}
        self.stranger.send("/sign-in/recover/", {"username": self.owner.name, "code": code, **new})

    def _unlocked(self, wrong: str) -> None:
        """Somebody sits where the owner was signed in, for as long as that lasts."""
        fields = {"current": wrong, "sure": "on", "understood": "on", "form": "json"}
        new = {"passphrase": wrong * 2, "again": wrong * 2, "archive_passphrase": wrong * 2}
        self.inside.send(self.rng.choice(REAUTHENTICATED), {**fields, **new})

    def _owner_comes(self) -> None:
        self.entries += 1
        browser, owner = Browser(), self.owner
        words = {"username": owner.name, "passphrase": owner.passphrase}
        if self.way == "recovery code":
            owner.passphrase = f"squeak {self.rng.random()} anvil trodden"
            new = {"passphrase": owner.passphrase, "again": owner.passphrase}
            answer = browser.send("/sign-in/recover/", {"username": owner.name, "code": owner.code, **new})
            found = answer.text.partition('translate="no">')[2].partition("</p>")[0]
            owner.code = found or owner.code
            self.since.append(len(self.derived))
        elif self.way == "one-time code":
            # Strangers keep the door of single codes busy too; two in a row are always tried.
            answer = browser.send("/sign-in/", {**words, "one_time": f"{code_of(self.seed)} {code_of(self.seed, 1)}"})
            self.since.append(len(self.derived))
        else:
            browser.cookies[COOKIE] = self.secret
            answer = browser.send("/sign-in/", words)
        confirmed = browser.send("/security/idle/", {"minutes": "15", "current": owner.passphrase}).status_code == 302
        self.entered += confirmed and browser.get("/moments/").status_code == 200
        # A remembered browser is a door of its own, with as many guesses besides (tests/web/test_security.py); here it is the others' total.
        browser.cookies.pop(COOKIE, None)
        self.inside = browser
        self.inside_derived.append([])


def _most(times: list[float], span: float) -> int:
    return max((sum(at <= later < at + span for later in times[n : n + 200]) for n, at in enumerate(times)), default=0)


@contextmanager
def counted(into: list[float]) -> Iterator[None]:
    """Note when a derivation begins. The library's function does its work as ever."""
    derive = primitives.hash_secret_raw  # type: ignore[attr-defined]  # the library's, found where it is called

    def noted(*arguments: object) -> bytes:
        into.append(time.time())
        return derive(*arguments)  # type: ignore[arg-type]  # passed on as they came

    with mock.patch.object(primitives, "hash_secret_raw", noted):
        yield


def besieged(way: str, guesses: int, entries: int, seed: int = 1) -> Siege:
    with time_machine.travel("2026-11-23 08:00:00Z", tick=False) as clock:
        siege = Siege(way, random.Random(guesses + seed - 1), clock)
        siege.last(guesses, entries)
    return siege
