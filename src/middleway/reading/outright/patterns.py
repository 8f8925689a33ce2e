"""What can be looked for in a sentence. The data file says how each is written; `datafile.py` makes them from it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from middleway.reading.outright.phrasebook import Phrase, Phrasebook, phrase_at
from middleway.reading.outright.tokens import Tree

Role = Literal["A", "B", "I", "SELF", "ANYONE", "THING"]
Theme = Literal["crisis", "between", "fine"]
LEVELS: Final = {"clear": 2, "faint": 1, "denied": 0}
ROLES: Final[dict[str, Role]] = {
    "A": "A",
    "B": "B",
    "I": "I",
    "SELF": "SELF",
    "ANYONE": "ANYONE",
    "THING": "THING",
}


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a pattern: a person (`part`), what is theirs (`part` and `words`), or a word or phrase (`words`)."""

    part: Role | None
    words: frozenset[Phrase]
    is_optional: bool = False
    is_gap: bool = False
    is_not: bool = False  # must not follow here
    firsts: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "firsts", frozenset(phrase[0].removeprefix("=") for phrase in self.words))

    def standing(self, sentence: Tree, at: int) -> Iterator[Phrase]:
        """Yield those of its words and phrases that stand at a place."""
        token = sentence[at]
        if token.text in self.firsts or not token.lemmas.isdisjoint(self.firsts):
            yield from (phrase for phrase in self.words if phrase_at(sentence, at, phrase))


@dataclass(frozen=True, slots=True)
class Heading:
    """What patterns of one heading have in common."""

    name: str
    unless: Phrasebook
    frames: tuple[str, ...]  # of what takes it back: "play", "stage", …
    may_be_unnamed: bool  # "I was raped" says enough without by whom
    any_mood: bool  # what A says or wants: it counts as said, whatever the mood of what is said
    past_counts: bool
    would_counts: bool  # "I will" and "I would" take nothing away from it
    danger_only: bool  # what the writer does to others of this is no threat


@dataclass(frozen=True, slots=True)
class Pattern:
    """`subject`: who does it, where the pattern names somebody first; `head`: its main word; `rest`: what comes
    after.
    """

    source: str
    kind: Theme
    level: int  # of LEVELS
    subject: Element | None
    is_negative: bool
    head: Element
    rest: tuple[Element, ...]
    group: Heading

    @property
    def needs(self) -> list[frozenset[str]]:
        """Words of each of which one must be in a text, or this pattern is not in it."""
        every = [self.head, *(element for element in self.rest if not element.is_optional and not element.is_not)]
        if self.subject is not None and self.subject.words:
            every.append(self.subject)
        return [element.firsts for element in every if element.words]


@dataclass(frozen=True, slots=True)
class Data:
    """All that the data file says. `lemmas`: for each form of a word that is looked for, what it may be a form of."""

    patterns: tuple[Pattern, ...]
    lemmas: Mapping[str, frozenset[str]]
    lists: Mapping[str, frozenset[str]]
    phrases: Mapping[str, Phrasebook]
    frames: Mapping[str, Phrasebook]
    written: Mapping[str, str]
    hidden: frozenset[str]
    right: frozenset[str]
    before: frozenset[str]
