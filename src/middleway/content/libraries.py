"""The content that pages ask for, in one language. It is read once, when it is first needed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Protocol, TypeVar

from middleway.content import shapes, story
from middleway.content.entries import (
    HEATS,
    TIES,
    Alike,
    Ending,
    Explanation,
    Feeling,
    Need,
    Practice,
    Prompt,
    Reaction,
    Story,
    Week,
)
from middleway.content.errors import ContentError, NotThere
from middleway.content.files import Files, spoken
from middleway.content.help_lines import Country, help_lines
from middleway.content.phrases import PhraseBook


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_HasId)
ByTie = Mapping[str, T]  # under "" for an unknown tie


@dataclass(frozen=True, slots=True)
class Library:
    """All content in one language.

    `practices`: those for a hot moment first, and shorter ones before longer ones. `feelings`: family by family, in the
    order of the file. `weeks`: the parts of the program "me first, then us". `story`: Hanna's, to try Middleway with.
    """

    practices: tuple[Practice, ...]
    feelings: tuple[Feeling, ...]
    needs: tuple[Need, ...]
    reactions: tuple[Reaction, ...]
    weeks: tuple[Week, ...]
    story: Story
    help_lines: tuple[Country, ...]
    _prompts: Mapping[str, ByTie[Prompt]]
    _explanations: Mapping[str, ByTie[Explanation]]
    _fears: tuple[Ending, ...]
    _triggers: tuple[Ending, ...]
    _costs: tuple[Ending, ...]
    _alike: tuple[Alike, ...]

    def practice(self, name: str) -> Practice:
        for each in self.practices:
            if each.id == name:
                return each
        raise NotThere("practices", name, "is no practice", "Name a file of that folder, without .toml.")

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """Every question of the way, in its words for an unknown tie."""
        return tuple(each[""] for each in self._prompts.values())

    def prompt(self, name: str, tie: str = "") -> Prompt:
        if name not in self._prompts:
            raise NotThere("prompts.toml", name, "is no question of the way", f"Add it under a line [{name}].")
        return self._prompts[name][_known(tie)]

    @property
    def explanations(self) -> tuple[Explanation, ...]:
        """Every explanation, in its words for an unknown tie."""
        return tuple(each[""] for each in self._explanations.values())

    def explanation(self, name: str, tie: str = "") -> Explanation:
        if name not in self._explanations:
            raise NotThere("explanations", name, "is no explanation", "Name a file of that folder, without .toml.")
        return self._explanations[name][_known(tie)]

    def fears(self, tie: str = "") -> tuple[Ending, ...]:
        """Fears of what it may mean, for this kind of tie; without one, those that fit any."""
        return _fitting(self._fears, tie)

    def triggers(self, tie: str = "") -> tuple[Ending, ...]:
        """What may set it off, for this kind of tie; without one, what fits any tie."""
        return _fitting(self._triggers, tie)

    def costs(self, tie: str = "") -> tuple[Ending, ...]:
        """What it may cost, for this kind of tie; without one, what fits any tie."""
        return _fitting(self._costs, tie)

    def alike(self, tie: str = "") -> tuple[Alike, ...]:
        """Guesses for this kind of tie; without one, those that fit any. Not for pages where the tie may be unsafe."""
        return tuple(each for each in self._alike if not each.ties or _known(tie) in each.ties)


@cache
def library(language: str | None) -> Library:
    """Return the content for people who read in a language such as "pt-br"; in English if there is none in theirs."""
    return _library(spoken(language))


@cache
def _library(language: str) -> Library:
    return opened(Files(language))


def opened(files: Files) -> Library:
    """Read every file. Raises ContentError."""
    practices = _practices(files)
    return Library(
        practices=practices,
        feelings=_distinct("feelings.toml", shapes.feelings(files.table("feelings.toml"))),
        needs=_distinct("needs.toml", shapes.needs(files.table("needs.toml"))),
        reactions=_distinct("reactions.toml", shapes.reactions(files.table("reactions.toml"))),
        weeks=tuple(_weeks(files, {each.id for each in practices})),
        story=story.story(files.table("sample.toml")),
        help_lines=help_lines(files, PhraseBook.of(files)),
        _prompts={name: shapes.prompt(name, each) for name, each in files.table("prompts.toml").named()},
        _explanations={
            name: shapes.explanation(name, files.table(f"explanations/{name}.toml"))
            for name in files.ids("explanations")
        },
        _fears=_distinct("fears.toml", shapes.endings(files.table("fears.toml"))),
        _triggers=_distinct("triggers.toml", shapes.endings(files.table("triggers.toml"))),
        _costs=_distinct("costs.toml", shapes.endings(files.table("costs.toml"))),
        _alike=_distinct("alike.toml", shapes.alike(files.table("alike.toml"))),
    )


def _practices(files: Files) -> tuple[Practice, ...]:
    found = [shapes.practice(name, files.table(f"practices/{name}.toml")) for name in files.ids("practices")]
    return tuple(sorted(found, key=lambda p: (min(HEATS.index(h) for h in p.heat), p.minutes, p.title)))


def _weeks(files: Files, practices: set[str]) -> Iterable[Week]:
    for number, name in enumerate(sorted(files.ids("weeks"), key=lambda n: (len(n), n)), 1):
        if name != str(number):
            remedy = f"Name the files 1.toml, 2.toml and so on; {number}.toml is missing."
            raise ContentError("weeks", f"{name}.toml", "is out of order", remedy)
        week = shapes.week(number, files.table(f"weeks/{name}.toml"))
        if week.practice not in practices:
            remedy = "Name a file in the folder practices, without .toml."
            raise ContentError(f"weeks/{name}.toml", "practice", f"is {week.practice!r}, and there is none", remedy)
        yield week


def _distinct(file: str, found: Iterable[T]) -> tuple[T, ...]:
    seen: dict[str, T] = {}
    for each in found:
        if each.id in seen:
            raise ContentError(file, each.id, "is there twice", "Give one of the two another id.")
        seen[each.id] = each
    return tuple(seen.values())


def _fitting(found: tuple[Ending, ...], tie: str) -> tuple[Ending, ...]:
    return tuple(each for each in found if not each.ties or _known(tie) in each.ties)


def _known(tie: str) -> str:
    if tie and tie not in TIES:
        raise NotThere("ties", tie, "is no kind of tie", f"Choose one of: {', '.join(TIES)}.")
    return tie
