"""One question, and one step that asks some. What it asks stands beside the fields of its answers (`steps/`)."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal, get_args

import msgspec
from django.utils.functional import Promise

from middleway.web.records import values
from middleway.web.records.marks import Mark, Meaning, PageId
from middleway.web.safety.states import Offer

AskKind = Literal["words", "line", "one", "many", "yes", "time"]
Answer = str | bool | list[str]
_WORDS: Final = Mark(Meaning.WORDS, values.text)
_CHOICE: Final = Mark(Meaning.CHOICE, values.text)
_MARKS: Final[dict[AskKind, Mark]] = {
    "words": _WORDS,
    "line": _WORDS,
    "one": _CHOICE,
    "many": _CHOICE,
    "yes": Mark(Meaning.YES, values.flag),
    "time": Mark(Meaning.NAMED_TIME, values.text),
}


@dataclass(frozen=True, slots=True)
class Ask:
    """One question, beside the field of its answer.

    `prompt`: its id in `middleway.content`; `choices`: the name of a list in choices.py; `retold`: its answer stands on
    the page of the whole moment, because it says something by itself; `counts`: to answer it is to have done what its
    step counts as; `name`: the field's. `deeper`: it unfolds for who wishes, so that a page asks one thing; when it is
    hot, it is not asked at all.
    """

    prompt: str
    kind: AskKind = "words"
    choices: str = ""
    deeper: bool = False
    offer: Offer | None = None  # what the gate must allow; None if the question is for the writer alone
    retold: bool = True
    counts: bool = False
    name: str = ""

    @property
    def mark(self) -> Mark:
        return _MARKS[self.kind]

    @property
    def is_words(self) -> bool:
        return self.mark is _WORDS

    def of(self, answers: "StepAnswers") -> Answer:
        """Return what was answered."""
        answer: Answer = getattr(answers, self.name)
        return answer


class StepAnswers(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was answered at a step. `page`: which page wrote it."""

    page: PageId = ""


@dataclass(frozen=True, slots=True)
class Step:
    """Questions that are asked together: a step of the way, or a page of private notes.

    `about`: what it is for; `offer`: what the gate must allow for it to be shown, None if it is for the writer alone;
    `explanations`: the ids, in `middleway.content`, of what helps to understand it; `live`: the field that is read as
    it is written; `did`: the sentence that says that it was done; `counts_as`: what was done, for the patterns, when a question was answered that counts;
    `closes_itself`: its own answer may close the gate, and can still be changed then.
    """

    id: str
    answers: type[StepAnswers]
    title: Promise
    about: Promise
    offer: Offer | None = None
    explanations: tuple[str, ...] = ()
    live: str = ""
    did: Promise | str = ""
    counts_as: str = ""
    closes_itself: bool = False

    @property
    def asks(self) -> tuple[Ask, ...]:
        return _asks(self.answers)

    def was_done(self, answers: StepAnswers) -> bool:
        """Whether a question was answered that counts."""
        return any(ask.of(answers) for ask in self.asks if ask.counts)


@cache
def _asks(answers: type[StepAnswers]) -> tuple[Ask, ...]:
    """Return the questions of a step, in the order of its fields."""
    found = ((one.name, get_args(one.type)) for one in msgspec.structs.fields(answers))
    return tuple(replace(ask, name=name) for name, beside in found for ask in beside if isinstance(ask, Ask))
