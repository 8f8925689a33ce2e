"""What the pages of the program show."""

from dataclasses import dataclass

from middleway import content
from middleway.content import Explanation, Practice, Week
from middleway.vault import Vault
from middleway.web.care import gate
from middleway.web.practices.queries import address
from middleway.web.way.explained import EXPLAINED
from middleway.web.weeks.kept import Kept, everything


@dataclass(frozen=True, slots=True)
class Line:
    week: Week
    is_written: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """Every part. `closed`: something that was written does not open."""

    lines: list[Line]
    closed: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One part with its practice, as the words on its page let it be. `may`: whether the part is offered."""

    week: Week
    practice: Practice
    address: str
    is_safe: bool
    may: bool


def overview(vault: Vault) -> Overview:
    kept = everything(vault)
    return Overview([Line(week, bool(kept.at(week.number).rows)) for week in content.weeks()], kept.closed)


def week(number: int) -> Week | None:
    return next((one for one in content.weeks() if one.number == number), None)


def kept_at(week: Week, vault: Vault) -> Kept:
    return everything(vault).at(week.number)


def page_of(week: Week, text: str) -> Page:
    """Return a part's page with these words on it."""
    practice, state = content.practice(week.practice), gate.state_of(text)
    turns = week.turns_to_them or practice.turns_to_them
    may = not turns or gate.may(gate.Offer.EMPATHY, state)
    return Page(week, practice, address(practice), state is gate.State.ORDINARY, may)


def explanations() -> list[Explanation]:
    """Return every explanation in the order of the way; those that turn to the other last."""
    order = [name for names in EXPLAINED.values() for name in names]
    place = {name: number for number, name in enumerate(order)}
    return sorted(content.explanations(), key=lambda one: (one.turns_to_them, place.get(one.id, len(order))))
