"""What stands around a plain statement and takes it back: a film, a dream, a joke, long ago, words that somebody
else says.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from middleway.reading.outright.clauses import Clauses
from middleway.reading.outright.patterns import Data
from middleway.reading.outright.people import PERSONS, Who
from middleway.reading.outright.tokens import Token, Tree

_OLD: Final = re.compile(r"19\d\d|20[01]\d")
_OPENS: Final = frozenset('"“«„')
_CLOSES: Final = frozenset('"”»')
_SINGLE: Final = frozenset("'")  # what is seen has no other kind; in "don't" it is part of a word


@dataclass(frozen=True, slots=True)
class Around:
    """What is told of one sentence by itself and by those beside it."""

    is_elsewhere: bool  # a film, a dream, a game
    is_over: bool  # long ago
    is_near_elsewhere: bool  # a film, a dream, a game in the sentence before or after
    is_near_over: bool  # long ago there
    is_joking: bool
    frames: frozenset[str]  # "play", "stage", …: in the sentence, or in the one before or after it


def arounds(data: Data, sentences: Sequence[Tree]) -> list[Around]:
    """Say what stands around each sentence.

    A film or a time long ago may count for the sentence before and after it, too, unless that one says that it is now.
    """
    phrases = data.phrases
    elsewhere = [phrases["elsewhere"].stands_in(one) for one in sentences]
    over = [phrases["long_over"].stands_in(one) or _has_an_old_year(one) for one in sentences]
    joking = [phrases["joking"].stands_in(one) for one in sentences]
    frames = [frozenset(name for name, book in data.frames.items() if book.stands_in(one)) for one in sentences]
    out = []
    for at, sentence in enumerate(sentences):
        beside = [i for i in (at - 1, at + 1) if 0 <= i < len(sentences)]
        told_of = frozenset[str]().union(*(frames[i] for i in (at, *beside)))
        near = [] if phrases["recent"].stands_in(sentence) else beside
        is_near = (any(elsewhere[i] for i in near), any(over[i] for i in near))
        out.append(Around(elsewhere[at], over[at], *is_near, joking[at], told_of))
    return out


def _has_an_old_year(sentence: Tree) -> bool:
    """Whether a sentence names a year of the last century or the first decades of this: "that was 2009".

    "Since 2009" goes on.
    """
    return any(
        _OLD.fullmatch(one.text) and (not at or sentence[at - 1].text != "since") for at, one in enumerate(sentence)
    )


def quote(sentences: Sequence[Tree]) -> None:
    """Mark the words between quotation marks, double or single; a mark that is never closed quotes nothing."""
    flat = [token for sentence in sentences for token in sentence]
    for opens, closes in ((_OPENS, _CLOSES), (_SINGLE, _SINGLE)):
        opened: list[Token] | None = None
        for at, token in enumerate(flat):
            before, after = flat[at - 1] if at else None, flat[at + 1] if at + 1 < len(flat) else None
            is_single = token.text in _SINGLE
            may_close = not is_single or after is None or token.end < after.start or after.is_mark
            may_open = not is_single or before is None or before.end < token.start or before.is_mark
            if opened is not None and token.text in closes and may_close:
                for quoted in opened:
                    quoted.is_quoted = True
                opened = None
            elif token.text in opens and may_open:
                opened = []
            elif opened is not None:
                opened.append(token)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says what stands in quotation marks, and to whom."""

    who: Who
    to: Who

    def means(self, who: Who) -> Who:
        """Return who is meant by a word within the quotation."""
        if self.who is Who.ME:
            return self.to if who is Who.YOU else who
        if who is Who.ME:
            return Who.OTHER
        if who is Who.YOU:
            return self.to
        return Who.OTHER if who is Who.CLOSE else who


def speaker(data: Data, clauses: Clauses, sentence: Tree) -> Speaker | None:
    """Return who speaks within the quotation marks of a sentence; None where it is not said."""
    for at, token in enumerate(sentence):
        if token.is_quoted or not token.among(data.lists["SAYING"]):
            continue
        who = clauses.subject(sentence, at).who
        after = [one.text for one in sentence[at + 1 : at + 4] if not one.is_quoted]
        to = Who.OTHER if {"him", "her", "them"} & set(after) else Who.ME
        if who is Who.ME:
            return Speaker(Who.ME, Who.OTHER)
        if who in PERSONS or who is Who.UNNAMED:
            return Speaker(Who.OTHER, to)
    unquoted = [one for one in sentence if not one.is_quoted and not one.is_mark]
    return Speaker(Who.ME, Who.YOU) if not unquoted else None
