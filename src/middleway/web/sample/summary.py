"""Hanna's story as rows like the owner's own: people, moments, and the cards of those moments, all marked as sample."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from middleway.content import GivenAnswer, Scene
from middleway.web.comfort.models import Card
from middleway.web.library import library
from middleway.web.moments.models import Moment
from middleway.web.people.models import Person
from middleway.web.records.models import SealedRow
from middleway.web.records.store import Content
from middleway.web.way.actions import words_of_comfort

_MARK = {"sample": True}


def rows(now: datetime) -> Iterator[tuple[SealedRow, Content]]:
    """Yield every row with its content. The story's dates count back from `now`."""
    story = library().story
    people = {portrait.id: Person() for portrait in story.people}
    for portrait in story.people:
        who = {"name": portrait.name, "tie": portrait.tie, "close": portrait.close}
        yield people[portrait.id], {**who, "changed": now.isoformat(), **_MARK}
    for scene in story.scenes:
        moment = _moment(scene, now, str(people[scene.person].pk))
        if moment["way"].get("comfort", {}).get("card"):
            card = Card()
            moment["card"] = str(card.pk)
            words = words_of_comfort(moment["way"]["comfort"])
            yield card, {"text": words, "written": moment["written"], "changed": moment["changed"], **_MARK}
        yield Moment(), moment


@cache
def texts() -> frozenset[str]:
    """Return every text that the story puts into rows, in every language."""
    found = set[str]()
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            found |= {text for row, content in rows(timezone.now()) for text in row.words_in(content)}
    return frozenset(found)


def _moment(scene: Scene, now: datetime, person: str) -> Content:
    day = timezone.localtime(now).date() - timedelta(days=scene.days_ago)
    written = timezone.make_aware(datetime.combine(day, scene.at))
    heats: list[Content] = [{"at": written.isoformat(), "value": scene.heat}]
    if scene.heat_later is not None:
        later = (written + timedelta(minutes=scene.minutes_later)).isoformat()
        heats.append(
            {"at": later, "value": scene.heat_later, **({"helped": list(scene.helped)} if scene.helped else {})}
        )
    return {
        "text": scene.text,
        "written": written.isoformat(),
        "changed": heats[-1]["at"],
        "person": person,
        "heat": heats,
        "way": {step: _kept(answers) for step, answers in scene.answers.items()},
        **_MARK,
    }


def _kept(answers: dict[str, GivenAnswer]) -> dict[str, Any]:
    """Return the answers as a page of the way would keep them."""
    return {name: list(answer) if isinstance(answer, tuple) else answer for name, answer in answers.items()}
