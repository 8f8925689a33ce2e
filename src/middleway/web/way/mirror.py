"""The remarks beside a draft while it is written: at most three, in at most forty words, the most helpful first.

First comes what is missing of the writer, then what may sound cold, then what is good and should stay. Danger comes
before all of that (`compared.live`). What is right is not corrected: if plain words show a need, a question or
understanding, no guess overrules them; and in a draft that reads as warm, only a plain label is called cold.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from middleway.reading import said_plainly
from middleway.web.readings.queries import ReadingPage

MOST: Final = 3
_MOST_NAMED: Final = 3
_OWN: Final = frozenset({"feeling", "need", "request", "limit"})
_ASKED: Final = frozenset({"need", "request", "limit"})
_GOOD: Final = {
    "need": _("a need"),
    "request": _("a request"),
    "limit": _("a limit"),
    "feeling": _("a feeling"),
    "curiosity": _("a real question"),
    "apology": _("owning something"),
    "appreciation": _("thanks"),
    "validation": _("understanding"),
    "observation": _("what happened"),
}
# These are not praised in a draft whose writer left themselves out.
_TOO_MUCH: Final = frozenset({"apology", "validation", "appreciation"})
_COLD: Final = {
    "label": _("It judges them as a person. What did they do?"),
    "absolute": _("All or nothing: “always” and “never” are hard to hear."),
    "demand": _("It leaves no room for a no."),
    "blame": _("It puts the fault on them. What happened?"),
}
_WORDS: Final = {
    "need": (
        r"\bi(?: really| do| just| only| still| also)* need\b|\b(?:matters?|important) to me\b"
        r"|\bi(?: really| do| just| still)* (?:want|wish|hope|long)\b"
        r"|\bi(?:'d| would)(?: still| really| also)? (?:like|love|rather|prefer)\b"
    ),
    "feeling": (
        r"\bi(?:'m| am| was| feel| felt|'ve been)(?: so| very| really| a bit| a little)* "
        r"(?:glad|tired|lost|shaken|braced|alone|uneasy|excited|proud|touched|unsure)\b"
        r"|\bi (?:love|miss) (?:you|her|him|them|us)\b|\bit hurts?\b"
        r"|\b(?:makes?|made) me(?: so| very| really| feel)* "
        r"(?:angry|sad|afraid|scared|happy|lonely|small|anxious|nervous|cry)\b"
    ),
    "request": (
        r"\bplease (?!don't be|forgive|stop being)\w+|\blet's\b|\bwill you\b|\bshall we\b"
        r"|\bi'd like (?:you|us) to\b|\bi ask you\b"
    ),
    "limit": r"\bi (?:won't|will not|can't|cannot)\b|\bi'm not going to\b|\buntil then\b|\bmore is too much\b",
    "appreciation": (
        r"\bthank(?:s| you)\b|\bi(?: really)? (?:appreciate|like|love) (?:how|it when|that|the way)\b"
        r"|\bgrateful\b"
    ),
    "apology": (
        r"\bsorry\b|\bthat (?:part )?was (?:mine|my doing|wrong of me)\b|\bi was wrong\b"
        r"|\bi (?:did|said) that\b"
    ),
    "curiosity": (
        r"\bwhat (?:happens|goes on|would help|makes|is it|was it)\b[^.!?]*\?"
        r"|\bhow (?:is|was|are|were|do|did) \w+[^.!?]*\?"
    ),
}
_HARD: Final = r"\b(?:you|he|she|they) (?:always|never)\b|\b(?:always|never)\b[^.!?]*\?"
_SPEAKS_OF_THEM: Final = r"\b(?:you|your|you're|he|his|she|her|they|their)\b"
_TAKEN_BACK: Final = (
    r"\bsorry (?:that )?i (?:said anything|brought|asked|mentioned|bothered)\b"
    r"|\bforget (?:that |what )?i (?:said|asked)\b|\bdon't (?:worry about|mind) me\b"
)


@dataclass(frozen=True, slots=True)
class ReadDraft:
    """A draft and its reading. `found`: the values that are sure, by field; `words`: the text in lower case."""

    parts: frozenset[str]
    found: Mapping[str, str]
    words: str

    @property
    def there(self) -> frozenset[str]:
        """The good parts of the draft, found by plain words or by the reading's guess."""
        plain = {name for name, words in _WORDS.items() if re.search(words, self.words)}
        return (self.parts | said_plainly(self.words) | plain) & _GOOD.keys()

    @property
    def leaves_out_its_writer(self) -> bool:
        gone = self.found.get("belonging") == "self_omitting"
        yields = self.found.get("warmth_other") == "placating" or self.found.get("response") == "fawn"
        taken_back = re.search(_TAKEN_BACK, self.words) is not None
        return (gone or yields or taken_back) and self.there.isdisjoint(_ASKED)

    @property
    def turns_on_its_writer(self) -> bool:
        return self.found.get("warmth_self") == "harsh" and self.found.get("warmth_other") != "harsh"

    @property
    def accuses(self) -> list[str]:
        """The keys of `_COLD` that apply to it, the hardest first."""
        if self.turns_on_its_writer:
            return []
        if self.found.get("warmth_other") == "kind":
            return [name for name in self.parts if name == "label"]
        # "You always make me laugh" is not a reproach.
        hard = self.found.get("response") != "connect" and re.search(_HARD, self.words)
        plain = {"absolute"} if hard else set()
        return [name for name in _COLD if name in self.parts | plain]

    @property
    def is_cold(self) -> bool:
        if self.accuses:
            return True
        hard = self.found.get("warmth_other") == "harsh" or self.found.get("response") == "fight"
        return hard and not self.turns_on_its_writer and self.there <= {"observation"}

    @property
    def has_only_them(self) -> bool:
        """Whether it speaks of the other, tells what happened or is cold, and holds nothing else."""
        there = self.there
        return (
            there <= {"observation"}
            and bool(there or self.is_cold)
            and re.search(_SPEAKS_OF_THEM, self.words) is not None
        )


def beside(page: ReadingPage, text: str) -> list[Promise]:
    """Return the remarks beside a draft, addressed to its writer; [] if none helps."""
    draft = ReadDraft(page.parts, page.found, text.lower().replace("’", "'"))
    return [*_missing(draft), *_cold(draft), *_good(draft)][:MOST]


def _missing(draft: ReadDraft) -> Iterator[Promise]:
    if draft.leaves_out_its_writer:
        yield _("You may be missing here. What do you wish for?")
    elif draft.has_only_them:
        yield _("Your side is not in it yet: what you feel, or need.")


def _cold(draft: ReadDraft) -> Iterator[Promise]:
    if draft.accuses and "?" in draft.words:
        yield _("This may ask and accuse in one breath.")
    elif draft.accuses:
        yield _COLD[draft.accuses[0]]
    elif draft.is_cold:
        yield _("It may land as cold or hard.")
    elif draft.turns_on_its_writer:
        yield _("You are hard on yourself here.")
    elif draft.found.get("response") == "flight" and draft.there.isdisjoint(_OWN):
        yield _("It may sound as if the talk were over.")


def _good(draft: ReadDraft) -> Iterator[Promise]:
    kept = [name for name in _GOOD if name in draft.there]
    if draft.leaves_out_its_writer:
        kept = [name for name in kept if name not in _TOO_MUCH]
    if draft.turns_on_its_writer and "apology" in kept:
        kept.remove("apology")
    if draft.accuses and "curiosity" in kept:
        kept.remove("curiosity")
    if kept and kept != ["observation"]:
        names = kept[:_MOST_NAMED]
        yield format_lazy(_("In it, and worth keeping: {names}."), names=_listed([_GOOD[name] for name in names]))


def _listed(names: list[Promise]) -> Promise:
    return format_lazy(", ".join(["{}"] * len(names)), *names)
