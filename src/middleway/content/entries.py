"""The contents of the files as frozen values. All text is in the language of its library.

`turns_to_them` marks what asks people to look kindly at the other: pages leave it out if that may not be safe.
"""

from dataclasses import dataclass
from datetime import time

TIES = ("partner", "parent", "sibling", "friend", "child", "ex", "other")  # who the other is to the person
CLOSENESS = ("close", "wished", "too", "far")  # how close the two are
HEATS = ("hot", "middle", "calm")
KINDS = (
    "breath",
    "senses",
    "feet",
    "touch",
    "soften",
    "water",
    "movement",
    "sound",
    "kindness",
    "writing",
    "rest",
)


@dataclass(frozen=True, slots=True)
class PracticeStep:
    text: str
    seconds: int = 0  # 0: as long as people like


@dataclass(frozen=True, slots=True)
class Practice:
    """Something to do for one to ten minutes. The lengths of a breath are seconds; 0 if no breath is paced."""

    id: str
    title: str
    minutes: int
    kind: str
    heat: tuple[str, ...]
    about: str
    out: str
    steps: tuple[PracticeStep, ...]
    warning: str = ""
    turns_to_them: bool = False
    breath_in: int = 0
    breath_out: int = 0
    hold: int = 0


@dataclass(frozen=True, slots=True)
class Feeling:
    """A word for a feeling, what it means, and where the body often shows it."""

    id: str
    name: str
    family: str
    family_title: str
    meaning: str
    body: str


@dataclass(frozen=True, slots=True)
class Need:
    id: str
    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Reaction:
    """Fight, flight, freeze or fawn. People may choose these words; nobody is labelled with them."""

    id: str
    title: str
    look: str
    protects: str


@dataclass(frozen=True, slots=True)
class Ending:
    """The end of a sentence that a list begins: a fear of what it means, what set it off, or what it cost.

    Without `ties` it fits any tie.
    """

    id: str
    text: str
    ties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alike:
    """A guess about what may have gone on in the other, and a question that would test it."""

    id: str
    guess: str
    question: str
    ties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question of the way. `example`: somebody else's answer; `starters`: beginnings, never whole sentences."""

    id: str
    question: str
    help: str = ""
    example: str = ""
    starters: tuple[str, ...] = ()
    turns_to_them: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    id: str
    title: str
    text: tuple[str, ...]
    turns_to_them: bool = False


@dataclass(frozen=True, slots=True)
class Week:
    """One part of the program "me first, then us". `practice`: the id of a practice."""

    number: int
    title: str
    idea: tuple[str, ...]
    practice: str
    to_try: str
    question: str
    turns_to_them: bool = False


GivenAnswer = str | bool | tuple[str, ...]  # words, a tick, or ids of a list; one id of a list is a str as well


@dataclass(frozen=True, slots=True)
class Portrait:
    """Somebody in the sample story. `tie` is one of TIES, `close` one of CLOSENESS."""

    id: str
    name: str
    tie: str
    close: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A moment of the sample story, `days_ago`, at a time of that day. `text` is raw.

    `answers`: step to question to answer. `heat_later`: how hot it was `minutes_later`; None if nobody rated it again.
    `helped`: the practices used in between.
    """

    person: str
    days_ago: int
    at: time
    heat: int
    heat_later: int | None
    minutes_later: int
    helped: tuple[str, ...]
    text: str
    answers: dict[str, dict[str, GivenAnswer]]


@dataclass(frozen=True, slots=True)
class Story:
    people: tuple[Portrait, ...]
    scenes: tuple[Scene, ...]  # the oldest first


@dataclass(frozen=True, slots=True)
class Message:
    """One text to translate, with its file and key."""

    text: str
    file: str
    key: str
