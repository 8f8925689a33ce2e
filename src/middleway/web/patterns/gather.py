"""Turns what the owner kept into the moments that `middleway.loops` counts."""

from collections import defaultdict
from datetime import datetime, tzinfo
from itertools import pairwise, zip_longest
from operator import attrgetter
from typing import Any

from django.utils import timezone

from middleway.loops import MOVES, Moment, Settled
from middleway.reading.labels import SPECTRA
from middleway.vault import Vault
from middleway.web.moments.models import Moment as Row
from middleway.web.patterns.look import READ, read_now
from middleway.web.questions import steps
from middleway.web.questions.answers import writer_of
from middleway.web.records import store

_YES = {"yes": 1.0, "partly": 0.5, "no": 0.0}
_FEAR = {"no": 1.0, "unsure": 0.5, "yes": 0.0}  # the answers to "is it safe to say this to them?"
# Which fields of a reading count as the owner's own, by who wrote the words; of words that others wrote, none.
_OWN = {"me": {*SPECTRA, "response"}, "them": set[str](), "about": {"warmth_other", "response"}}
_AT_MOST = 1_000  # moments without a stored reading that are read for one page, the newest first
_DONE = {
    "paused": ("pause", ("until", "line")),
    "comforted": ("comfort", ("pain", "shared", "promise")),
    "said": ("say", ("draft", "request", "limit")),
    "asked": ("curious", ("questions",)),
    "turned": ("turn", ("body", "feelings", "feeling", "fears", "fear", "needs", "need")),
    "both": ("both", ("mine", "theirs", "alike", "guess")),
}


def by_person(vault: Vault, since: datetime) -> dict[str, list[Moment]]:
    """Return the moments from `since` on by the id of the person ("" for nobody named), the oldest first.

    Rows that do not open are left out. Rows of earlier months are not opened, since no page needs them.
    """
    zone = timezone.get_current_timezone()
    month = since.astimezone(zone).date().replace(day=1)
    rows = Row.objects.filter(account_id=vault.record.owner, month__gte=month)
    unread: list[store.Content] = []
    found: dict[str, list[Moment]] = defaultdict(list)
    # One content at a time, and none is held on to: ten thousand at once would be slow to keep track of.
    for content in store.contents(rows, vault):
        if READ in content or not content["text"].strip():
            found[content.get("person", "")].append(moment(content, content.get(READ, {}), zone))
        else:
            unread.append(content)
    for content, read in _readings(unread):
        found[content.get("person", "")].append(moment(content, read, zone))
    return {
        whose: sorted((one for one in moments if one.at >= since), key=attrgetter("at"))
        for whose, moments in found.items()
    }


def moment(content: store.Content, read: dict[str, Any], zone: tzinfo | None = None) -> Moment:
    """Return one moment as it is counted.

    The moves are those that the owner named at the step "round", else the reactions ticked at "see", else a guess from
    the words. `zone`: the time zone of its day; None for the current one.
    """
    way = content.get("way", {})
    see, turn, around, after = (way.get(name, {}) for name in ("see", "turn", "round", "after"))
    own = _OWN[writer_of(see)] - {*see.get("not_so", [])}
    said = frozenset(around.get("me", []) or see.get("reactions", []))
    guess = read.get("response") if "response" in own else None
    rated = [
        (datetime.fromisoformat(one["at"]), one["value"], one.get("helped", []))
        for one in content.get("heat", [])
        if one["value"] is not None
    ]
    first = rated[0][1] if rated else None
    return Moment(
        at=timezone.localtime(datetime.fromisoformat(content["written"]), zone),  # days are those of the owner's zone
        person=content.get("person", ""),
        triggers=frozenset(around.get("trigger", [])),
        alarms=frozenset(turn.get("fears", [])),
        moves=said or (frozenset({guess}) if guess in MOVES else frozenset()),
        moves_guessed=not said,
        their_moves=frozenset(around.get("they", [])),
        their_word=bool(around.get("their_word")),
        costs=frozenset(around.get("cost", [])),
        heat_before=first,
        heat_after=rated[-1][1] if len(rated) > 1 else None,
        minutes_back=_minutes_back(rated),
        **{name: read.get(name) if name in own else None for name in SPECTRA},
        fear=_FEAR.get(way.get("choose", {}).get("safe", "")),
        voice=_voice(after.get("heard", "")),
        heard=_YES.get(after.get("heard", "")),
        repair=_YES.get(after.get("mended", "")),
        unchanged=bool(after.get("unchanged")),
        done=frozenset([name for name, (step, asks) in _DONE.items() if step in way and any(map(way[step].get, asks))]),
        settled=_settled(rated),
    )


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


def _readings(unread: list[store.Content]) -> list[tuple[store.Content, dict[str, Any]]]:
    """Return moments without a stored reading, each with a reading made now; {} beyond the newest `_AT_MOST`."""
    unread.sort(key=lambda content: datetime.fromisoformat(content["written"]), reverse=True)
    reads = read_now(content["text"] for content in unread[:_AT_MOST])
    return list(zip_longest(unread, reads, fillvalue={}))
