"""What the content of each kind of row must be like, so that every page can show what an archive brings in."""

from base64 import b64decode
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from middleway.content import TIES, weeks
from middleway.web.care.checks import result
from middleway.web.care.ledger import CALM, SAFE_NOW, UNSAFE
from middleway.web.care.models import Ledger, Paper
from middleway.web.care.papers import PAPERS
from middleway.web.care.states import Reason
from middleway.web.comfort.models import Card, Recording
from middleway.web.comfort.sounds import LARGEST, TYPES, kind_of
from middleway.web.moments.models import Draft, Moment
from middleway.web.people.models import Person
from middleway.web.shell.models import SealedRow
from middleway.web.shell.store import Content
from middleway.web.way.models import Return
from middleway.web.way.steps import STEPS, Kind
from middleway.web.weeks.models import Part

_FIRST_YEAR, _LAST_YEAR = 1970, 9998  # in any time zone these are dates
_ANSWERS: dict[Kind, type] = {"words": str, "line": str, "one": str, "time": str, "many": list, "yes": bool}


class Misshapen(ValueError):
    """No page could show this content."""


def check(kind: type[SealedRow], content: Any) -> Content:
    """Return content that is as it must be. Raises Misshapen, or one of KeyError, TypeError, ValueError."""
    if not isinstance(content, dict):
        raise Misshapen
    _sayable(content)
    _time(content["changed"])
    if "written" in content:
        _time(content["written"])
    _signs(content.get("signs", {}))
    CHECKS[kind](content)
    return content


def _sayable(value: Any) -> None:
    """Half a sign (a lone surrogate) is in no page, and no page could show it."""
    if isinstance(value, str):
        value.encode()
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            _sayable(one)


def _time(value: Any) -> None:
    time = datetime.fromisoformat(value)
    if not (time.tzinfo and _FIRST_YEAR <= time.year <= _LAST_YEAR):
        raise Misshapen


def _is(value: Any, kind: type) -> None:
    if not isinstance(value, kind):
        raise Misshapen


def _id(value: Any) -> None:
    """An id as text, or ""."""
    _is(value, str)
    if value:
        UUID(value)


def _moment(content: Content) -> None:
    _is(content["text"], str)
    _time(content["written"])
    _id(content.get("person", ""))
    _id(content.get("card", ""))
    for heat in content.get("heat", []):
        _time(heat["at"])
        if heat["value"] is not None and (type(heat["value"]) is not int or heat["value"] not in range(11)):
            raise Misshapen
    way = content.get("way", {})
    if not set(way) <= set(STEPS):
        raise Misshapen
    for step, answers in way.items():
        for ask in STEPS[step].asks:
            if ask.name in answers:
                _answer(ask.kind, answers[ask.name])
        _is(answers.get("page", ""), str)


def _answer(kind: Kind, answer: Any) -> None:
    _is(answer, _ANSWERS[kind])
    if kind == "many":
        for one in answer:
            _is(one, str)


def _draft(content: Content) -> None:
    _is(content["text"], str)
    _id(content.get("of", ""))


def _card(content: Content) -> None:
    _is(content["text"], str)
    _time(content["written"])
    _id(content.get("recording", ""))


def _recording(content: Content) -> None:
    UUID(content["card"])
    sound = b64decode(content["sound"], validate=True)
    if content["type"] not in TYPES or kind_of(sound) != content["type"] or len(sound) > LARGEST:
        raise Misshapen


def _part(content: Content) -> None:
    _is(content["text"], str)
    _is(content["page"], str)
    if type(content["number"]) is not int or content["number"] not in {week.number for week in weeks()}:
        raise Misshapen


def _person(content: Content) -> None:
    _is(content["name"], str)
    if content["tie"] not in TIES:
        raise Misshapen
    _is(content["close"], str)


def _return(content: Content) -> None:
    if "until" in content:
        _time(content["until"])
        UUID(content["moment"])
    if "viewed" in content:
        _time(content["viewed"])


def _ledger(content: Content) -> None:
    for entry in content["found"]:
        UUID(entry["row"])
        _id(entry["person"])
        Reason(entry["kind"])
        _is(entry["clear"], bool)
        _is(entry["of"], str)
        _time(entry["at"])
    for entry in content["checks"]:
        _id(entry["person"])
        result(entry["answers"])
        _texts(entry["answers"])
        _time(entry["at"])
    for entry in content["said"]:
        _id(entry["person"])
        if entry["what"] not in {UNSAFE, CALM, SAFE_NOW}:
            raise Misshapen
        _time(entry["at"])


def _paper(content: Content) -> None:
    if content["kind"] not in PAPERS:
        raise Misshapen
    _texts(content["answers"])


def _texts(value: Any) -> None:
    _is(value, dict)
    for one in value.values():
        _is(one, str)


def _signs(signs: Any) -> None:
    """What was found in the texts of a row, by digest."""
    _is(signs, dict)
    for found in signs.values():
        for kind, clear in found:
            Reason(kind)
            _is(clear, bool)


CHECKS: dict[type[SealedRow], Callable[[Content], None]] = {
    Moment: _moment,
    Draft: _draft,
    Card: _card,
    Recording: _recording,
    Part: _part,
    Person: _person,
    Return: _return,
    Ledger: _ledger,
    Paper: _paper,
}
