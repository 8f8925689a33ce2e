"""What the content of each kind of row must be like, so that every page can show what an archive brings in."""

from base64 import b64decode
from collections.abc import Callable
from typing import Any
from uuid import UUID

from middleway.content import TIES, weeks
from middleway.web.belongings.pieces import Misshapen, identifier, of_type, sayable, texts, time
from middleway.web.care.checks import result
from middleway.web.care.ledger import CALM, SAFE_NOW, UNSAFE
from middleway.web.care.models import Ledger, Paper
from middleway.web.care.papers import PAPERS
from middleway.web.care.states import Reason
from middleway.web.comfort.models import Card, Recording
from middleway.web.comfort.sounds import LARGEST, TYPES, kind_of
from middleway.web.moments.models import Draft, Moment
from middleway.web.patterns.models import Correction
from middleway.web.people.models import Person
from middleway.web.shell.models import SealedRow
from middleway.web.shell.store import Content
from middleway.web.way.models import Return
from middleway.web.way.steps import STEPS, Kind
from middleway.web.weeks.models import Part

_ANSWERS: dict[Kind, type] = {"words": str, "line": str, "one": str, "time": str, "many": list, "yes": bool}


def check(kind: type[SealedRow], content: Any) -> Content:
    """Return content that is as it must be. Raises Misshapen, or one of KeyError, TypeError, ValueError."""
    if not isinstance(content, dict):
        raise Misshapen
    sayable(content)
    time(content["changed"])
    if "written" in content:
        time(content["written"])
    _signs(content.get("signs", {}))
    CHECKS[kind](content)
    return content


def _moment(content: Content) -> None:
    of_type(content["text"], str)
    time(content["written"])
    identifier(content.get("person", ""))
    identifier(content.get("card", ""))
    for heat in content.get("heat", []):
        time(heat["at"])
        if heat["value"] is not None and (type(heat["value"]) is not int or heat["value"] not in range(11)):
            raise Misshapen
        _answer("many", heat.get("helped", []))
    way = content.get("way", {})
    if not set(way) <= set(STEPS):
        raise Misshapen
    for step, answers in way.items():
        for ask in STEPS[step].asks:
            if ask.name in answers:
                _answer(ask.kind, answers[ask.name])
        of_type(answers.get("page", ""), str)


def _answer(kind: Kind, answer: Any) -> None:
    of_type(answer, _ANSWERS[kind])
    if kind == "many":
        for one in answer:
            of_type(one, str)


def _draft(content: Content) -> None:
    of_type(content["text"], str)
    identifier(content.get("of", ""))
    of_type(content.get("revision", 1), int)


def _card(content: Content) -> None:
    of_type(content["text"], str)
    time(content["written"])
    identifier(content.get("recording", ""))


def _recording(content: Content) -> None:
    UUID(content["card"])
    sound = b64decode(content["sound"], validate=True)
    if content["type"] not in TYPES or kind_of(sound) != content["type"] or len(sound) > LARGEST:
        raise Misshapen


def _part(content: Content) -> None:
    of_type(content["text"], str)
    of_type(content["page"], str)
    if type(content["number"]) is not int or content["number"] not in {week.number for week in weeks()}:
        raise Misshapen


def _person(content: Content) -> None:
    of_type(content["name"], str)
    if content["tie"] not in TIES:
        raise Misshapen
    of_type(content["close"], str)


def _return(content: Content) -> None:
    if "until" in content:
        time(content["until"])
        UUID(content["moment"])
    if "viewed" in content:
        time(content["viewed"])


def _ledger(content: Content) -> None:
    for entry in content["found"]:
        UUID(entry["row"])
        identifier(entry["person"])
        Reason(entry["kind"])
        of_type(entry["clear"], bool)
        of_type(entry["of"], str)
        time(entry["at"])
    for entry in content["checks"]:
        identifier(entry["person"])
        result(entry["answers"])
        texts(entry["answers"])
        time(entry["at"])
    for entry in content["said"]:
        identifier(entry["person"])
        if entry["what"] not in {UNSAFE, CALM, SAFE_NOW}:
            raise Misshapen
        identifier(entry.get("from", ""))
        time(entry["at"])


def _paper(content: Content) -> None:
    if content["kind"] not in PAPERS:
        raise Misshapen
    texts(content["answers"])


def _correction(content: Content) -> None:
    identifier(content["person"])
    for said in (content["nodes"], content["arrows"]):
        of_type(said, dict)
        for one in said.values():
            of_type(one, dict)
            of_type(one.get("gone", False), bool)
            of_type(one.get("code", ""), str)
            of_type(one.get("words", ""), str)


def _signs(signs: Any) -> None:
    """What was found in the texts of a row, by digest."""
    of_type(signs, dict)
    for found in signs.values():
        for kind, clear in found:
            Reason(kind)
            of_type(clear, bool)


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
    Correction: _correction,
}
