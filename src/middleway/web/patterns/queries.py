"""What the pages of patterns show."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from middleway.loops import Moment
from middleway.vault import NotOpened, Vault
from middleway.web.accounts.models import Account
from middleway.web.care import gate
from middleway.web.patterns.evidence import Course, course
from middleway.web.patterns.gather import by_person
from middleway.web.patterns.models import Correction
from middleway.web.patterns.picture import Picture, picture
from middleway.web.patterns.words import PERIODS
from middleway.web.people.queries import Close, people_of
from middleway.web.shell import store
from middleway.web.shell.models import derived_id

_YEAR = 365  # days: a loop is what happens, and not what happened long ago


@dataclass(frozen=True, slots=True)
class Patterns:
    """One person's page. `whose`: their id, or ""; `others`: (id, name, how many moments) of everybody else with moments."""

    whose: str
    close: Close | None
    standing: gate.Standing
    picture: Picture | None
    course: Course | None
    others: list[tuple[str, str, int]]
    moments: int


def patterns(account: Account, vault: Vault, whose: str | None, period: str, *, fixed: bool = False) -> Patterns:
    """Return somebody's page; without `whose`, of whom there are the most moments. What the gate holds back is not counted at all.

    Raises Http404 for somebody of whom there is nothing, and nobody.
    """
    people = {str(one.id): one for one in people_of(account, vault)}
    since = timezone.now() - timedelta(days=_YEAR)
    everybody = by_person(vault, timezone.localtime(since).date())
    if whose is None:
        whose = max(everybody, key=lambda one: (one in people, len(everybody[one])), default="")
    elif whose and whose not in people:
        raise Http404
    moments, close = everybody.get(whose, []), people.get(whose)
    standing = gate.standing(vault, whose)
    coached = standing.may(gate.Offer.COACHING)
    return Patterns(
        whose=whose,
        close=close,
        standing=standing,
        picture=_picture(vault, whose, close, moments, fixed=fixed) if standing.may(gate.Offer.LOOP) else None,
        course=course(moments, timezone.now(), PERIODS[period][1]) if coached else None,
        others=[
            (one, people[one].name or "" if one in people else "", len(found))
            for one, found in everybody.items()
            if one != whose and (one in people or not one)
        ],
        moments=len(moments),
    )


def _picture(vault: Vault, whose: str, close: Close | None, moments: list[Moment], *, fixed: bool) -> Picture | None:
    since = timezone.now() - timedelta(days=_YEAR)
    here = [one for one in moments if one.at >= since]
    return picture(here, close.tie if close else "", corrected(vault, whose), fixed=fixed) if here else None


def corrected(vault: Vault, whose: str) -> dict[str, Any]:
    """Return what somebody says is otherwise; {} when nothing, or when it does not open."""
    row = Correction.objects.filter(pk=row_id(vault, whose), account_id=vault.record.owner).first()
    try:
        return store.content_of(row, vault) if row else {}
    except NotOpened:
        return {}


def row_id(vault: Vault, whose: str) -> UUID:
    """Return the id of somebody's one row of corrections."""
    return derived_id("correction", vault.record.owner, UUID(whose) if whose else UUID(int=0))
