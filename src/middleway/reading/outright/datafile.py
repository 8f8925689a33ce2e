"""From the data file to patterns that can be looked for. The file itself says how a pattern is written."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from importlib import resources
from itertools import product
from typing import Any

from middleway.reading.outright.forms import forms
from middleway.reading.outright.patterns import LEVELS, ROLES, Data, Element, Heading, Pattern, Theme
from middleway.reading.outright.phrasebook import Phrase, Phrasebook


@lru_cache(maxsize=1)
def data() -> Data:
    """Read the data file, once."""
    text = resources.files("middleway.reading.outright").joinpath("patterns.toml").read_text("utf-8")
    return data_of(tomllib.loads(text))


def data_of(raw: Mapping[str, Any]) -> Data:
    lists = {name: frozenset(words.split()) for name, words in raw["lists"].items()}
    found = tuple(
        _pattern(line, group["kind"], level, _group(name, group, raw["patterns"]), lists)
        for name, group in raw["patterns"].items()
        for level in LEVELS
        for line in _lines(group.get(level, ""))
    )
    phrases, frames = (
        {name: Phrasebook.of(_phrases(lines)) for name, lines in raw[part].items()} for part in ("phrases", "frames")
    )
    spelled = raw["spelling"]
    written = {key: value for line in _lines(spelled["written"]) for key, _, value in [line.partition(" = ")]}
    return Data(
        found,
        _lemmas(raw, found, lists, [*phrases.values(), *frames.values()]),
        lists,
        phrases,
        frames,
        written,
        *(frozenset(spelled[name].split()) for name in ("hidden", "right", "before")),
    )


def _lines(block: str) -> list[str]:
    return [line.strip() for line in block.splitlines() if line.strip()]


def _phrases(block: str) -> tuple[Phrase, ...]:
    """Return one phrase a line; "when i|we" is two."""
    return tuple(phrase for line in _lines(block) for phrase in product(*(word.split("|") for word in line.split())))


def _group(name: str, raw: Mapping[str, Any], others: Mapping[str, Any]) -> Heading:
    flags = {
        flag: bool(raw.get(flag))
        for flag in ("may_be_unnamed", "any_mood", "past_counts", "would_counts", "danger_only")
    }
    unless = others[raw["unless_like"]]["unless"] if "unless_like" in raw else raw.get("unless", "")
    return Heading(name, Phrasebook.of(_phrases(unless)), tuple(raw.get("not_in", "").split()), **flags)


def _pattern(line: str, kind: Theme, level: str, group: Heading, lists: Mapping[str, frozenset[str]]) -> Pattern:
    elements = [_element(word, lists) for word in line.split()]
    subject = elements.pop(0) if elements[0].part else None
    is_negative = bool(elements) and elements[0].words == {("not",)}
    if is_negative:
        elements.pop(0)
    head, *rest = elements
    if rest and rest[0].words == {("not",)}:  # "I can not go on": the not is of what can be
        is_negative = True
        rest[0] = replace(rest[0], is_optional=True)
    return Pattern(line, kind, LEVELS[level], subject, is_negative, head, tuple(rest), group)


def _element(word: str, lists: Mapping[str, frozenset[str]]) -> Element:
    if word == "...":
        return Element(None, frozenset(), is_gap=True)
    if word.startswith("(") or word == "to":  # "I want die" is as clear as "I want to die"
        return replace(_plain(word.strip("()"), lists), is_optional=True)
    return replace(_plain(word.replace("!", ""), lists), is_not=word.startswith("!"))


def _plain(word: str, lists: Mapping[str, frozenset[str]]) -> Element:
    if word in ROLES:
        return Element(ROLES[word], frozenset())
    owner, mark, owned = word.partition("'s_")
    if mark and owner in ROLES:
        return Element(ROLES[owner], _alternatives(owned, lists))
    return Element(None, _alternatives(word, lists))


def _alternatives(word: str, lists: Mapping[str, frozenset[str]]) -> frozenset[Phrase]:
    out: set[Phrase] = set()
    for one in word.split("|"):
        if one in ROLES or one.partition("'s_")[0] in ROLES:
            raise ValueError(f"{one} cannot be one of several in {word}: write a line for each.")
        out |= {(listed,) for listed in lists[one]} if one in lists else {tuple(one.split("_"))}
    return frozenset(out)


def _lemmas(
    raw: Mapping[str, Any],
    patterns: Iterable[Pattern],
    lists: Mapping[str, frozenset[str]],
    books: Iterable[Phrasebook],
) -> dict[str, frozenset[str]]:
    """Return, for each form of a word that is looked for, what it may be a form of."""
    looked_for = {
        word
        for p in patterns
        for e in (p.subject, p.head, *p.rest)
        if e
        for phrase in e.words
        for word in (one.removeprefix("=") for one in phrase)
    }
    looked_for |= {word for words in lists.values() for word in words}
    looked_for |= {word for book in (*books, *(p.group.unless for p in patterns)) for word in book.words}
    odd = {line.split()[0]: line.split() for line in _lines(raw["forms"]["irregular"])}
    fixed = set(raw["forms"]["fixed"].split())
    out: dict[str, set[str]] = {}
    for word in looked_for:
        made = {word} if word in fixed or not word.isalpha() else set(odd.get(word, ())) or forms(word)
        for form in made:
            out.setdefault(form, set()).add(word)
    return {form: frozenset(words) for form, words in out.items()}
