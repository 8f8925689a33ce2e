"""The content that pages ask for. Each file is read once, when it is first needed."""

from collections.abc import Iterable
from functools import cache
from typing import Protocol, TypeVar

from middleway.content import files, shapes, tale
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


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_HasId)


@cache
def practices() -> tuple[Practice, ...]:
    """Every practice: those for a hot moment first, and shorter ones before longer ones."""
    found = [shapes.practice(name, files.table(f"practices/{name}.toml")) for name in files.ids("practices")]
    return tuple(sorted(found, key=lambda p: (min(HEATS.index(h) for h in p.heat), p.minutes, p.title)))


def practice(name: str) -> Practice:
    for each in practices():
        if each.id == name:
            return each
    raise NotThere("practices", name, "is no practice", "Name a file of that folder, without .toml.")


@cache
def feelings() -> tuple[Feeling, ...]:
    """Every word for a feeling, family by family, in the order of the file."""
    return _distinct("feelings.toml", shapes.feelings(files.table("feelings.toml")))


@cache
def needs() -> tuple[Need, ...]:
    return _distinct("needs.toml", shapes.needs(files.table("needs.toml")))


@cache
def reactions() -> tuple[Reaction, ...]:
    return _distinct("reactions.toml", shapes.reactions(files.table("reactions.toml")))


@cache
def _endings(file: str) -> tuple[Ending, ...]:
    return _distinct(file, shapes.endings(files.table(file)))


@cache
def _alike() -> tuple[Alike, ...]:
    return _distinct("alike.toml", shapes.alike(files.table("alike.toml")))


def _distinct(file: str, found: Iterable[T]) -> tuple[T, ...]:
    seen: dict[str, T] = {}
    for each in found:
        if each.id in seen:
            raise ContentError(file, each.id, "is there twice", "Give one of the two another id.")
        seen[each.id] = each
    return tuple(seen.values())


def fears(tie: str = "") -> tuple[Ending, ...]:
    """Fears of what it may mean, for this kind of tie; without one, those that fit any."""
    return _fitting("fears.toml", tie)


def triggers(tie: str = "") -> tuple[Ending, ...]:
    """What may set it off, for this kind of tie; without one, what fits any tie."""
    return _fitting("triggers.toml", tie)


def costs(tie: str = "") -> tuple[Ending, ...]:
    """What it may cost, for this kind of tie; without one, what fits any tie."""
    return _fitting("costs.toml", tie)


def _fitting(file: str, tie: str) -> tuple[Ending, ...]:
    return tuple(each for each in _endings(file) if not each.ties or _known(tie) in each.ties)


def alike(tie: str = "") -> tuple[Alike, ...]:
    """Guesses for this kind of tie; without one, those that fit any. Not for pages where the tie may be unsafe."""
    return tuple(each for each in _alike() if not each.ties or _known(tie) in each.ties)


def _known(tie: str) -> str:
    if tie and tie not in TIES:
        raise NotThere("ties", tie, "is no kind of tie", f"Choose one of: {', '.join(TIES)}.")
    return tie


@cache
def _prompts() -> dict[str, dict[str, Prompt]]:
    return {name: shapes.prompt(name, each) for name, each in files.table("prompts.toml").named()}


def prompts() -> tuple[Prompt, ...]:
    """Every question of the way, in its words for an unknown tie."""
    return tuple(each[""] for each in _prompts().values())


def prompt(name: str, tie: str = "") -> Prompt:
    if name not in _prompts():
        raise NotThere("prompts.toml", name, "is no question of the way", f"Add it under a line [{name}].")
    return _prompts()[name][_known(tie)]


@cache
def _explanations() -> dict[str, dict[str, Explanation]]:
    return {
        name: shapes.explanation(name, files.table(f"explanations/{name}.toml")) for name in files.ids("explanations")
    }


def explanations() -> tuple[Explanation, ...]:
    """Every explanation, in its words for an unknown tie."""
    return tuple(each[""] for each in _explanations().values())


def explanation(name: str, tie: str = "") -> Explanation:
    if name not in _explanations():
        raise NotThere("explanations", name, "is no explanation", "Name a file of that folder, without .toml.")
    return _explanations()[name][_known(tie)]


@cache
def weeks() -> tuple[Week, ...]:
    """The parts of the program "me first, then us", in order."""
    found = []
    for number, name in enumerate(sorted(files.ids("weeks"), key=lambda n: (len(n), n)), 1):
        if name != str(number):
            remedy = f"Name the files 1.toml, 2.toml and so on; {number}.toml is missing."
            raise ContentError("weeks", f"{name}.toml", "is out of order", remedy)
        week = shapes.week(number, files.table(f"weeks/{name}.toml"))
        if week.practice not in {each.id for each in practices()}:
            remedy = "Name a file in the folder practices, without .toml."
            raise ContentError(f"weeks/{name}.toml", "practice", f"is {week.practice!r}, and there is none", remedy)
        found.append(week)
    return tuple(found)


@cache
def story() -> Story:
    """Hanna's story: weeks of moments with which people can try Middleway."""
    return tale.story(files.table("sample.toml"))
