"""What a long text says where: its most telling sentences, three at most, so that a letter is never answered with "not
sure" alone.

A letter is read as a whole, and a whole waters down: nine kind sentences hide a cruel one, and a rant that is many
things at once is none of them surely. Its sentences were read too; here the clearest are named.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from middleway.reading.because import by_sentence
from middleway.reading.labels import FIELDS, POSITIONS, QUIET, SPECTRA, VALUES
from middleway.reading.readers import told_reason
from middleway.reading.reasons import reason
from middleway.reading.result import Json, Part, Reading, Sentence
from middleway.reading.rules import Facts, gettext_noop

_ = gettext_noop

LONG: Final = 120  # words
MOST: Final = 3
PERHAPS: Final = 0.3  # below this share not even a guess is made of a sentence
ALONE: Final = 0.8  # a sentence is believed by itself from this share on; below it, others have to lean the same way
LEANS: Final = 0.6
_LEAN: Final = 1.5  # how much the others have to lean: the sum of their shares
# How much a share counts: what is at an end is told before the middle, and the more of the text leans that way the
# sooner.
_WEIGHT: Final = {"end": 1.0, "alarm": 0.7, "middle": 0.6, "connect": 0.5}
_PULL, _MOST_PULL = 0.25, 2.0
# Who is in view is most of a text, and told by itself. A risk is looked for in passages (`passages.py`): a sentence
# alone says too little of it.
_TOLD: Final = tuple(field for field in FIELDS if field not in {"in_view", "risk"})
PLAIN: Final = _("Most of it tells what happened, or arranges something. No sentence stands out.")


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence (`number`, from 1, at `start` to `end`) and what it shows.

    `sure`: its share is at the level of its value; else it is a guess.
    """

    number: int
    start: int
    end: int
    field: str
    value: str
    share: float
    sure: bool
    reason: str

    def as_json(self) -> Json:
        return {
            "sentence": self.number,
            "start": self.start,
            "end": self.end,
            "field": self.field,
            "value": self.value,
            "probability": round(self.share, 4),
            "sure": self.sure,
            "reason": self.reason,
        }


def is_long(text: str) -> bool:
    """Whether a text is so long that its sentences are told one by one."""
    return len(text.split()) >= LONG


def telling(reading: Reading, text: str) -> tuple[Telling, ...]:
    """Return the most telling sentences of a long English text, the most telling first: at least one, at most `MOST`,
    no two alike.

    `text` is what was read. Of a short one, and of what is not read, there is none. Where none is sure by itself, what
    many lean to, and else the likeliest, is a guess (`sure` is False).
    """
    if reading.language != "en" or not is_long(text):
        return ()
    numbered = enumerate(zip(reading.sentences, by_sentence(reading), strict=True), 1)
    every = [one for number, (sentence, parts) in numbered for one in _of(number, sentence, parts, reading, text)]
    lean: dict[tuple[str, str], float] = defaultdict(float)
    for one in every:
        lean[one.field, one.value] += one.share
    believed = [one for one in every if _is_believed(one, lean[one.field, one.value] - one.share)]
    found = _best(believed or [one for one in every if one.share >= PERHAPS], lean)
    return found or (_plain(reading),)


def _of(number: int, sentence: Sentence, parts: list[Part], reading: Reading, text: str) -> Iterator[Telling]:
    """Yield what a sentence may show: its likeliest value, beside the quiet one, of each field."""
    inside = frozenset(part.value for part in parts)
    for name in _TOLD:
        choice = sentence.fields.field(name)
        value = max((v for v in VALUES[name] if v != QUIET[name]), key=lambda v: choice.probabilities[v])
        sure = choice.value == value and name not in sentence.unsure
        why = choice.reason or told_reason(name, value, reading.written_by)
        if not why:
            why = reason(name, value, Facts(text[sentence.start : sentence.end], inside, {}))
        yield Telling(number, sentence.start, sentence.end, name, value, choice.probabilities[value], sure, why)


def _is_believed(one: Telling, others: float) -> bool:
    """Whether a sentence shows something by itself, or says what many others lean to."""
    return (one.sure and one.share >= ALONE) or (one.share >= LEANS and others >= _LEAN)


def _kind(one: Telling) -> str:
    if one.field not in SPECTRA:
        return "connect" if one.value == "connect" else "alarm"
    return "end" if POSITIONS[VALUES[one.field].index(one.value)] else "middle"


def _best(every: list[Telling], lean: Mapping[tuple[str, str], float]) -> tuple[Telling, ...]:
    """Return the heaviest, each of another sentence and another finding."""

    def weight(one: Telling) -> float:
        kind, others = _kind(one), lean[one.field, one.value] - one.share
        pull = min(1 + _PULL * others, _MOST_PULL) if kind in {"end", "alarm"} else 1.0
        return one.share * _WEIGHT[kind] * pull

    out: list[Telling] = []
    for one in sorted(every, key=weight, reverse=True):
        if all(one.number != other.number and (one.field, one.value) != (other.field, other.value) for other in out):
            out.append(one)
    return tuple(out[:MOST])


def _plain(reading: Reading) -> Telling:
    """Return the answer for a text of which no sentence stands out: its longest."""
    number, longest = max(enumerate(reading.sentences, 1), key=lambda one: one[1].end - one[1].start)
    share = longest.fields.response.probabilities[QUIET["response"]]
    return Telling(number, longest.start, longest.end, "response", QUIET["response"], share, False, PLAIN)
