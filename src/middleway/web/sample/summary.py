"""Hanna's story as rows like the owner's own: people, moments, and the cards of those moments, all marked as sample."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache

import msgspec
from django.conf import settings
from django.utils import timezone, translation
from msgspec.structs import replace

from middleway.content import Scene
from middleway.web.comfort.content import CardContent
from middleway.web.comfort.models import Card
from middleway.web.library import library
from middleway.web.moments.content import HeatRating, MomentContent
from middleway.web.moments.models import Moment
from middleway.web.people.content import PersonContent
from middleway.web.people.models import Person
from middleway.web.questions.answers import WayAnswers
from middleway.web.records.content import Content
from middleway.web.records.models import SealedRow


def rows(now: datetime) -> Iterator[tuple[SealedRow, Content]]:
    """Yield every row with its content. The story's dates count back from `now`."""
    story = library().story
    people = {portrait.id: Person() for portrait in story.people}
    for one in story.people:
        who = PersonContent(name=one.name, tie=one.tie, close=one.close, changed=now.isoformat(), sample=True)
        yield people[one.id], who
    for scene in story.scenes:
        moment, comforted = _moment(scene, now, str(people[scene.person].pk)), _way(scene).comfort
        if comforted.card:
            card = Card()
            moment = replace(moment, card=str(card.pk))
            text, written, changed = comforted.for_a_card, moment.written, moment.changed
            yield card, CardContent(text=text, written=written, changed=changed, sample=True)
        yield Moment(), moment


@cache
def texts() -> frozenset[str]:
    """Return every text that the story puts into rows, in every language."""
    found = set[str]()
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            found |= {text for row, content in rows(timezone.now()) for text in row.words_in(content)}
    return frozenset(found)


def _moment(scene: Scene, now: datetime, person: str) -> MomentContent:
    day = timezone.localtime(now).date() - timedelta(days=scene.days_ago)
    written = timezone.make_aware(datetime.combine(day, scene.at))
    heats = [HeatRating(at=written.isoformat(), value=scene.heat)]
    if scene.heat_later is not None:
        later = (written + timedelta(minutes=scene.minutes_later)).isoformat()
        heats.append(HeatRating(at=later, value=scene.heat_later, helped=list(scene.helped)))
    return MomentContent(
        text=scene.text,
        written=written.isoformat(),
        changed=heats[-1].at,
        person=person,
        heat=heats,
        way=_way(scene),
        sample=True,
    )


def _way(scene: Scene) -> WayAnswers:
    """Return the answers as the pages of the way would keep them."""
    return msgspec.convert(scene.answers, WayAnswers)
