"""Where a pattern fits a clause, and who A and B are there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from middleway.reading.outright.clauses import Clauses, Subject
from middleway.reading.outright.matching import Matching
from middleway.reading.outright.patterns import Data, Element, Pattern
from middleway.reading.outright.people import PERSONS, People, Who
from middleway.reading.outright.tokens import Tree

# What may stand before a verb whose subject was left out.
_OPENERS: Final = frozenset({"RB", "UH", "CC", "MD"})
_HELPING: Final = frozenset(
    [
        "am",
        "is",
        "was",
        "were",
        "be",
        "been",
        "have",
        "has",
        "had",
        "do",
        "did",
        "got",
        "get",
        "gets",
        "to",
        "and",
        "then",
        "so",
        "just",
        "still",
        "only",
        "not",
        "never",
        "also",
        "'d",
        "'s",
        "yesterday",
        "today",
        "tonight",
        "once",
    ]
)
_PRONOUNS: Final = frozenset({"her", "him", "them"})
_BASE_IS_PAST: Final = frozenset(["hit", "beat", "cut", "put", "let", "hurt", "shut", "set", "burst", "spit"])


@dataclass(frozen=True, slots=True)
class Fit:
    """Where a pattern fits, and who A and B are there."""

    pattern: Pattern
    at: int
    start: int
    end: int
    roles: dict[str, Who]
    subject: Subject


class Fitting:
    def __init__(self, data: Data, people: People, clauses: Clauses) -> None:
        self._data, self._people, self._clauses = data, people, clauses
        self._matching = Matching(people)

    def fits(self, sentence: Tree, pattern: Pattern, at: int, after: int) -> Iterator[Fit]:
        """Yield where a pattern fits whose main word stands at `at` and ends at `after`."""
        if sentence[at].dep == "amod" and sentence[at].head > at and pattern.subject is not None:
            return  # "suicidal pigeons"
        subject = self._clauses.subject(sentence, at)
        if pattern.subject is None:
            for end, found in self._matching.after(sentence, after, pattern.rest):
                yield Fit(pattern, at, at, end, found, subject)
            return
        first = min(at, subject.at if subject.at is not None else at)
        if subject.is_passive and pattern.subject.part == "A" and not pattern.subject.words:
            yield from self._passive(sentence, pattern, at, after, subject, first)
            return
        roles = self._subject_roles(sentence, pattern.subject, subject, at)
        if roles is None or (roles.get("A") is Who.UNNAMED and not self._may_be_left_out(sentence, pattern, at)):
            return
        for end, found in self._matching.after(sentence, after, pattern.rest):
            both = _with_left_out({**found, **roles})
            if any(one.text in _PRONOUNS and one.tag == "PRP" for one in sentence[at:end]):
                both = self._with_theirs(sentence, subject, both)
            yield Fit(pattern, at, first, end, both, subject)

    def _passive(
        self, sentence: Tree, pattern: Pattern, at: int, after: int, subject: Subject, first: int
    ) -> Iterator[Fit]:
        """Yield fits where the subject is whom it is done to."""
        place = self._place_of_subject(sentence, pattern, subject)
        if place is None:
            return
        element, others = pattern.rest[place], pattern.rest[place + 1 :]
        roles = self._subject_roles(sentence, element, subject, at) if element.part else {}
        agent = self._clauses.by_whom(sentence, at)
        may_be_unnamed = pattern.group.may_be_unnamed and not element.words  # "my wrist is broken" tells of no one
        if roles is None or (agent is Who.UNNAMED and element.part and not may_be_unnamed):
            return
        for end, found in self._matching.after(sentence, after, others):
            yield Fit(pattern, at, first, end, {**found, **roles, "A": agent}, subject)

    def _place_of_subject(self, sentence: Tree, pattern: Pattern, subject: Subject) -> int | None:
        """Return which element of the pattern is the subject of the passive: whom it is done to, or what it is done
        with.
        """
        for place, element in enumerate(pattern.rest):
            if element.part == "B" or (element.words and self._is_subject(sentence, subject, element)):
                return place
            if not (element.is_optional or element.is_gap):
                return None
        return None

    def _is_subject(self, sentence: Tree, subject: Subject, element: Element) -> bool:
        """Whether the subject is the thing that the pattern names: "a gun was held to my head"."""
        return subject.at is not None and any(True for _ in element.standing(sentence, subject.at))

    def _with_theirs(self, sentence: Tree, subject: Subject, roles: dict[str, Who]) -> dict[str, Who]:
        """In "my sister's husband hits her", she is the writer's sister."""
        if (
            roles.get("B") is Who.OTHER
            and subject.at is not None
            and self._people.owner(sentence, subject.at) is Who.CLOSE
        ):
            return {**roles, "B": Who.CLOSE}
        return roles

    def _subject_roles(self, sentence: Tree, element: Element, subject: Subject, at: int) -> dict[str, Who] | None:
        """Return the role that the subject has, None where it does not fit."""
        if element.words:
            return self._owner_of_subject(sentence, element, subject)
        who = self._left_out(sentence, element, at) if subject.who is Who.UNNAMED else subject.who
        if element.part == "THING":
            return {} if who is Who.THING else None
        may_be = {Who.ME} if element.part == "I" else PERSONS | {Who.ME, Who.NOBODY, Who.UNNAMED}
        is_no_danger = element.part == "A" and self._is_no_danger(sentence, subject, at)
        return {str(element.part): who} if who in may_be and not is_no_danger else None

    def _owner_of_subject(self, sentence: Tree, element: Element, subject: Subject) -> dict[str, Who] | None:
        if subject.at is None or not self._is_subject(sentence, subject, element):
            return None
        owner = self._people.owner(sentence, subject.at)
        return {str(element.part): owner} if owner is not None and element.part else None

    def _is_no_danger(self, sentence: Tree, subject: Subject, at: int) -> bool:
        return subject.at is not None and (self._people.is_little(sentence, subject.at) or self._is_noun(sentence, at))

    def _left_out(self, sentence: Tree, element: Element, at: int) -> Who:
        """Return who the subject is that was left out: the writer ("Want to die."), or somebody ("Slapped me
        again.").
        """
        token = sentence[at]
        if any(not one.is_mark and one.tag[:2] not in _OPENERS and one.text not in _HELPING for one in sentence[:at]):
            return Who.THING
        is_form = bool(token.lemmas - {token.text})
        if element.part in {"I", "B"}:
            is_own = at + 1 < len(sentence) and sentence[at + 1].text == "my"
            is_mine = is_own or is_form or not token.is_verb or token.among(self._data.lists["MAY_OPEN"])
            return Who.ME if is_mine else Who.THING
        tells_when = token.text in _BASE_IS_PAST and self._data.phrases["recent"].stands_in(sentence)
        return Who.UNNAMED if is_form or tells_when else Who.THING

    def _may_be_left_out(self, sentence: Tree, pattern: Pattern, at: int) -> bool:
        """Whether somebody else can be meant by no subject: not in "hit my head", nor in "don't let me"."""
        is_own = any(element.part == "B" and element.words for element in pattern.rest)
        return not (is_own and sentence[at].tag != "VBZ") and not (
            pattern.is_negative and "do" in {one.text for one in sentence[:at]}
        )

    def _is_noun(self, sentence: Tree, at: int) -> bool:
        """Whether the main word is a thing here: "has the control"."""
        return at > 0 and sentence[at].tag[:2] == "NN" and sentence[at - 1].tag in {"DT", "PRP$"}


def _with_left_out(roles: dict[str, Who]) -> dict[str, Who]:
    """Where the subject was left out, "slapped me" is by somebody, "slapped my mum" by the writer."""
    if roles.get("A") is Who.UNNAMED and roles.get("B", Who.ME) is not Who.ME:
        return {**roles, "A": Who.ME}
    return roles
