"""Gathers what the pages of patterns show."""

from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from middleway.loops import Moment
from middleway.vault import NotOpened, Vault
from middleway.web.moments.models import Moment as Row
from middleway.web.patterns.content import NOTHING_CORRECTED, NOTHING_SAID, CorrectionContent
from middleway.web.patterns.evidence import Course, course
from middleway.web.patterns.gather import by_person
from middleway.web.patterns.models import Correction, row_id
from middleway.web.patterns.picture import Picture, picture
from middleway.web.patterns.words import PERIODS, told
from middleway.web.people.queries import Close, people_of
from middleway.web.records import store
from middleway.web.records.owned import of
from middleway.web.safety import gate

_YEAR = 365  # days: older moments tell little about what keeps happening now
_LOOKED_AT = 200  # moments that are searched for those that do not tell what both did
_UNTOLD = 3


@dataclass(frozen=True, slots=True)
class Patterns:
    """The page about one person. `whose`: their id, or "" for nobody named.

    `others`: (id, name, number of moments) of everybody else with moments in the last year. `own`: the owner's words in
    the picture, even if it is not shown; `seen`: the mark of all that was said. `untold`: (id, day) of moments that do
    not tell yet what both did, the newest first, if more are needed.
    """

    whose: str
    close: Close | None
    standing: gate.Standing
    picture: Picture | None
    course: Course | None
    others: list[tuple[str, str, int]]
    own: list[str]
    seen: str
    untold: list[tuple[UUID, date]]
    moments: int
    first: date | None
    last: date | None


def patterns(vault: Vault, whose: str | None, period: str, *, fixed: bool = False) -> Patterns:
    """Return the page about one person; if `whose` is None, about the one with the most moments.

    What the gate holds back is not computed. Raises Http404 if the person is not, or no longer, there.
    """
    people = {str(one.id): one for one in people_of(vault)}
    now = timezone.now()
    everybody = _named(by_person(vault, now - timedelta(days=_YEAR)), people)
    if whose is None:
        whose = max(everybody, key=lambda one: (one in people, len(everybody[one])), default="")
    elif whose and whose not in people:
        raise Http404
    moments, close = everybody.get(whose, []), people.get(whose)
    standing, row = gate.standing(vault, whose), correction(vault, whose)
    said = corrected(row, vault)
    tie = close.tie if close else ""
    drawn = picture(moments, tie, said, fixed=fixed) if moments and standing.may(gate.Offer.LOOP) else None
    return Patterns(
        whose=whose,
        close=close,
        standing=standing,
        picture=drawn,
        course=course(moments, now, PERIODS[period][1]) if moments and standing.may(gate.Offer.COACHING) else None,
        others=[
            (one, people[one].name or "" if one else "", len(found))
            for one, found in everybody.items()
            if one != whose and found
        ],
        seen=str(row.revision) if row else "",
        own=Correction.words_in(said),
        untold=untold(vault, whose, people) if drawn and drawn.loop.is_few else [],
        moments=len(moments),
        first=moments[0].at.date() if moments else None,
        last=moments[-1].at.date() if moments else None,
    )


def _named(found: dict[str, list[Moment]], people: dict[str, Close]) -> dict[str, list[Moment]]:
    """Return the moments by person; those with a deleted person go to "", for nobody named."""
    kept = {whose: moments for whose, moments in found.items() if whose in people}
    rest = [one for whose, moments in found.items() if whose not in people for one in moments]
    return {**kept, "": sorted(rest, key=attrgetter("at"))}


def untold(vault: Vault, whose: str, people: dict[str, Close]) -> list[tuple[UUID, date]]:
    """Return (id, day) of the newest moments with a person that do not tell what both did, at most three."""
    found = []
    for row in of(vault, Row).newest_first()[:_LOOKED_AT]:
        try:
            content = store.opened(row, vault)
        except NotOpened:
            continue
        person, both = content.person, content.way.round
        if (person if person in people else "") == whose and not (both.me and both.they):
            found.append((content.when, row.pk))
    return [(pk, timezone.localtime(at).date()) for at, pk in sorted(found, reverse=True)[:_UNTOLD]]


def correction(vault: Vault, whose: str) -> Correction | None:
    return of(vault, Correction).get(row_id(vault, whose))


def said_now(vault: Vault, whose: str, at: str, tie: str) -> list[str]:
    """Return what was said of a stage or an arrow, in words."""
    said = corrected(correction(vault, whose), vault)
    one = said.nodes.get(at) or said.arrows.get(at) or NOTHING_SAID
    code = told(at, one.code, tie) if one.code else ""
    return [_("It is not so") if one.gone else "", one.words, code]


def corrected(row: Correction | None, vault: Vault) -> CorrectionContent:
    """Return the content of a correction; one that corrects nothing if there is none, or it does not open."""
    try:
        return store.opened(row, vault) if row else NOTHING_CORRECTED
    except NotOpened:
        return NOTHING_CORRECTED
