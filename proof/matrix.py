"""Z-01, W-03, W-04, W-07, P-04: every address × method × role × state of what it names, against the table in routes.py.

No answer holds a word of somebody else, other people's ids look like ids that never were, nothing that only looks writes, a form
without its token or from elsewhere is refused, and every answer looks as every answer must (answers.py).
"""

import random
import uuid
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.apps import apps
from django.contrib.staticfiles.finders import get_finders
from django.db import connection
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from middleway.web.accounts import login_session, second_step
from middleway.web.accounts.models import Account
from middleway.web.comfort.models import Card, Recording
from middleway.web.drafts.models import FormDraft
from middleway.web.moments.models import Draft, Moment
from middleway.web.people.models import Person as Close
from middleway.web.records.writing import write, writing
from middleway.web.weeks.models import Part
from proof.answers import FORBIDDEN, faults
from proof.routes import INSIDE, METHODS, ROLES, ROUTES, SAFE, STATES, Row, expected
from tests.support.addresses import every
from tests.support.canaries import Canaries
from tests.support.contents import holding
from tests.support.people import Browser, Person, body, quiet, somebody, steady, undone
from tests.support.walk import Walk

CI, NIGHT = 1, 6
KINDS = ("moment", "draft", "person", "card", "form_draft")
TOKENS = ("token", "none", "elsewhere")
_OF_A_FORM = {
    "address": ["people", "new"], "box": "", "began": "", "stands_on": ["people", "new"], "page": "p", "lines": {}, "chosen": {},
}  # fmt: skip


@dataclass
class Figures:
    rounds: int
    routes: int = 0
    probes: int = 0
    answers: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def is_good(self) -> bool:
        return not self.wrong

    def __str__(self) -> str:
        return (
            f"Z-01, W-03, W-04, W-07, P-04: {self.probes:,} probes of {self.routes} addresses × {len(METHODS)} methods × "
            f"{len(ROLES)} roles × {len(STATES)} states: {len(self.wrong)} wrong"
            + "".join(f"\n  {one}" for one in self.wrong[:40])
        )


@dataclass
class World:
    """Everybody, signed in or not, and everything they keep."""

    words: Canaries
    people: dict[str, Person] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    canaries: dict[str, str] = field(default_factory=dict)
    ids: dict[tuple[str, str], uuid.UUID] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for role in ROLES:
            self._enters(role)
        for kind in KINDS:
            self.ids[kind, "never"] = uuid.uuid4()
        self.before = snapshot()

    def _enters(self, role: str) -> None:
        person = somebody(signed_in=False)
        vault, self.canaries[role] = person.vault(), self.words.word()
        for state in ("deleted", "existing"):
            word = f"I felt {self.canaries[role]}."
            rows = {"moment": Moment(), "draft": Draft(), "person": Close(), "card": Card(), "part": Part(),
                    "recording": Recording(), "form_draft": FormDraft()}  # fmt: skip
            for kind, row in rows.items():
                now = timezone.now().isoformat()
                content = {
                    "text": word, "name": word, "tie": "friend", "close": "", "number": 3, "page": "", "written": now, "changed": now,
                    "recording": str(rows["recording"].pk), "card": str(rows["card"].pk), "type": "audio/ogg", "sound": b64encode(b"OggS\0" + word.encode()).decode(),
                }  # fmt: skip
                content |= _OF_A_FORM | {"texts": {"name": word}} if kind == "form_draft" else {}
                content |= {"page": "p"} if kind == "card" else {}  # a page kept it, so an older one is refused
                write(vault, holding(row, content))
                if role == "owner":
                    self.ids[kind, state] = row.pk
            if state == "deleted":
                with writing(vault) as batch:
                    batch.erase(rows.values())
        if role == "half_in":
            second_step.add_code(person.account, generate_totp_secret())
        person.browser.token()
        if role != "anonymous":
            person.sign_in()
        cookies = person.browser.cookies.output(header="", sep=";")
        if role == "stale":
            person.browser.send("/lock/")
        Account.objects.filter(pk=person.account.pk).update(is_active=role != "disabled")
        self.people[role], self.cookies[role] = person, cookies

    def browser(self, role: str) -> Browser:
        """Return a role's browser with the cookies that it came with."""
        browser = self.people[role].browser
        browser.cookies = SimpleCookie(self.cookies[role])
        return browser

    def hidden(self, role: str) -> list[str]:
        """Return the words that a role must not see. Outside, nobody sees even their own."""
        return [word for whose, word in self.canaries.items() if not (whose == role and role in INSIDE)]


def snapshot() -> dict[str, Any]:
    """Return every row of every table; of sessions only which there are: each notes the minute it was last seen."""
    return {
        model._meta.label: set(model._default_manager.values_list("pk"))
        if model._meta.label == "accounts.Session"
        else list(model._default_manager.order_by("pk").values_list())
        for model in apps.get_models(include_auto_created=True)
    }


def run(count: int = CI, seed: int = 1) -> Figures:
    # Whoever is half in stays so: a world may take longer than the five minutes, on a slow machine.
    login_session.SECOND_STEP_MINUTES = login_session.LONGEST_MINUTES
    figures = Figures(count, routes=len(ROUTES))
    figures.wrong += [*_table_faults(ROUTES), *_unnoticed()]
    with override_settings(SIGN_UP=True, HTTPS=True), quiet():
        _first_visit(figures)
        for number in range(count):
            world = World(Canaries(random.Random(f"{seed} {number}")))
            for name, row, ids in _addresses(world):
                for role in ROLES:
                    _probe_all(figures, world, (name, row, ids), role)
        _files(figures)
        _Watchful(Canaries(random.Random(seed)), figures=figures).whole()
    return figures


def _table_faults(table: Mapping[str, Row]) -> Iterator[str]:
    found = {name: address for name, _, address in every()}
    yield from (f"no row for {name}" for name in set(found) - set(table))
    yield from (f"no address for {name}" for name in set(table) - set(found))
    yield from (f"a word on the outside: {address}" for address in found.values() if FORBIDDEN.search(address))
    for name, pattern, _ in every():
        if name in table and getattr(pattern.callback, "csrf_exempt", False) != table[name].exempt:
            yield f"the token of {name}"


def _unnoticed() -> Iterator[str]:
    """Yield each address whose row could be left out of the table without a word of `_table_faults`."""
    for name in ROUTES:
        rest = {other: row for other, row in ROUTES.items() if other != name}
        if f"no row for {name}" not in _table_faults(rest):
            yield f"without its row nothing would be said of {name}"


def _addresses(world: World) -> Iterator[tuple[str, Row, dict[str, str]]]:
    """Yield every address in the table as paths, one for each state of what it names."""
    for name, row in ROUTES.items():
        if row.of:
            yield name, row, {state: reverse(name, args=[world.ids[row.of, state], *row.also]) for state in STATES}
        else:
            yield name, row, {"existing": reverse(name, args=row.also)}


def _probe_all(figures: Figures, world: World, address: tuple[str, Row, dict[str, str]], role: str) -> None:
    name, row, paths = address
    for method in METHODS:
        for token in TOKENS if method not in SAFE and not row.exempt else TOKENS[:1]:
            seen = set()
            for state, path in paths.items():
                with undone():
                    changes = _changes()
                    answer = _asked(world.browser(role), method, path, token)
                    wrong = [*_wrong(world, answer, row, (role, method, state, token)), *faults(answer, path)]
                    if method in SAFE and (changes is None or changes != _changes()):
                        wrong += _written(world.before, may_end=role not in INSIDE)
                figures.probes += 1
                figures.answers[answer.status_code] += 1
                figures.wrong += [f"{method} {name}, {role}, {state}, {token}: {one}" for one in wrong]
                if not (role == "owner" and state == "existing"):
                    same = steady(answer).replace(path.encode(), b"")  # a page may say where it was asked for
                    seen.add((answer.status_code, same, str(sorted(answer.headers.items()))))
            if row.of and len(seen) > 1:
                figures.wrong.append(f"{method} {name}, {role}, {token}: an id that is somebody's looks another way")


def _asked(browser: Browser, method: str, path: str, sent: str) -> Any:
    headers = {"origin": "https://elsewhere.example"} if sent == "elsewhere" else {}
    if sent != "none":
        headers["x-csrftoken"] = browser.cookies["__Host-c"].value
    if method == "POST":
        return browser.post(path, {"text": "Some words of whoever asks."}, headers=headers)
    return browser.generic(method, path, headers=headers)


def _wrong(world: World, answer: Any, row: Row, probe: tuple[str, str, str, str]) -> Iterator[str]:
    role, method, state, sent = probe
    status = expected(row, role, method, state, token=sent == "token")
    if answer.status_code != status:
        yield f"{answer.status_code} in place of {status}"
    told = body(answer) + str(answer.headers).encode()
    if any(word.encode() in told for word in world.hidden(role)):
        yield "a word of somebody else"


def _changes() -> int | None:
    """Return how many rows this connection ever changed, where the database tells."""
    changes: int | None = getattr(connection.connection, "total_changes", None)
    return changes


def _written(before: dict[str, Any], *, may_end: bool) -> Iterator[str]:
    for label, rows in snapshot().items():
        ended = label == "accounts.Session" and may_end and rows <= before[label]
        if rows != before[label] and not ended:
            yield f"looking wrote to {label}"


def _first_visit(figures: Figures) -> None:
    """The page of a fresh server, while nobody has an account."""
    browser = Browser()
    for answer in (
        browser.get("/sign-in/start/"),
        browser.send("/sign-in/start/", {"operator": "Some name", "code": "0000"}),
    ):
        figures.probes += 1
        figures.wrong += [f"/sign-in/start/, {answer.status_code}: {one}" for one in faults(answer, "/sign-in/start/")]


def _files(figures: Figures) -> None:
    """Static files have the headers too, name nothing, and come from nowhere else."""
    browser = Browser()
    names = [name for finder in get_finders() for name, _ in finder.list([])]
    for path in [f"/static/{name}" for name in names] + [
        "/static/none.css",
        "/static/../settings.py",
        "/favicon.ico",
        "/robots.txt",
    ]:
        for method in METHODS:
            answer = browser.generic(method, path)
            figures.probes += 1
            figures.wrong += [f"{method} {path}: {one}" for one in faults(answer, path)]
            if FORBIDDEN.search(path.replace("settings", "")):
                figures.wrong.append(f"a word on the outside: {path}")


@dataclass
class _Watchful(Walk):
    """The walk of C-01, with an eye on every answer: pages after mistakes and in trouble are pages as well."""

    figures: Figures = field(default_factory=lambda: Figures(0))

    def see(self, answer: Any) -> Any:
        self.figures.probes += 1
        path = answer.request["PATH_INFO"]
        self.figures.wrong += [f"{path}, {answer.status_code}: {one}" for one in faults(answer, path)]
        return super().see(answer)
