"""Writes what is answered on the way: sealed, and each in one batch. Words are read for signs before it is opened."""

from uuid import UUID, uuid4

from django.utils import timezone
from msgspec.structs import replace

from middleway.vault import Vault
from middleway.web import meanwhile
from middleway.web.comfort import actions as comfort
from middleway.web.comfort.content import CardContent
from middleway.web.moments.content import HeatRating, MomentContent
from middleway.web.moments.models import Moment
from middleway.web.questions import steps
from middleway.web.questions.asks import Answer, Step
from middleway.web.records import store
from middleway.web.records.writing import Batch, writing
from middleway.web.safety import actions as safety
from middleway.web.safety import ledger, scan
from middleway.web.way import returns

Answers = dict[str, Answer]  # by the name of the question, with the id of the page


def begin(vault: Vault, *, heat: int | None, person: UUID | None) -> Moment:
    """Write a new moment that holds only how hot it is, and return it."""
    moment, now = Moment(), timezone.now().isoformat()
    heats = [HeatRating(at=now, value=heat)]
    with writing(vault) as batch:
        batch.save(moment, MomentContent(text="", written=now, changed=now, person=str(person or ""), heat=heats))
    return moment


def rate(moment: Moment, vault: Vault, *, heat: int | None, helped: list[str]) -> None:
    """Add how hot it is now, and which practices were used since the last time."""
    with writing(vault) as batch:
        content = _fresh(moment, vault)
        new = HeatRating(at=timezone.now().isoformat(), value=heat, helped=helped)
        batch.save(moment, replace(content, heat=[*content.heat, new]))


def answer(moment: Moment, vault: Vault, step: Step, answers: Answers, *, seen: str) -> None:
    """Replace the answers of one step. Raises ChangedMeanwhile if there are newer ones."""
    before = store.opened(moment, vault)
    content = _answered(before, step, answers)
    ahead = scan.read_ahead(moment, content)
    card = _card_ahead(before, content, vault) if step is steps.COMFORT else None
    with writing(vault) as batch:
        _answer(moment, batch, step, answers, seen=seen, ahead=(ahead, card))


def _answer(
    moment: Moment,
    batch: Batch,
    step: Step,
    answers: Answers,
    *,
    seen: str,
    ahead: tuple[MomentContent, CardContent | None],
) -> None:
    """Write the answers under the lock. `ahead`: the moment and the card of comfort, as read before the lock."""
    before = _fresh(moment, batch.vault)
    content = _answered(before, step, answers)
    meanwhile.check(before.way.at(step.id).page, seen, content.way.at(step.id).page)
    if step is steps.COMFORT:
        content = _with_card(before, content, ahead[1], batch)
    batch.save(moment, replace(content, changed=timezone.now().isoformat()), ahead[0])
    if step is steps.PAUSE:
        _promise(moment, batch, until=content.way.pause.until, before=before.way.pause.until)
    if step is steps.CHOOSE:
        now, earlier = content.way.choose.safe, before.way.choose.safe
        _safe(batch, content.person, str(moment.pk), now=now, before=earlier)
    if step is steps.WELL and content.way.well.view.strip():
        returns.note_view(batch)


def _answered(content: MomentContent, step: Step, answers: Answers) -> MomentContent:
    """Return the moment with these answers. The short way asks less, but keeps the other answers."""
    if step is steps.OUT:  # the words themselves are the moment's
        out = replace(content.way.out, **answers)
        return replace(content, text=out.text, way=replace(content.way, out=replace(out, text="")))
    now = replace(content.way.at(step.id), **answers)
    return replace(content, way=replace(content.way, **{step.id: now}))


def come_back(moment: Moment, vault: Vault) -> None:
    """Take back the promise, which was kept.

    From now on a page that still shows it counts as older, so that its last save does not promise again.
    """
    with writing(vault) as batch:
        content = _fresh(moment, vault)
        pause = replace(content.way.pause, until="", page=str(uuid4()))
        batch.save(moment, replace(content, way=replace(content.way, pause=pause)))
        _take_back(moment, batch)


def _card_ahead(before: MomentContent, content: MomentContent, vault: Vault) -> CardContent | None:
    """Return the card that the step of comfort makes or changes, read; None if it leaves it alone."""
    if not (text := _for_a_card(before, content)):
        return None
    earlier, kept = before.way.comfort.for_a_card, UUID(content.card) if content.card else None
    return comfort.read_ahead(vault, comfort.same(vault, kept, earlier), text)


def _with_card(before: MomentContent, content: MomentContent, ahead: CardContent | None, batch: Batch) -> MomentContent:
    if not (text := _for_a_card(before, content)):
        return content
    earlier, kept = before.way.comfort.for_a_card, UUID(content.card) if content.card else None
    card = comfort.follow(batch, kept, before=earlier, text=text, ahead=ahead)
    return replace(content, card=str(card))


def _for_a_card(before: MomentContent, content: MomentContent) -> str:
    """Return the words of comfort for a card; "" if none is wanted.

    If the words did not change, the card is left alone: it may have been changed or deleted since.
    """
    comforted = content.way.comfort
    is_old = content.card and comforted.for_a_card == before.way.comfort.for_a_card
    return comforted.for_a_card if comforted.card and not is_old else ""


def _safe(batch: Batch, person: str, moment: str, *, now: str, before: str) -> None:
    """Note "it is not safe to say this to them", which counts for all moments with that person until taken back."""
    if now == "no" and before != "no":
        safety.note(batch, person, ledger.UNSAFE, moment)
    elif before == "no" and now != "no":
        safety.unsay(batch, person, moment)


def _promise(moment: Moment, batch: Batch, *, until: str, before: str) -> None:
    """Promise anew if a time is named and differs from the one before, or if no promise stands any more."""
    if not until:
        _take_back(moment, batch)
    elif until != before or returns.promise_of(moment.pk, batch.vault) is None:
        returns.keep_promise(batch, until=returns.next_time(until), moment=moment.pk)


def _take_back(moment: Moment, batch: Batch) -> None:
    if returns.promise_of(moment.pk, batch.vault):
        returns.keep_promise(batch, until=None, moment=moment.pk)


def _fresh(moment: Moment, vault: Vault) -> MomentContent:
    moment.refresh_from_db()
    return store.opened(moment, vault)
