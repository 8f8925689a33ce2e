"""C-08, C-11, W-06, Z-04: what stolen rows, stolen cookies and an unlocked device are worth."""

import base64
import random
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

import time_machine
from django.conf import settings

from middleway.vault import NotOpened, unlock
from middleway.web import keyfiles
from middleway.web.accounts.models import Session
from middleway.web.accounts.records import record_of
from middleway.web.accounts.sessions import SessionStore
from middleway.web.moments import actions
from proof.matrix import snapshot
from tests.support.canaries import Canaries
from tests.support.passkeys import Passkey
from tests.support.people import Browser, Person, body, somebody, undone
from tests.support.walk import CHALLENGE, SEED, Walk, code_of

_INSIDE = (
    "/moments/",
    "/moments/page/2/",
    "/moments/write/",
    "/home/",
    *(
        f"/security/{page}"
        for page in (
            "",
            "passphrase/",
            "everything/",
            "code/",
            "no-code/",
            "one-time/",
            "passkey/",
            "no-steps/",
            "browser/",
        )
    ),
    "/export/",
    "/export/plain/",
    "/export/delete/",
    "/imports/",
)


def keeping(word: str) -> tuple[Person, str]:
    """Return somebody who is signed in and keeps something, and its address."""
    person = somebody()
    moment = actions.keep(person.vault(), text=f"I felt {word}.", draft_id=None)
    return person, f"/moments/{moment.pk}/"


def stolen(word: str) -> dict[str, list[str]]:
    """Return, for each thing that was stolen, what it opened."""
    person, kept = keeping(word)
    session, secret = (person.browser.cookies[name].value for name in ("__Host-s", "__Host-k"))
    row = Session.objects.get(session_key=session)
    data = SessionStore(session).load()  # even with the instance key, which is not in the database
    guesses = [
        secrets.token_bytes(32),
        b"",
        b"\0" * 32,
        settings.SECRET_KEY.encode(),
        base64.b64decode(row.session_data),
        data["kept"].encode(),
    ]
    return {
        "the table of sessions and the signing key": [
            found
            for guess in guesses
            for found in _opened(word, kept, session, base64.urlsafe_b64encode(guess).decode())
        ],
        "__Host-s alone": _opened(word, kept, session, None),
        "__Host-k alone": _opened(word, kept, None, secret),
    } | ({} if _opened(word, kept, session, secret) else {"both cookies, which must open": ["nothing"]})


def _opened(word: str, kept: str, session: str | None, secret: str | None) -> list[str]:
    found = []
    for path in (*_INSIDE, kept):
        browser = Browser()
        for name, value in (("__Host-s", session), ("__Host-k", secret)):
            if value is not None:
                browser.cookies[name] = value
        with undone():  # a wrong pair ends the session, and the next thief must find it whole
            answer = browser.get(path)
        if answer.status_code != 302 or word.encode() in body(answer):
            found.append(path)
    return found


def without_pepper(count: int) -> tuple[int, int]:
    """Return how many of `count` known passphrases the rows confirm without the pepper, and with it."""
    people = [somebody(signed_in=False) for _ in range(count)]
    guesses: tuple[dict[int, bytes], ...] = ({}, {1: b"\0" * 32}, {1: secrets.token_bytes(32)})
    without = sum(any(_confirms(person, peppers) for peppers in guesses) for person in people)
    return without, sum(_confirms(person, keyfiles.peppers()) for person in people)


def _confirms(person: Person, peppers: dict[int, bytes]) -> bool:
    try:
        unlock(record_of(person.account), person.passphrase, peppers)
    except NotOpened:
        return False
    return True


@time_machine.travel(
    "2026-11-23 08:00:00Z", tick=False
)  # a one-time code is over within a minute, a busy machine's tries are not
def unasked() -> list[str]:
    """Return the actions that a wrong passphrase, or none, did not stop; or that the right one did not do."""
    person, _ = keeping("anything")
    Walk(Canaries(random.Random(1))).add_passkey(person, "a phone")
    actions_of, let_through = _protected(person), []
    cookies = person.browser.cookies.output(header="", sep=";")
    for path, fields in actions_of:
        for current in ("wrong wrong wrong", "", None, person.passphrase):
            with undone():
                person.browser.cookies = SimpleCookie(cookies)
                before = _lasting()
                sent = {**fields, **({} if current is None else {"current": current})}
                answer = person.browser.send(path, sent)
                done = "Content-Disposition" in answer.headers or _lasting() != before
            if done != (current == person.passphrase):
                let_through.append(
                    f"{path} with {'the right' if current == person.passphrase else 'a wrong'} passphrase: {answer.status_code}"
                )
    return let_through


def _protected(person: Person) -> list[tuple[str, dict[str, Any]]]:
    """Return every action that needs the passphrase again, each with all else that it needs."""
    new = "gravel donut unsaid tripod mosaic"
    challenge = CHALLENGE.search(person.browser.get("/security/passkey/").text)
    seed = SEED.search(person.browser.get("/security/one-time/").text)
    if not (challenge and seed):
        raise AssertionError("the pages of the second steps are not what they were")
    credential = Passkey().made(challenge[1].replace("&quot;", '"'))
    return [
        ("/security/passphrase/", {"passphrase": new, "again": new}),
        ("/security/everything/", {"passphrase": new, "again": new}),
        ("/security/code/", {}),
        ("/security/no-code/", {}),
        ("/security/one-time/", {"code": code_of(seed[1].replace(" ", ""))}),
        ("/security/passkey/", {"name": "a phone", "credential": credential}),
        ("/security/no-steps/", {}),
        ("/security/browser/", {}),
        ("/security/idle/", {"minutes": "5"}),
        ("/export/", {"archive_passphrase": new}),
        ("/export/plain/", {"form": "json", "understood": "on"}),
        ("/export/delete/", {"sure": "on"}),
    ]


def _lasting() -> dict[str, Any]:
    """Return every row but those of guesses and of sessions."""
    return {label: rows for label, rows in snapshot().items() if label not in {"accounts.Budget", "accounts.Session"}}


@dataclass(frozen=True, slots=True)
class Ending:
    """How a session comes to its end: `end` may move the clock and use the browser, or another one."""

    name: str
    end: Callable[[Person, time_machine.Traveller], object]


def _busy_for_eight_hours(person: Person, clock: time_machine.Traveller) -> None:
    for _ in range(40):
        clock.shift(12 * 60)
        person.browser.get("/moments/")


def _changed(path: str) -> Callable[[Person, time_machine.Traveller], object]:
    new = {"passphrase": "gravel donut unsaid tripod mosaic", "again": "gravel donut unsaid tripod mosaic"}
    return lambda person, _: person.browser.send(path, {**new, "sure": "on", "current": person.passphrase})


def _recovered(person: Person, _: time_machine.Traveller) -> None:
    new = {"passphrase": "gravel donut unsaid tripod mosaic", "again": "gravel donut unsaid tripod mosaic"}
    Browser().send("/sign-in/recover/", {"username": person.name, "code": person.code, **new})


def _ended_from_elsewhere(person: Person, _: time_machine.Traveller) -> None:
    person.browser = Browser()
    person.sign_in()
    person.browser.send("/security/end-others/")


ENDINGS = (
    Ending("lock", lambda person, _: person.browser.send("/lock/")),
    Ending("leave", lambda person, _: person.browser.send("/leave/")),
    Ending("15 minutes of nothing", lambda _, clock: clock.shift(15 * 60)),
    Ending("8 hours", _busy_for_eight_hours),
    Ending("another passphrase", _changed("/security/passphrase/")),
    Ending("all keys changed", _changed("/security/everything/")),
    Ending("the account deleted", _changed("/export/delete/")),
    Ending("the recovery code used", _recovered),
    Ending("ended from another browser", _ended_from_elsewhere),
)


def replayed(count: int) -> tuple[int, list[str]]:
    """Return how many replays of old cookies were tried after each kind of ending, and which were accepted."""
    tried, accepted = 0, []
    while tried < count:
        for ending in ENDINGS:
            with time_machine.travel("2026-11-23 08:00:30Z", tick=False) as clock:
                person, kept = keeping("anything")
                cookies = {name: cookie.value for name, cookie in person.browser.cookies.items()}
                if person.browser.get("/moments/").status_code != 200:
                    accepted.append("(the session never began)")
                ending.end(person, clock)
                for path in (*_INSIDE, kept):
                    tried += 1
                    accepted += [f"{path} after {ending.name}" for _ in _let_in(cookies, path)]
    return tried, accepted


def _let_in(cookies: dict[str, str], path: str) -> Iterator[None]:
    browser = Browser()
    for name, value in cookies.items():
        browser.cookies[name] = value
    if browser.get(path).status_code != 302:
        yield
