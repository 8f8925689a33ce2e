"""Whether what follows the main word of a clause is what a pattern says follows it."""

from collections.abc import Iterator
from typing import Final

from middleway.reading.outright.nouns import continues, is_of_a_number, is_only_a_beginning
from middleway.reading.outright.patterns import Element
from middleway.reading.outright.people import PERSONS, People, Who
from middleway.reading.outright.tokens import MARKS, NOMINATIVE, Token, Tree

_SOFT: Final = ("RB", "DT", "PRP$", "JJ", "CD", "RP", "PDT", "HYPH")  # may stand before what is looked for
_PREPOSITIONS: Final = frozenset(
    [
        "to",
        "at",
        "on",
        "in",
        "into",
        "from",
        "of",
        "with",
        "without",
        "by",
        "around",
        "round",
        "against",
        "off",
        "out",
        "down",
        "over",
        "up",
        "under",
        "away",
        "for",
        "about",
        "when",
        "till",
        "until",
        "because",
        "so",
        "near",
        "outside",
        "through",
        "across",
        "behind",
    ]
)
_SKIPS: Final = 3
_FURTHER: Final = 6  # before a preposition: "put both his big hands around"
_GAP: Final = 8


class Matching:
    """`found`: the role of B or A among what was matched, for those that the pattern names."""

    def __init__(self, people: People) -> None:
        self._people = people

    def after(self, sentence: Tree, at: int, rest: tuple[Element, ...]) -> Iterator[tuple[int, dict[str, Who]]]:
        """Yield, for each way in which `rest` follows from `at` on, where it ends and who its persons are."""
        if not rest:
            yield at, {}
            return
        element, others = rest[0], rest[1:]
        if element.is_optional:
            yield from self.after(sentence, at, others)
        if element.is_gap:
            for start in _gap(sentence, at):
                yield from self.after(sentence, start, others)
        elif element.is_not:
            if not self._stands_here(sentence, at, element):
                yield from self.after(sentence, at, others)
        else:
            yield from self._with(sentence, at, element, others)

    def _with(
        self, sentence: Tree, at: int, element: Element, others: tuple[Element, ...]
    ) -> Iterator[tuple[int, dict[str, Who]]]:
        """Yield each way in which an element and the others follow."""
        for start in self._starts(sentence, at, element):
            for end, who in (
                self._words(sentence, start, element) if element.words else self._person(sentence, start, element)
            ):
                named: dict[str, Who] = {element.part: who} if element.part and who is not None else {}
                for last, found in self.after(sentence, end, others):
                    yield last, {**found, **named}

    def _stands_here(self, sentence: Tree, at: int, element: Element) -> bool:
        """Whether an element stands at a place, or after adverbs."""
        while at < len(sentence) and sentence[at].tag.startswith("RB"):
            if any(True for _ in element.standing(sentence, at)):
                return True
            at += 1
        return at < len(sentence) and any(True for _ in element.standing(sentence, at))

    def _words(self, sentence: Tree, at: int, element: Element) -> Iterator[tuple[int, Who | None]]:
        """Yield where words end that begin at `at`, and whose thing it is, where the pattern says whose."""
        owner = self._people.owner(sentence, at) if element.part else None
        if element.part and not _may_be(element, owner):
            return
        for phrase in element.standing(sentence, at):
            end = at + len(phrase)
            if not is_only_a_beginning(sentence, end - 1):
                yield end, owner

    def _person(self, sentence: Tree, at: int, element: Element) -> Iterator[tuple[int, Who | None]]:
        """Yield where a person or thing ends that stands at `at`, and who it is."""
        token = sentence[at]
        if element.part == "THING":
            if token.tag[:2] == "NN":
                yield at + 1, None
            return
        if not _can_be_somebody(token) or (element.part in {"A", "B"} and self._people.is_anybody(sentence, at)):
            return
        who = self._people.who(sentence, at)
        if _may_be(element, who, token.text) and not continues(sentence, at):
            yield at + 1, who

    def _starts(self, sentence: Tree, at: int, element: Element) -> Iterator[int]:
        """Yield where the element may begin: here, or after words that may stand between."""
        is_preposition = bool(element.firsts & _PREPOSITIONS)
        for skipped in range((_FURTHER if is_preposition else _SKIPS) + 1):
            place = at + skipped
            if place >= len(sentence):
                return
            yield place
            if not self._may_skip(sentence, place, element, is_preposition=is_preposition):
                return

    def _may_skip(self, sentence: Tree, place: int, element: Element, *, is_preposition: bool) -> bool:
        token = sentence[place]
        if token.text in _NEVER_SKIPPED or (token.text in MARKS and token.text not in {"-", '"', "“", "”", "("}):
            return False
        if is_preposition:
            return _may_stand_before_a_preposition(token, element)
        if token.text in {"to", "-", '"', "“", "that"} or (element.words and is_of_a_number(sentence, place)):
            return True
        if element.part and not element.words:
            is_begun = token.tag[:2] == "NN" and place + 1 < len(sentence) and continues(sentence, place)
            return is_begun or token.tag.startswith((*_SOFT, "POS"))
        return token.tag.startswith((*_SOFT, "NN", "POS", "PRP"))


_NEVER_SKIPPED: Final = frozenset({"not", "never", "n't", "no"})
_PRONOUNS: Final = frozenset(
    {"me", "us", "him", "her", "them", "you", "myself", "he", "she", "they", "i", "we", "someone", "somebody"}
)


def _may_stand_before_a_preposition(token: Token, element: Element) -> bool:
    if token.tag == "IN" and element.firsts == {"of"}:  # "frightened before each of them" is not "of them"
        return False
    is_verb = token.is_verb and token.dep != "prep"
    return not is_verb and token.tag != "CC" and (token.text not in NOMINATIVE or token.text == "you")


def _gap(sentence: Tree, at: int) -> Iterator[int]:
    """Yield where a gap may end: within eight words, and within the sentence."""
    for end in range(at, min(len(sentence), at + _GAP + 1)):
        if end > at and sentence[end - 1].text in {".", "!", "?", ";"} | _NEVER_SKIPPED:
            return
        yield end


def _can_be_somebody(token: Token) -> bool:
    if token.tag == "PRP$" and token.text != "her":
        return False
    return token.tag[:2] in {"NN", "PR", "WP", "FW"} or token.is_name or token.text in _PRONOUNS


def _may_be(element: Element, who: Who | None, text: str = "") -> bool:
    if element.part == "SELF":
        return text in {"myself", "himself", "herself", "themselves", "themself", "yourself", "ourselves", "itself"}
    if element.part == "I":
        return who is Who.ME
    if element.part == "ANYONE":
        return who in PERSONS or who is Who.ME
    return (who in PERSONS or who is Who.ME) and text != "myself"
