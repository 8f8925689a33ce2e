"""One-time codes (RFC 6238): to which half minute a code belongs, or two codes that follow each other. No clock, no database."""

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
    """Whether these are two codes in a row: 10^12 of them, so that nobody guesses one, and it needs no budget to be tried."""
    return len(code) == 2 * _DIGITS


def fitting(seed: str, code: str, now: int, *, after: int = 0, but: Collection[int] = ()) -> int | None:
    """Return the step that a code, or the second of two, belongs to: near `now`, later than `after`, and none of `but`."""
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
    """Return how many steps later than `now` a code that does not fit would be right, within a day; below zero: earlier."""
    for distance in range(TOLERANCE + 1, FAR + 1):
        for steps in (-distance, distance):
            if _is(seed, now + steps, code):
                return steps
    return None


def _is(seed: str, step: int, code: str) -> bool:
    # As bytes: what was typed may be any sign there is.
    return step >= 0 and hmac.compare_digest(format_hotp_value(hotp_value(seed, step)).encode(), code.encode())
