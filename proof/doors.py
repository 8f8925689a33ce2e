"""B-01, B-02, B-03, C-08, C-11, W-06, Z-04: the doors, as guessers, thieves and whoever sits at an unlocked device find them."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import time_machine
from allauth.mfa.totp.internal.auth import generate_totp_secret

from middleway.vault.recovery import new_code
from middleway.web.accounts import second_step
from proof import thieves
from proof.sieges import DAY, HOUR, Siege, besieged
from tests.support.people import Browser, Person, quiet, somebody, steady

CI, NIGHT = 2_000, 40_000
WAYS = ("recovery code", "one-time code", "remembered browser")
_ENTRIES = (34, 33, 33)  # times that the owner comes in, by each way: 100 in all


@dataclass
class Figures:
    guesses: int = 0
    sieges: list[Siege] = field(default_factory=list)
    told_apart: list[str] = field(default_factory=list)
    pairs: int = 0
    stolen: dict[str, list[str]] = field(default_factory=dict)
    without_pepper: int = 0
    with_pepper: int = 0
    passphrases: int = 0
    unasked: list[str] = field(default_factory=list)
    replays: int = 0
    accepted: list[str] = field(default_factory=list)

    def most(self) -> tuple[int, int]:
        """Return the most derivations at the doors in an hour and in a day."""
        hour, day = (max(siege.most(span) for siege in self.sieges) for span in (HOUR, DAY))
        return hour, day

    def most_inside(self) -> tuple[int, int]:
        """Return the most derivations at the pages of one session in an hour and in a day."""
        hour, day = (max(siege.most_inside(span) for siege in self.sieges) for span in (HOUR, DAY))
        return hour, day

    def opens_again(self) -> int:
        return sum(siege.opens_again for siege in self.sieges)

    def entered(self) -> tuple[int, int]:
        return sum(siege.entered for siege in self.sieges), sum(siege.entries for siege in self.sieges)

    def is_good(self) -> bool:
        (hour, day), (inside_hour, inside_day) = self.most(), self.most_inside()
        entered, entries = self.entered()
        return (
            (hour <= 10 and day <= 20 and inside_hour <= 10 and inside_day <= 20 and entered == entries)
            and (self.opens_again() == len(self.sieges) and self.with_pepper == self.passphrases)
            and not (self.told_apart or self.without_pepper or self.unasked or self.accepted)
            and not any(self.stolen.values())
        )

    def __str__(self) -> str:
        (hour, day), (inside_hour, inside_day) = self.most(), self.most_inside()
        entered, entries = self.entered()
        derived = sum(len(siege.derived) for siege in self.sieges)
        ways = ", ".join(f"{siege.entered} of {siege.entries} by {siege.way}" for siege in self.sieges)
        opened = ", ".join(f"{what}: {found or 'nothing'}" for what, found in self.stolen.items())
        return (
            f"B-01: {self.guesses:,} wrong guesses; {derived} at the doors reached the key derivation, at most {hour} in an hour, "
            f"{day} in a day; in one session at most {inside_hour} and {inside_day}; {self.opens_again()} of {len(self.sieges)} doors "
            f"open a day later\n"
            f"B-02: meanwhile the owner came in {entered} of {entries} times ({ways})\n"
            f"B-03: {self.pairs} pairs of answers for known and unknown names: {len(self.told_apart)} differ {self.told_apart[:5]}\n"
            f"C-08: {self.without_pepper} of {self.passphrases} known passphrases confirmed without the pepper ({self.with_pepper} with it)\n"
            f"C-11: opened by {opened}\n"
            f"W-06: {len(self.accepted)} of {self.replays} replays accepted {self.accepted[:5]}\n"
            f"Z-04: {len(self.unasked)} actions went without the passphrase, or not with it {self.unasked[:5]}"
        )


def run(count: int = CI, seed: int = 1) -> Figures:
    """Guess `count` times; the rest grows along."""
    figures = Figures()
    with quiet():
        for number, (way, entries) in enumerate(zip(WAYS, _ENTRIES, strict=True)):
            figures.sieges.append(besieged(way, count // 3 + (number < count % 3), entries, seed))
        figures.guesses = sum(siege.guesses for siege in figures.sieges)
        figures.pairs, figures.told_apart = told_apart()
        figures.stolen = thieves.stolen("zqxjkvwbpq")
        figures.passphrases = max(100, count // 100)
        figures.without_pepper, figures.with_pepper = thieves.without_pepper(figures.passphrases)
        figures.unasked = thieves.unasked()
        figures.replays, figures.accepted = thieves.replayed(max(1_000, count // 10))
    return figures


def told_apart() -> tuple[int, list[str]]:
    """Ask the same under names that exist and one that does not; return how many pairs, and which were not the same bytes."""
    pairs, different = 0, []
    for door, requests in _questions():
        known, stepped, gone = (somebody(signed_in=False) for _ in range(3))
        second_step.add_code(stepped.account, generate_totp_secret())
        gone.account.delete()
        with time_machine.travel("2026-11-23 08:00:30Z", tick=False):
            answers = {
                kind: [_seen(person, door, fields) for fields in requests]
                for kind, person in (("known", known), ("known, with a second step", stepped), ("unknown", gone))
            }
        for kind in ("known", "known, with a second step"):
            for number, (one, other) in enumerate(zip(answers[kind], answers["unknown"], strict=True)):
                pairs += 1
                different += [f"{door}, {kind}, try {number}"] if one != other else []
    return pairs, different


def _questions() -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Yield rows of tries, long enough for the door to close."""
    wrong, new = (
        {"passphrase": "wrong wrong wrong"},
        {"passphrase": "gravel donut unsaid tripod", "again": "gravel donut unsaid tripod"},
    )
    yield "/sign-in/", [wrong] * 6
    yield "/sign-in/", [{**wrong, "one_time": "123456"}] * 12
    yield "/sign-in/", [{**wrong, "text": "Some words."}] * 5
    yield "/sign-in/", [wrong] * 3 + [{**wrong, "one_time": "12"}] * 6 + [wrong]
    yield "/sign-in/recover/", [{**new, "code": new_code()}] * 6
    yield "/sign-in/recover/", [{**new, "code": "mistyped"}] * 6
    yield "/sign-in/recover/", [{**new, "code": new_code(), "again": "another"}] * 2
    yield "/sign-in/recover/", [{"take_offered": "on", "offered": secrets.token_hex(12), "code": new_code()}] * 5


def _seen(person: Person, door: str, fields: dict[str, str]) -> tuple[int, bytes, list[Any], list[str]]:
    """Return all that a stranger sees of an answer, but for the name that they typed themselves."""
    answer = Browser().send(door, {"username": person.name, **fields})
    headers = sorted((name, value) for name, value in answer.headers.items() if name != "Content-Length")
    return answer.status_code, steady(answer).replace(person.name.encode(), b""), headers, sorted(answer.cookies)
