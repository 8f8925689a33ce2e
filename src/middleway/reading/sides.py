"""Signs of danger from where their reader stands: in a message somebody got, a threat is danger to them, and a crisis
is the sender's.

>>> from middleway.reading import signs
>>> [sign.kind for sign in signs("I will kill you when I find you.", written_by="them")]
['danger']
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from middleway.reading.direction import direction
from middleway.reading.folding import seen
from middleway.reading.labels import WrittenBy
from middleway.reading.outright import said
from middleway.reading.perspective import checked
from middleway.reading.result import Span
from middleway.reading.sentences import sentences
from middleway.reading.signs import Kind, Sign
from middleway.reading.signs import signs as signs_of_the_writer

_OF_SENDER: Final = {
    "i": "they",
    "i'm": "they are",
    "im": "they are",
    "i've": "they have",
    "ive": "they have",
    "i'll": "they'll",
    "i'd": "they'd",
    "me": "them",
    "my": "their",
    "mine": "theirs",
    "myself": "themselves",
}
_OF_READER: Final = {
    "you're": "i am",
    "you've": "i have",
    "you'll": "i'll",
    "you'd": "i'd",
    "your": "my",
    "ur": "my",
    "yours": "mine",
    "yourself": "myself",
}
_YOU: Final = ("i", "me")  # English does not tell the two apart, so both are tried
_WORD: Final = re.compile(r"[a-z']+")
_WRITER: Final = re.compile(r"\b(?:i|im|ive|id|me|myself)\b")
_READER: Final = re.compile(r"\b(?:you|your|u|ur|youre)\b")


def signs(text: str, *, written_by: WrittenBy = "me") -> tuple[Sign, ...]:
    """Return the strongest sign of each kind: those that are clear first, each the strongest first.

    `written_by`: as in `read`. Of a message somebody got ("them"), `danger` says that its reader may not be safe,
    `threat` that somebody may not be safe from its reader, and a crisis is the sender's. Where the words do not say who
    is in danger it is taken to be the reader. No sign is ever left out. Of any length; the time it takes grows with it
    (docs/model-card.md). Raises NotText, UnknownWriter, ModelDamaged.
    """
    written_by = checked(written_by)
    found = signs_of_the_writer(text)
    if written_by == "me":
        return found
    turned_to_reader = turned(found, text, written_by)
    return _with_threatened(turned_to_reader, text) if written_by == "them" else turned_to_reader


def _with_threatened(found: tuple[Sign, ...], text: str) -> tuple[Sign, ...]:
    """Add what is said outright of the reader: "I will kill you" is, to the one who got it, "they will kill me", and
    a clear danger without any guess.
    """
    if any(sign.kind == "danger" and sign.is_clear and not sign.is_theirs for sign in found):
        return found
    words = ((start, end, seen(text[start:end]).lower()) for start, end in sentences(text))
    threatened = tuple(Span(start, end) for start, end, of in words if "danger" in _said_of_reader(of, clearly=True))
    if not threatened:
        return found
    others = (sign for sign in found if (sign.kind, sign.is_theirs) != ("danger", False))
    return (Sign("danger", 1.0, True, threatened), *others)


def _said_of_reader(words: str, *, clearly: bool = False) -> set[Kind]:
    """Return what a sender's words, in small letters, say outright of their reader."""
    if not (_READER.search(words) and _WRITER.search(words)):
        return set()
    found = (one for you in _YOU for one in said(_readers_words(words, you)).statements)
    return {one.kind for one in found if one.is_clear or not clearly} - {"crisis"}


def turned(found: tuple[Sign, ...], text: str, written_by: WrittenBy) -> tuple[Sign, ...]:
    """Return the signs in the text of "them" or "about" from the side of whoever reads it."""
    turn: Callable[[Sign, str], Sign] = _received if written_by == "them" else _about
    strongest: dict[tuple[Kind, bool], Sign] = {}
    for sign in (
        turn(one, _around(one, text)) for one in found
    ):  # each the strongest first, so the first of a kind is the strongest
        strongest.setdefault((sign.kind, sign.is_theirs), sign)
    return tuple(strongest.values())


def _received(sign: Sign, words: str) -> Sign:
    if sign.kind == "crisis":
        return replace(sign, is_theirs=True)
    told = _said_of_reader(words) or {one for you in _YOU if (one := direction(_readers_words(words, you)))}
    if len(told) == 1:
        return replace(sign, kind=told.pop())
    is_of_sender = direction(words) == "danger" or any(one.kind == "danger" for one in said(words).statements)
    return replace(sign, kind="danger", is_theirs=is_of_sender)


def _about(sign: Sign, words: str) -> Sign:
    """What a sentence says in which its writer is not is taken to be of the one it is about."""
    return replace(sign, is_theirs=sign.kind != "threat" and _WRITER.search(words) is None)


def _around(sign: Sign, text: str) -> str:
    """Return the sentences that carry a sign, in small letters."""
    carrying = (
        text[start:end]
        for start, end in sentences(text)
        if any(span.start < end and start < span.end for span in sign.evidence)
    )
    return seen(" ".join(carrying)).lower()


def _readers_words(words: str, you: str) -> str:
    """Return a sender's words as their reader would tell them: "I hit you" is "they hit me"."""
    as_told = {**_OF_SENDER, **_OF_READER, "you": you, "u": you}
    return _WORD.sub(lambda word: as_told.get(word[0], word[0]), words)
