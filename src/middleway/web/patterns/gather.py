"""Turns what the owner kept into the moments that `middleway.loops` counts."""

from collections import defaultdict
from datetime import datetime, tzinfo
from itertools import pairwise
from operator import attrgetter

from django.utils import timezone

from middleway.loops import MOVES, Moment, Settled
from middleway.reading.labels import SPECTRA
from middleway.vault import Vault
from middleway.web.moments.content import MomentContent, TextReading
from middleway.web.moments.models import Moment as Row
from middleway.web.patterns.look import read_now
from middleway.web.questions import steps
from middleway.web.records.owned import of

_NOT_READ = TextReading()
_YES = {"yes": 1.0, "partly": 0.5, "no": 0.0}
_FEAR = {"no": 1.0, "unsure": 0.5, "yes": 0.0}  # the answers to "is it safe to say this to them?"
# Which fields of a reading count as the owner's own, by who wrote the words; of words that others wrote, none.
_OWN = {"me": {*SPECTRA, "response"}, "them": set[str](), "about": {"warmth_other", "response"}}
_COUNTING = [step for step in steps.STEPS.values() if step.counts_as]
_AT_MOST = 1_000  # moments without a stored reading that are read for one page, the newest first


def by_person(vault: Vault, since: datetime) -> dict[str, list[Moment]]:
    """Return the moments from `since` on by the id of the person ("" for nobody named), the oldest first.

    Rows that do not open are left out. Rows of earlier months are not opened, since no page needs them.
    """
    zone = timezone.get_current_timezone()
    month = since.astimezone(zone).date().replace(day=1)
    unread: list[MomentContent] = []
    found: dict[str, list[Moment]] = defaultdict(list)
    # One content at a time, and none is held on to: ten thousand at once would be slow to keep track of.
    for content in of(vault, Row).where(month__gte=month).contents(MomentContent):
        if content.read or not content.text.strip():
            found[content.person].append(moment(content, content.read or _NOT_READ, zone))
        else:
            unread.append(content)
    for content, read in _readings(unread):
        found[content.person].append(moment(content, read, zone))
    return {
        whose: sorted((one for one in moments if one.at >= since), key=attrgetter("at"))
        for whose, moments in found.items()
    }


def moment(content: MomentContent, read: TextReading, zone: tzinfo | None = None) -> Moment:
    """Return one moment as it is counted.

    The moves are those that the owner named at the step "round", or of something good, else the reactions ticked at "see", else a guess from
    the words. `zone`: the time zone of its day; None for the current one.
    """
    way = content.way
    own = _OWN[way.see.writer] - {*way.see.not_so}
    good = frozenset(way.good.kinds)
    said = frozenset(way.round.me or way.see.reactions) | _came("me", good)
    heard = way.after.heard or ("yes" if "heard" in good else "")
    guess = read.response if "response" in own else ""
    rated = [(datetime.fromisoformat(one.at), one.value, one.helped) for one in content.heat if one.value is not None]
    first = rated[0][1] if rated else None
    return Moment(
        at=timezone.localtime(content.when, zone),  # days are those of the owner's zone
        person=content.person,
        triggers=frozenset(way.round.trigger),
        alarms=frozenset(way.turn.fears),
        moves=said or (frozenset({guess}) if guess in MOVES else frozenset()),
        moves_guessed=not said,
        their_moves=frozenset(way.round.they) | _came("they", good),
        their_word=way.round.their_word,
        costs=frozenset(way.round.cost),
        heat_before=first,
        heat_after=rated[-1][1] if len(rated) > 1 else None,
        minutes_back=_minutes_back(rated),
        **{name: getattr(read, name) if name in own else None for name in SPECTRA},
        fear=_FEAR.get(way.choose.safe),
        voice=_voice(heard),
        heard=_YES.get(heard),
        repair=_YES.get(way.after.mended or ("yes" if "mended" in good else "")),
        unchanged=way.after.unchanged,
        done=frozenset([one.counts_as for one in _COUNTING if one.was_done(way.at(one.id))]),
        settled=_settled(rated),
    )


def _came(who: str, good: frozenset[str]) -> frozenset[str]:
    """Return the move of somebody of whom it was said, of something good, that they came toward the other."""
    return frozenset({"connect"}) if who in good else frozenset()


def _voice(heard: str) -> float | None:
    """Return whether it was said. Every answer to "did you feel heard" means so, except "I did not say it"."""
    return None if not heard else 0.0 if heard == "not_said" else 1.0


def _minutes_back(rated: list[tuple[datetime, int, list[str]]]) -> float | None:
    """Return the minutes from the first rating to the first calm one.

    Return None if it was calm from the start, or if no later rating is calm.
    """
    if not rated or rated[0][1] < steps.MIDDLE:
        return None
    start = rated[0][0]
    return next(((at - start).total_seconds() / 60 for at, value, _ in rated[1:] if value < steps.MIDDLE), None)


def _settled(rated: list[tuple[datetime, int, list[str]]]) -> tuple[Settled, ...]:
    return tuple(
        [
            Settled(frozenset(helped), before, after, (later - at).total_seconds() / 60)
            for (at, before, _), (later, after, helped) in pairwise(rated)
            if before >= steps.MIDDLE
        ]
    )


def _readings(unread: list[MomentContent]) -> list[tuple[MomentContent, TextReading]]:
    """Return moments without a stored reading, each with one made now; none beyond the newest `_AT_MOST`."""
    unread.sort(key=lambda content: content.when, reverse=True)
    reads = read_now(content.text for content in unread[:_AT_MOST])
    return [(content, reads[at] if at < len(reads) else _NOT_READ) for at, content in enumerate(unread)]
