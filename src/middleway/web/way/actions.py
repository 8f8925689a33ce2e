"""Writes what is answered on the way: sealed, and each in one batch. Words are read for signs before it is opened."""

from uuid import UUID, uuid4

from django.utils import timezone
from msgspec.structs import replace

from middleway.vault import Vault
from middleway.web import meanwhile
from middleway.web.moments.content import HeatRating, MomentContent
from middleway.web.moments.models import Moment
from middleway.web.people import actions as people
from middleway.web.people.models import Person, row_id
from middleway.web.questions.answers import WayAnswers
from middleway.web.questions.steps.good import GoodAnswers
from middleway.web.records import store
from middleway.web.records.models import derived_id
from middleway.web.records.owned import of
from middleway.web.records.writing import writing
from middleway.web.safety import scan
from middleway.web.way import returns
from middleway.web.way.steps.choose import go_along
from middleway.web.way.steps.page import Answers, Saving, StepPage


def begin(vault: Vault, *, heat: int | None) -> Moment:
    """Write a new moment that holds only how hot it is, and return it."""
    moment, now = Moment(), timezone.now().isoformat()
    heats = [HeatRating(at=now, value=heat)]
    with writing(vault) as batch:
        batch.save(moment, MomentContent(text="", written=now, changed=now, heat=heats))
    return moment


def remember(vault: Vault, answers: GoodAnswers, *, person: UUID | None) -> Moment:
    """Keep a moment that went well, and return it. The same answers sent twice from one page are kept once."""
    now = timezone.now().isoformat()
    content = MomentContent(text="", written=now, changed=now, person=str(person or ""), way=WayAnswers(good=answers))
    moment = Moment(id=derived_id("good", vault.record.owner, UUID(answers.page)))
    read = scan.read_ahead(moment, content)
    with writing(vault) as batch:
        kept = of(vault, Moment).get(moment.pk)
        before = store.opened(kept, vault) if kept else None
        if kept and before and (before.way.good, before.person) == (answers, content.person):
            return kept
        moment = Moment() if kept else moment
        batch.save(moment, content, read)
    return moment


def tell_whom(moment: Moment, vault: Vault, *, person: str, name: str, tie: str, page: UUID) -> None:
    """Say whom a moment is about: the person with that id ("" for nobody), or somebody new if there is a `name`.

    `page`: the id of the page that named them; sent twice, it adds one person.
    """
    if name:
        new = row_id(vault, page)
        if not of(vault, Person).get(new):
            people.add(vault, page=page, name=name, tie=tie, close="")
        person = str(new)
    with writing(vault) as batch:
        before = _fresh(moment, vault)
        batch.save(moment, replace(before, person=person))
        go_along(batch, moment.pk, before, person)


def rate(moment: Moment, vault: Vault, *, heat: int | None, helped: list[str]) -> None:
    """Add how hot it is now, and which practices were used since the last time."""
    with writing(vault) as batch:
        content = _fresh(moment, vault)
        new = HeatRating(at=timezone.now().isoformat(), value=heat, helped=helped)
        batch.save(moment, replace(content, heat=[*content.heat, new]))


def answer(moment: Moment, vault: Vault, page: StepPage, answers: Answers, *, seen: str) -> None:
    """Replace the answers of one step. Raises ChangedMeanwhile if there are newer ones."""
    before = store.opened(moment, vault)
    now = page.answered(before, answers)
    read, ahead = scan.read_ahead(moment, now), page.read_ahead(before, now, vault)
    with writing(vault) as batch:
        before = _fresh(moment, vault)
        now = page.answered(before, answers)
        meanwhile.check(before.way.at(page.step.id).page, seen, now.way.at(page.step.id).page)
        saving = Saving(moment, batch, before, now, ahead)
        batch.save(moment, replace(page.with_saving(saving), changed=timezone.now().isoformat()), read)
        page.after_saving(saving)


def settle_when(moment: Moment, vault: Vault, when: returns.WhenSaid) -> None:
    """Note for when the words are, and ask how it went after that, not at once."""
    with writing(vault) as batch:
        content = _fresh(moment, vault)
        said = when if when in ("now", "not") else "later"
        if said != content.way.choose.when:
            # From now on a page that still shows the other one counts as older.
            choose = replace(content.way.choose, when=said, page=str(uuid4()))
            batch.save(moment, replace(content, way=replace(content.way, choose=choose)))
        returns.ask_later(batch, moment.pk, returns.time_to_ask(when))


def come_back(moment: Moment, vault: Vault) -> None:
    """Take back the promise, which was kept.

    From now on a page that still shows it counts as older, so that its last save does not promise again.
    """
    with writing(vault) as batch:
        content = _fresh(moment, vault)
        pause = replace(content.way.pause, until="", page=str(uuid4()))
        batch.save(moment, replace(content, way=replace(content.way, pause=pause)))
        returns.take_back(batch, moment.pk)


def _fresh(moment: Moment, vault: Vault) -> MomentContent:
    moment.refresh_from_db()
    return store.opened(moment, vault)
