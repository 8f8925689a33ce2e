"""Writes what is answered on the way: sealed, and each in one transaction.

Words are read for signs before the transaction begins, so that no other write waits for that.
"""

from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from middleway.vault import Vault
from middleway.web import meanwhile
from middleway.web.accounts import locking
from middleway.web.comfort import actions as comfort
from middleway.web.moments.models import Moment
from middleway.web.questions import steps
from middleway.web.questions.steps import Step
from middleway.web.records import observers, store
from middleway.web.safety import actions as safety
from middleway.web.safety import ledger, scan
from middleway.web.way import returns


def begin(vault: Vault, *, heat: int | None, person: UUID | None) -> Moment:
    """Write a new moment that holds only how hot it is, and return it."""
    moment, now = Moment(), timezone.now().isoformat()
    heats = [{"at": now, "value": heat}]
    store.write(moment, {"text": "", "written": now, "changed": now, "person": str(person or ""), "heat": heats}, vault)
    return moment


@transaction.atomic
def rate(moment: Moment, vault: Vault, *, heat: int | None, helped: list[str]) -> None:
    """Add how hot it is now, and which practices were used since the last time."""
    content, now = _fresh(moment, vault), timezone.now().isoformat()
    content["heat"] = [*content.get("heat", []), {"at": now, "value": heat, **({"helped": helped} if helped else {})}]
    store.write(moment, content, vault)


def answer(moment: Moment, vault: Vault, step: Step, answers: dict[str, Any], *, seen: str) -> None:
    """Replace the answers of one step. Raises ChangedMeanwhile if there are newer ones."""
    content = store.content_of(moment, vault)
    older = content.get("way", {}).get(step.id, {})
    _put(content, step, answers)
    ahead, card = scan.read_ahead(moment, content), store.Content()
    if step is steps.COMFORT and answers.get("card"):
        card = _card_ahead(content, older, vault)
    with transaction.atomic():
        _answer(moment, vault, step, answers, seen=seen, ahead=(ahead, card))


def _answer(
    moment: Moment,
    vault: Vault,
    step: Step,
    answers: dict[str, Any],
    *,
    seen: str,
    ahead: tuple[store.Content, store.Content],
) -> None:
    """Write the answers under the lock. `ahead`: the moment and the card of comfort, as read before the lock."""
    content = _fresh(moment, vault)
    older = content.get("way", {}).get(step.id, {})
    meanwhile.check(older.get("page", ""), seen, answers["page"])
    _put(content, step, answers)
    if step is steps.COMFORT and answers.get("card"):
        _keep_card(content, older, ahead[1], vault)
    content["changed"] = timezone.now().isoformat()
    store.write(moment, observers.with_seen(content, ahead[0]), vault)
    if step is steps.PAUSE:
        _promise(moment, vault, until=answers["until"], before=older.get("until", ""))
    if step is steps.CHOOSE:
        _safe(vault, content.get("person", ""), str(moment.pk), now=answers["safe"], before=older.get("safe", ""))
    if step is steps.WELL and answers["view"].strip():
        returns.note_view(vault)


def _put(content: store.Content, step: Step, answers: dict[str, Any]) -> None:
    if step is steps.OUT:
        content["text"] = answers["text"]
        answers = {name: value for name, value in answers.items() if name != "text"}
    way = content.setdefault("way", {})
    way[step.id] = {**way.get(step.id, {}), **answers}  # the short way asks less, but keeps the other answers


@transaction.atomic
def come_back(moment: Moment, vault: Vault) -> None:
    """Take back the promise, which was kept.

    From now on a page that still shows it counts as older, so that its last save does not promise again.
    """
    content = _fresh(moment, vault)
    pause = content.setdefault("way", {}).setdefault("pause", {})
    pause.pop("until", None)
    pause["page"] = str(uuid4())
    store.write(moment, content, vault)
    _take_back(moment, vault)


def words_of_comfort(answers: dict[str, Any]) -> str:
    """Return the text for a card from the answers of the comfort step; "" if nothing was written there."""
    return "\n\n".join(answers[name] for name in ("pain", "shared", "promise") if answers.get(name, "").strip())


def _card_ahead(content: store.Content, older: dict[str, Any], vault: Vault) -> store.Content:
    text, before, kept = _card(content, older)
    return comfort.read_ahead(vault, comfort.same(vault, kept, before), text) if text else {}


def _keep_card(content: store.Content, older: dict[str, Any], ahead: store.Content, vault: Vault) -> None:
    text, before, kept = _card(content, older)
    if text:
        content["card"] = str(comfort.follow(vault, kept, before=before, text=text, ahead=ahead))


def _card(content: store.Content, older: dict[str, Any]) -> tuple[str, str, UUID | None]:
    """Return the words of comfort for the card, the words before them, and the id of their card, if any.

    If the words did not change, they are "", and the card is left alone: it may have been changed or deleted since.
    """
    kept, before = content.get("card"), words_of_comfort(older)
    text = words_of_comfort(content["way"][steps.COMFORT.id])
    return "" if kept and text == before else text, before, UUID(kept) if kept else None


def _safe(vault: Vault, person: str, moment: str, *, now: str, before: str) -> None:
    """Note "it is not safe to say this to them", which counts for all moments with that person until taken back."""
    if now == "no" and before != "no":
        safety.say(vault, person, ledger.UNSAFE, moment)
    elif before == "no" and now != "no":
        safety.unsay(vault, person, moment)


def _promise(moment: Moment, vault: Vault, *, until: str, before: str) -> None:
    """Promise anew if a time is named and differs from the one before, or if no promise stands any more."""
    if not until:
        _take_back(moment, vault)
    elif until != before or returns.promise_of(moment.pk, locking.locked(vault), vault) is None:
        returns.keep_promise(vault, until=returns.next_time(until), moment=moment.pk)


def _take_back(moment: Moment, vault: Vault) -> None:
    if returns.promise_of(moment.pk, locking.locked(vault), vault):
        returns.keep_promise(vault, until=None, moment=moment.pk)


def _fresh(moment: Moment, vault: Vault) -> store.Content:
    locking.locked(vault)
    moment.refresh_from_db()
    return store.content_of(moment, vault)
