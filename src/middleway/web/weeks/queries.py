"""Gathers what the pages of the program show."""

from dataclasses import dataclass

from middleway.content import Explanation, Practice, Week
from middleway.vault import Vault
from middleway.web.library import library
from middleway.web.practices.queries import address
from middleway.web.questions.steps import STEPS
from middleway.web.safety import gate
from middleway.web.weeks.kept import Kept, everything


@dataclass(frozen=True, slots=True)
class WeekLine:
    week: Week
    is_written: bool
    may: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """All parts. `closed`: a row does not open."""

    lines: list[WeekLine]
    closed: bool


@dataclass(frozen=True, slots=True)
class WeekPage:
    """One part with its practice. `turns`: it has the other in view; `may`: it is offered."""

    week: Week
    practice: Practice
    address: str
    standing: gate.Standing
    turns: bool

    @property
    def may(self) -> bool:
        return not self.turns or self.standing.may(gate.Offer.TOGETHER)


def overview(vault: Vault) -> Overview:
    kept, may = everything(vault), gate.standing(vault, gate.EVERYBODY).may(gate.Offer.TOGETHER)
    lines = [WeekLine(week, bool(kept.at(week.number).rows), may or not _turns(week)) for week in library().weeks]
    return Overview(lines, kept.closed)


def week(number: int) -> Week | None:
    return next((one for one in library().weeks if one.number == number), None)


def kept_at(week: Week, vault: Vault) -> Kept:
    return everything(vault).at(week.number)


def page_of(week: Week, text: str, vault: Vault) -> WeekPage:
    """Return a part's page with `text` in its box. A part is about nobody in particular, so all ties count."""
    practice = library().practice(week.practice)
    standing = gate.standing(vault, gate.EVERYBODY, text)
    return WeekPage(week, practice, address(practice), standing, _turns(week))


def _turns(week: Week) -> bool:
    return week.turns_to_them or library().practice(week.practice).turns_to_them


def explanations(vault: Vault) -> list[Explanation]:
    """Return all explanations in the order of the way; last, and only if it looks safe, those turning to the other."""
    order = [name for step in STEPS.values() for name in step.explanations]
    place = {name: number for number, name in enumerate(order)}
    may = gate.standing(vault, gate.EVERYBODY).may(gate.Offer.EMPATHY)
    let_in = [one for one in library().explanations if may or not one.turns_to_them]
    return sorted(let_in, key=lambda one: (one.turns_to_them, place.get(one.id, len(order))))
