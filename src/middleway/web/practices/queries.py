"""All practices, grouped by heat, with their addresses."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from middleway.content import HEATS, Practice
from middleway.web.library import library
from middleway.web.safety.states import Offer, Standing
from middleway.web.settle import queries as settle

_TITLES = {"hot": _("When it is hot"), "middle": _("When it is warm"), "calm": _("When it is calm")}


@dataclass(frozen=True, slots=True)
class Group:
    """Practices that belong together, each with its address. `turns`: they turn to the other."""

    title: str | Promise
    practices: list[tuple[Practice, str]]
    turns: bool = False


def address(practice: Practice) -> str:
    """Return a practice's address: on the public pages, or behind sign-in if it turns to the other."""
    if practice.turns_to_them:
        return reverse("practices:practice", args=[practice.id])
    return settle.address(practice)


def turning() -> list[Practice]:
    return [one for one in library().practices if one.turns_to_them]


def groups(standing: Standing) -> list[Group]:
    """Return every practice once, under the greatest heat that it fits.

    Those that turn to the other come last, and only if it looks safe.
    """
    found = {heat: list[Practice]() for heat in HEATS}
    for one in library().practices:
        if not one.turns_to_them:
            found[next(heat for heat in HEATS if heat in one.heat)].append(one)
    settling = [Group(_TITLES[heat], _with_address(of_heat)) for heat, of_heat in found.items() if of_heat]
    if not standing.may(Offer.TOGETHER):
        return settling
    return [*settling, Group(_("With the other in view"), _with_address(turning()), turns=True)]


def _with_address(found: list[Practice]) -> list[tuple[Practice, str]]:
    return [(one, address(one)) for one in found]
