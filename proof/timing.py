"""Does the time of an answer tell which names exist? `python -m proof.timing [--tries 400] [--about recovery]`, on a machine that does nothing else.

Two kinds of names are asked the same at a door, in random order, each try undone again so that all of them see one and the same world.
How far the two lists of times lie apart is told as z and p of the rank test of Mann and Whitney: it asks whether a time of the one kind
tends to be longer than one of the other, whatever single slow answers there were. |z| under 4 is good: chance brings more than that once in
16,000 comparisons. A difference that gives 3 over 400 tries gives 6 over 1,600: where there was one before, a night asks so often.
"""

import argparse
import itertools
import math
import os
import random
import sys
import time
from dataclasses import dataclass
from typing import Any

import numpy as np

from middleway.vault.recovery import new_code
from tests.support.ranks import z_of

CI, MANY = 40, 400
BOUND = 4.0
_NEW = {"passphrase": "gravel donut unsaid tripod mosaic", "again": "gravel donut unsaid tripod mosaic"}
_WRONG = {"passphrase": "wrong wrong wrong"}
# What is asked, of which two kinds of names, and how often the door was tried before.
QUESTIONS: dict[str, tuple[str, dict[str, str], tuple[str, str], int]] = {
    "sign-in": ("/sign-in/", _WRONG, ("known", "unknown"), 0),
    "sign-in, a disabled name": ("/sign-in/", _WRONG, ("disabled", "unknown"), 0),
    "sign-in, closed": ("/sign-in/", _WRONG, ("known", "unknown"), 4),
    "one-time code at a closed door": ("/sign-in/", {**_WRONG, "one_time": "123456"}, ("stepped", "unknown"), 4),
    "two codes at a closed door": ("/sign-in/", {**_WRONG, "one_time": "123456 123456"}, ("stepped", "unknown"), 4),
    "one-time code, a name without": ("/sign-in/", {**_WRONG, "one_time": "123456"}, ("known", "unknown"), 4),
    "recovery, a wrong code": ("/sign-in/recover/", {**_NEW, "code": new_code()}, ("known", "unknown"), 0),
    "recovery, a mistyped code": ("/sign-in/recover/", {**_NEW, "code": "ABCD-EFGH"}, ("known", "unknown"), 0),
    "recovery, a name without a code": ("/sign-in/recover/", {**_NEW, "code": new_code()}, ("no code", "unknown"), 0),
    "recovery, closed": ("/sign-in/recover/", {**_NEW, "code": new_code()}, ("known", "unknown"), 4),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One comparison: medians in milliseconds, and how far apart the two lie."""

    question: str
    kinds: tuple[str, str]
    tries: int
    medians: tuple[float, float]
    z: float

    def is_good(self) -> bool:
        return abs(self.z) < BOUND

    def __str__(self) -> str:
        (one, other), (kind, against) = self.medians, self.kinds
        p = math.erfc(abs(self.z) / math.sqrt(2))
        return f"{self.question}: {kind} {one:.2f} ms, {against} {other:.2f} ms, z = {self.z:+.1f}, p = {p:.2g} ({self.tries} tries each)"


@dataclass(frozen=True, slots=True)
class Figures:
    of: list[Figure]

    def is_good(self) -> bool:
        return all(figure.is_good() for figure in self.of)

    def __str__(self) -> str:
        return "\n".join(map(str, self.of))


def run(tries: int = CI, seed: int = 1, about: str = "") -> Figures:
    """Ask every question that begins with `about`, `tries` times under names of each of its two kinds."""
    from tests.support.people import quiet

    rng = random.Random(seed)
    with quiet():
        return Figures([_compared(question, tries, rng) for question in QUESTIONS if question.startswith(about)])


def _compared(question: str, tries: int, rng: random.Random) -> Figure:
    from tests.support.people import Browser

    path, fields, kinds, before = QUESTIONS[question]
    browser = Browser()
    browser.token()
    names = {kind: [_named(kind) for _ in range(4)] for kind in kinds}
    for name, _ in itertools.product(itertools.chain(*names.values()), range(before)):
        browser.send(path, {**fields, "username": name})
    order = list(kinds) * tries
    rng.shuffle(order)
    times: dict[str, list[float]] = {kind: [] for kind in kinds}
    for kind in [kinds[0], kinds[1], *order]:
        times[kind].append(_seconds(browser, path, {**fields, "username": rng.choice(names[kind])}))
    one, other = (times[kind][1:] for kind in kinds)  # without the first of each, which warms up
    medians = float(np.median(one)) * 1000, float(np.median(other)) * 1000
    return Figure(question, kinds, tries, medians, z_of(one, other))


def _named(kind: str) -> str:
    """Return a name of a kind. Each as long as the others: a longer one takes longer to send back."""
    from allauth.mfa.totp.internal.auth import generate_totp_secret

    from middleway.web.accounts import actions, second_step
    from middleway.web.operations import people
    from tests.support.people import somebody

    person = somebody(signed_in=False)
    if kind == "unknown":
        actions.delete(person.account)
    elif kind == "disabled":
        people.set_active(person.name, active=False)
    elif kind == "no code":
        actions.drop_code(person.vault())
    elif kind == "stepped":
        second_step.add_code(person.account, generate_totp_secret())
    return person.name


def _seconds(browser: Any, path: str, fields: dict[str, str]) -> float:
    """Return how long an answer takes, through every layer but the socket."""
    from tests.support.people import undone

    with undone():
        start = time.perf_counter()
        browser.send(path, fields)
        return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tries", type=int, default=MANY)
    parser.add_argument("--about", default="", help="only the questions that begin so, such as recovery")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "middleway.web.settings_test")
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    import django

    django.setup()
    from proof.stage import with_database

    figures = with_database(lambda: run(options.tries, about=options.about))
    print(figures)
    sys.exit(not figures.is_good())


if __name__ == "__main__":
    main()
