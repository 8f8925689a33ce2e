"""Writes what is answered on the way: sealed, and each in one batch. Words are read for signs before it is opened."""

from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from middleway.vault import Vault
from middleway.web import meanwhile
from middleway.web.comfort import actions as comfort
from middleway.web.moments.models import Moment
from middleway.web.questions import steps
from middleway.web.questions.asks import Step
from middleway.web.records import store
from middleway.web.records.writing import Batch, writing
from middleway.web.safety import actions as safety
from middleway.web.safety import ledger, scan
from middleway.web.way import returns


def begin(vault: Vault, *, heat: int | None, person: UUID | None) -> Moment:
    """Write a new moment that holds only how hot it is, and return it."""
    moment, now = Moment(), timezone.now().isoformat()
    heats = [{"at": now, "value": heat}]
    content = {"text": "", "written": now, "changed": now, "person": str(person or ""), "heat": heats}
    with writing(vault) as batch:
        batch.save(moment, content)
    return moment


def rate(moment: Moment, vault: Vault, *, heat: int | None, helped: list[str]) -> None:
    """Add how hot it is now, and which practices were used since the last time."""
    with writing(vault) as batch:
        content, now = _fresh(moment, vault), timezone.now().isoformat()
        new = {"at": now, "value": heat, **({"helped": helped} if helped else {})}
        batch.save(moment, {**content, "heat": [*content.get("heat", []), new]})


def answer(moment: Moment, vault: Vault, step: Step, answers: dict[str, Any], *, seen: str) -> None:
    """Replace the answers of one step. Raises ChangedMeanwhile if there are newer ones."""
    content = store.content_of(moment, vault)
    older = content.get("way", {}).get(step.id, {})
    _put(content, step, answers)
    ahead, card = scan.read_ahead(moment, content), store.Content()
    if step is steps.COMFORT and answers.get("card"):
        card = _card_ahead(content, older, vault)
    with writing(vault) as batch:
        _answer(moment, batch, step, answers, seen=seen, ahead=(ahead, card))


def _answer(
    moment: Moment,
    batch: Batch,
    step: Step,
    answers: dict[str, Any],
    *,
    seen: str,
    ahead: tuple[store.Content, store.Content],
) -> None:
    """Write the answers under the lock. `ahead`: the moment and the card of comfort, as read before the lock."""
    content = _fresh(moment, batch.vault)
    older = content.get("way", {}).get(step.id, {})
    meanwhile.check(older.get("page", ""), seen, answers["page"])
    _put(content, step, answers)
    if step is steps.COMFORT and answers.get("card"):
        _keep_card(content, older, ahead[1], batch)
    content["changed"] = timezone.now().isoformat()
    batch.save(moment, content, ahead[0])
    if step is steps.PAUSE:
        _promise(moment, batch, until=answers["until"], before=older.get("until", ""))
    if step is steps.CHOOSE:
        _safe(batch, content.get("person", ""), str(moment.pk), now=answers["safe"], before=older.get("safe", ""))
    if step is steps.WELL and answers["view"].strip():
        returns.note_view(batch)


def _put(content: store.Content, step: Step, answers: dict[str, Any]) -> None:
    if step is steps.OUT:
        content["text"] = answers["text"]
        answers = {name: value for name, value in answers.items() if name != "text"}
    way = content.setdefault("way", {})
    way[step.id] = {**way.get(step.id, {}), **answers}  # the short way asks less, but keeps the other answers


def come_back(moment: Moment, vault: Vault) -> None:
    """Take back the promise, which was kept.

    From now on a page that still shows it counts as older, so that its last save does not promise again.
    """
    with writing(vault) as batch:
        content = _fresh(moment, vault)
        pause = content.setdefault("way", {}).setdefault("pause", {})
        pause.pop("until", None)
        pause["page"] = str(uuid4())
        batch.save(moment, content)
        _take_back(moment, batch)


def words_of_comfort(answers: dict[str, Any]) -> str:
    """Return the text for a card from the answers of the comfort step; "" if nothing was written there."""
    return "\n\n".join(answers[name] for name in ("pain", "shared", "promise") if answers.get(name, "").strip())


def _card_ahead(content: store.Content, older: dict[str, Any], vault: Vault) -> store.Content:
    text, before, kept = _card(content, older)
    return comfort.read_ahead(vault, comfort.same(vault, kept, before), text) if text else {}


def _keep_card(content: store.Content, older: dict[str, Any], ahead: store.Content, batch: Batch) -> None:
    text, before, kept = _card(content, older)
    if text:
        content["card"] = str(comfort.follow(batch, kept, before=before, text=text, ahead=ahead))


def _card(content: store.Content, older: dict[str, Any]) -> tuple[str, str, UUID | None]:
    """Return the words of comfort for the card, the words before them, and the id of their card, if any.

    If the words did not change, they are "", and the card is left alone: it may have been changed or deleted since.
    """
    kept, before = content.get("card"), words_of_comfort(older)
    text = words_of_comfort(content["way"][steps.COMFORT.id])
    return "" if kept and text == before else text, before, UUID(kept) if kept else None


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


def _fresh(moment: Moment, vault: Vault) -> store.Content:
    moment.refresh_from_db()
    return store.content_of(moment, vault)
