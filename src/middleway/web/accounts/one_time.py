"""One-time codes (RFC 6238): the half minute of a code, or of two codes in a row. No clock, no database."""

import hmac
from collections.abc import Collection
from typing import Final

# The arithmetic of RFC 4226. allauth has no public name for it; pinned below the next major version.
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

TOLERANCE: Final = 1  # steps either way, for a clock that is a little off
FAR: Final = 24 * 60 * 2  # steps: a day either way
_SECONDS: Final = 30
_DIGITS: Final = 6


def step_at(seconds: float) -> int:
    """Return the half minute of a time in seconds since 1970."""
    return int(seconds // _SECONDS)


def minutes(steps: int) -> int:
    """Return steps as whole minutes, at least one."""
    return max(1, round(abs(steps) * _SECONDS / 60))


def as_digits(typed: str) -> str:
    return "".join(typed.split())


def is_pair(code: str) -> bool:
    """Whether these are two codes in a row. There are 10^12 pairs, so nobody guesses one, and a try needs no budget."""
    return len(code) == 2 * _DIGITS


def fitting(seed: str, code: str, now: int, *, after: int = 0, but: Collection[int] = ()) -> int | None:
    """Return the step of a code, or of the second of two: near `now`, past `after`, not in `but`; None if none fits."""
    parts = [code[at : at + _DIGITS] for at in range(0, len(code), _DIGITS)]
    if len(parts) not in {1, 2}:
        return None
    for step in range(now - TOLERANCE, now + TOLERANCE + 1):
        first = step - len(parts) + 1
        fresh = first > after and not {first, step}.intersection(but)
        if fresh and all(_is(seed, first + number, part) for number, part in enumerate(parts)):
            return step
    return None


def away(seed: str, code: str, now: int) -> int | None:
    """Return how many steps after `now` (below zero: before) a wrong code would be right, within a day; else None."""
    for distance in range(TOLERANCE + 1, FAR + 1):
        for steps in (-distance, distance):
            if _is(seed, now + steps, code):
                return steps
    return None


def _is(seed: str, step: int, code: str) -> bool:
    # Compared as bytes: what was typed may hold any character.
    return step >= 0 and hmac.compare_digest(format_hotp_value(hotp_value(seed, step)).encode(), code.encode())
