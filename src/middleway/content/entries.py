"""What the files hold, as frozen values. All text is English; pages pass it through gettext when they show it.

`turns_to_them` marks what asks a person to look kindly at the other: pages leave it out where that may not be safe.
"""

from dataclasses import dataclass
from datetime import time

TIES = ("partner", "parent", "sibling", "friend", "child", "ex", "other")  # who the other is to the person
CLOSENESS = ("close", "wished", "too", "far")  # how close it is
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
class Step:
    text: str
    seconds: int = 0  # 0: as long as one likes


@dataclass(frozen=True, slots=True)
class Practice:
    """Something to do for one to ten minutes. Breath lengths are seconds, 0 where no breath is paced."""

    id: str
    title: str
    minutes: int
    kind: str
    heat: tuple[str, ...]
    about: str
    out: str
    steps: tuple[Step, ...]
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
    """Fight, flight, freeze or fawn: words that a person may choose, and that nobody is given."""

    id: str
    title: str
    look: str
    protects: str


@dataclass(frozen=True, slots=True)
class Ending:
    """The end of a sentence that a list begins: what one may be afraid it means, what set it off, what it cost. No `ties`: fits any."""

    id: str
    text: str
    ties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alike:
    """A guess about what may have been alive in the other, and a question that would test it."""

    id: str
    guess: str
    question: str
    ties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question of the way. The example is somebody else's; the starters are beginnings, never whole sentences."""

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
    """One part of "me first, then us", at one's own pace. `practice` is the id of a practice."""

    number: int
    title: str
    idea: tuple[str, ...]
    practice: str
    to_try: str
    question: str
    turns_to_them: bool = False


Answer = str | bool | tuple[str, ...]  # words, a tick, or ids of a list; one id of a list is a str as well


@dataclass(frozen=True, slots=True)
class Portrait:
    """Somebody in the sample story. `tie` is one of TIES, `close` one of CLOSENESS."""

    id: str
    name: str
    tie: str
    close: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A moment of the sample story: so many days ago, at a time of that day. `text` is raw. `answers`: step to question to answer.

    `heat_later` is how hot it was `minutes_later`; None where nobody looked again. `helped`: the practices there were meanwhile.
    """

    person: str
    days_ago: int
    at: time
    heat: int
    heat_later: int | None
    minutes_later: int
    helped: tuple[str, ...]
    text: str
    answers: dict[str, dict[str, Answer]]


@dataclass(frozen=True, slots=True)
class Story:
    people: tuple[Portrait, ...]
    scenes: tuple[Scene, ...]  # the oldest first


@dataclass(frozen=True, slots=True)
class Message:
    """One text to translate, and where it stands."""

    text: str
    file: str
    key: str
