"""What the content of each kind of row must be like, so that every page can show what an archive brings in.

Nothing that an archive says about itself is believed, or calms anything. What was found in a text, and how it read,
stays outside and is looked for anew. Of the ledger only what raises the state comes in (`raised`).
"""

from base64 import b64decode
from collections.abc import Mapping
from typing import Any, Final

from middleway.content import ENGLISH, TIES, library
from middleway.loops import STAGES
from middleway.reading.labels import SPECTRA
from middleway.web.care.models import Paper
from middleway.web.care.notes import PAPERS
from middleway.web.comfort.models import Card, Recording
from middleway.web.comfort.sounds import LARGEST, TYPES, kind_of
from middleway.web.drafts.addresses import Address, is_written
from middleway.web.drafts.forms import are_too_much
from middleway.web.drafts.models import FormDraft
from middleway.web.imports.values import (
    Check,
    Misshapen,
    by_name,
    dropped,
    either,
    fields,
    flag,
    identifier,
    identifier_or_none,
    listed,
    number,
    of_type,
    past,
    past_in_utc,
    text,
    whole,
    within_a_day,
)
from middleway.web.moments.models import Draft, Moment
from middleway.web.patterns.forms import ARROWS
from middleway.web.patterns.models import Correction
from middleway.web.people.models import Person
from middleway.web.questions.steps import STEPS, Ask, AskKind
from middleway.web.records.models import SealedRow
from middleway.web.records.store import Content
from middleway.web.safety.ledger import CALM, SAFE_NOW, UNSAFE
from middleway.web.safety.models import Ledger
from middleway.web.safety.questionnaire import QUESTIONS, result
from middleway.web.safety.states import Reason
from middleway.web.way.models import Return
from middleway.web.weeks.models import Part

_READ: Final = fields({}, {"of": text, "response": text, **dict.fromkeys(SPECTRA, number)})
_ANSWERS: Final[dict[AskKind, Check]] = {
    "words": text,
    "line": text,
    "one": text,
    "time": text,
    "many": listed(text),
    "yes": flag,
}


def _sign(value: Any) -> Any:
    kind, clear = value
    return [_REASON(kind), flag(clear)]


_REASON: Final = either(*map(str, Reason))
_SIGNS: Final = by_name(listed(_sign))


def _row(must: Mapping[str, Check], may: Mapping[str, Check] | None = None) -> Check:
    """Return the check of a kind of row, with what every row has, or may have."""
    found = {"signs": dropped(_SIGNS), "read": dropped(_READ)}
    return fields({"changed": past, **must}, {"written": past, "sample": flag, **found, **(may or {})})


def _asked(asks: tuple[Ask, ...]) -> Check:
    return fields({}, {"page": text, **{ask.name: _ANSWERS[ask.kind] for ask in asks}})


def _recording(value: Any) -> Content:
    content: Content = _RECORDING(value)
    sound = b64decode(content["sound"], validate=True)
    if kind_of(sound) != content["type"] or len(sound) > LARGEST:
        raise Misshapen
    return content


def _sound(value: Any) -> str:
    of_type(value, str)
    return str(value)


def _paper(value: Any) -> Content:
    of_type(value, dict)
    if value.get("kind") not in PAPERS:
        raise Misshapen
    content: Content = _PAPERS[value["kind"]](value)
    return content


def _form_draft(value: Any) -> Content:
    content: Content = _FORM_DRAFT(value)
    form, page = (
        Address(tuple(content["address"]), content["box"], content["began"]),
        Address(tuple(content["stands_on"])),
    )
    boxes = [(name, [words]) for kind in ("texts", "lines") for name, words in content[kind].items()]
    # Else no form could find it again, no page could go on with it, or no form could have saved it.
    if not (is_written(form) and is_written(page)) or content["page"].split() != [content["page"]]:
        raise Misshapen
    if are_too_much([*boxes, *content["chosen"].items()]):
        raise Misshapen
    return content


def _promise(value: Any) -> Content:
    content: Content = _RETURN(value)
    if "until" in content and "moment" not in content:
        raise Misshapen
    return content


_HEAT: Final = fields({"at": past, "value": either(None, *range(11))}, {"helped": listed(text)})
_WAY: Final = fields({}, {step.id: _asked(step.asks) for step in STEPS.values()})
_RECORDING: Final = _row({"card": identifier, "type": either(*TYPES), "sound": _sound})
_FORM_DRAFT: Final = _row(
    {
        "address": listed(text),
        "box": text,
        "began": text,
        "stands_on": listed(text),
        "page": text,
        "texts": by_name(text),
        "lines": by_name(text),
        "chosen": by_name(listed(text)),
    }
)
_RETURN: Final = _row({}, {"until": within_a_day, "moment": identifier, "viewed": past})
_PAPERS: Final = {name: _row({"kind": text, "answers": _asked(paper.asks)}) for name, paper in PAPERS.items()}
_SAID: Final = fields({}, {"code": text, "words": text, "gone": flag})
_FOUND: Final = fields(
    {"row": identifier, "person": identifier_or_none, "kind": _REASON, "clear": flag, "of": text, "at": past_in_utc}
)
_CHECKED: Final = fields(
    {
        "person": identifier_or_none,
        "at": past_in_utc,
        "answers": fields({}, dict.fromkeys((one.name for one in QUESTIONS), text)),
    }
)
_OWN_WORD: Final = fields(
    {"person": identifier_or_none, "what": either(UNSAFE, CALM, SAFE_NOW), "at": past_in_utc},
    {"from": identifier_or_none},
)
_LEDGER: Final = _row({"found": listed(_FOUND), "checks": listed(_CHECKED), "said": listed(_OWN_WORD)})


def raised(value: Any) -> Content:
    """Return what makes careful or more in a ledger. What it says was found is looked for in the texts themselves."""
    content = _LEDGER(value)
    return {
        "checks": [one for one in content["checks"] if not result(one["answers"]).is_ordinary],
        "said": [one for one in content["said"] if one["what"] == UNSAFE],
    }


# Each raises Misshapen (or Unknown, for a name), TypeError or ValueError.
CHECKS: Final[dict[type[SealedRow], Check]] = {
    Moment: _row(
        {"text": text, "written": past},
        {"person": identifier_or_none, "card": identifier_or_none, "heat": listed(_HEAT), "way": _WAY},
    ),
    FormDraft: _form_draft,
    Draft: _row({"text": text}, {"of": identifier_or_none, "revision": whole, "page": text}),
    Card: _row({"text": text, "written": past}, {"recording": identifier_or_none, "page": text}),
    Recording: _recording,
    Part: _row({"number": either(*(week.number for week in library(ENGLISH).weeks)), "text": text, "page": text}),
    Person: _row({"name": text, "tie": either(*TIES), "close": text}, {"page": text}),
    Return: _promise,
    Ledger: raised,
    Paper: _paper,
    Correction: _row(
        {
            "person": identifier_or_none,
            "nodes": fields({}, dict.fromkeys(STAGES, _SAID)),
            "arrows": fields({}, dict.fromkeys(ARROWS, _SAID)),
        }
    ),
}
