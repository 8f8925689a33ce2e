"""From what somebody typed to the words they meant, each with its place: "kms", "d1e", "r*pe", "k i l l", "dont",
"stranlged".

Only the words that the data file names are mended: a slip in any other word changes nothing that is looked for.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from middleway.reading.outright.forms import forms, with_er
from middleway.reading.outright.patterns import Data

_TOKEN: Final = re.compile(r"[^\W_](?:[^\s\W]|[*@$#!|'](?=[^\W_]))*|\.{2,}|[^\w\s]|_")
_SPACED: Final = re.compile(r"(?<![^\W_])[^\W_](?P<gap>[ .\-*_])(?:[^\W_](?P=gap)){1,}[^\W_](?![^\W_])")
_LOOKS_LIKE: Final = str.maketrans(
    {"1": "i", "!": "i", "|": "i", "3": "e", "4": "a", "@": "a", "0": "o", "5": "s", "$": "s"}
)
_STRETCHED: Final = re.compile(r"(.)\1{2,}")
_SHORTEST = 5  # letters; a shorter word is one letter away from too many others


@dataclass(frozen=True, slots=True)
class Spelled:
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Spelling:
    """`written`: what stands for other words ("kms": "kill myself"); `hidden`: words that people dress up; `forms`:
    all that is looked for; `known`: words that are right as they are.
    """

    written: dict[str, str]
    hidden: frozenset[str]
    known: frozenset[str]
    before: frozenset[str]
    looked_for: frozenset[str]
    near: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, data: Data, known: frozenset[str]) -> "Spelling":
        forms = frozenset(data.lemmas)
        near: defaultdict[str, list[str]] = defaultdict(list)
        for form in sorted(forms):
            if len(form) >= _SHORTEST and form.isalpha():
                for key in {form, *_shortened(form)}:
                    near[key].append(form)
        nearest = {key: tuple(found) for key, found in near.items()}
        return cls(dict(data.written), data.hidden, known | forms | data.right, data.before, forms, nearest)

    def words(self, text: str) -> list[Spelled]:
        """Cut a text into words and marks, as they were meant."""
        raw = list(_raw(text, self.hidden))
        after = [*(one.lower() for _, _, one in raw[1:]), ""]
        return [word for one, then in zip(raw, after, strict=False) for word in self._meant(*one, then)]

    def _meant(self, start: int, end: int, raw: str, then: str) -> Iterator[Spelled]:
        low = raw.lower()
        if low in _I and then in self.before:
            yield from (Spelled("i", start, end), Spelled(_I[low], start, end))
            return
        for candidate in (low, low.replace("'", ""), _STRETCHED.sub(r"\1", low), low.translate(_LOOKS_LIKE)):
            if candidate in self.written:
                for word in self.written[candidate].split():
                    yield Spelled(word, start, end)
                return
        stem, quote, ending = low.partition("'")
        if quote and ending in _ENDINGS:
            yield Spelled(self._mended(stem), start, end)
            yield Spelled(_ENDINGS[ending], start, end)
        else:
            yield Spelled(self._mended(low), start, end)

    def _mended(self, word: str) -> str:
        short = _STRETCHED.sub(r"\1", word)
        if short != word and short in self.looked_for:
            return short
        if word in self.known or not word[0].isalnum() or self._is_form(word):
            return word
        plain = _undressed(word, self.hidden)
        if plain in self.known:
            return plain
        double = _STRETCHED.sub(r"\1\1", plain)
        if double in self.known:
            return double
        return self._nearest(plain)

    def _is_form(self, word: str) -> bool:
        """Whether it is a regular form of a word that is right as it is: "hinting" is no slip for "hitting"."""
        for ending in _REGULAR:
            stem = word.removesuffix(ending)
            if stem != word and len(stem) > 1:
                bases = {stem, stem + "e", stem + "y", stem[:-1] if stem[-1] == stem[-2] else stem, stem[:-1] + "y"}
                if any(
                    base in self.known and word in forms(base) | {with_er(base), with_er(base) + "s"} for base in bases
                ):
                    return True
        return False

    def _nearest(self, word: str) -> str:
        """Return the one word looked for that is a letter left out, put in, exchanged or swapped away."""
        if len(word) < _SHORTEST or not word.isalpha():
            return word
        keys = {word, *_shortened(word)}
        found = {form for key in keys for form in self.near.get(key, ()) if _is_near(word, form)}
        first = {form for form in found if form[0] == word[0]}
        best = first or set()
        return min(best, key=lambda form: (abs(len(form) - len(word)), form)) if best else word


_REGULAR: Final = ("s", "es", "ed", "ing", "er", "ers")
_I: Final = {"ill": "will", "id": "would"}
_ENDINGS: Final = {"s": "'s", "ll": "will", "ve": "have", "re": "are", "d": "'d", "m": "am"}


def _raw(text: str, hidden: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """Return the stretches of a text that are words or marks; "k i l l" is one where that is a word people dress up."""
    spaced: dict[int, tuple[int, str]] = {}
    for found in _SPACED.finditer(text):
        joined = "".join(letter for letter in found.group().lower() if letter.isalnum()).translate(_LOOKS_LIKE)
        if joined in hidden:
            spaced[found.start()] = (found.end(), joined)
    at = 0
    while (word := _TOKEN.search(text, at)) is not None:
        start, end, raw = word.start(), word.end(), word.group()
        if raw == "." and _is_between_letters(text, start):  # "i.want.to"
            at = end
            continue
        if start in spaced:
            end, raw = spaced[start]
        yield start, end, raw
        at = end


def _is_between_letters(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1].isalpha() and text[at + 1].isalpha()


def _undressed(word: str, hidden: frozenset[str]) -> str:
    """Return the word that "d1e" or "r*pe" stands for, if it is one that people dress up."""
    plain = word.translate(_LOOKS_LIKE)
    if plain in hidden:
        return plain
    if any(sign in plain for sign in "*#"):
        shape = re.compile("".join("." if letter in "*#" else re.escape(letter) for letter in plain))
        fits = [one for one in sorted(hidden) if shape.fullmatch(one)]
        return fits[0] if fits else word
    return plain if plain != word and plain.isalpha() and not word.isdigit() else word


def _shortened(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def _is_near(one: str, other: str) -> bool:
    """Whether one slip lies between two words: a letter left out, put in, exchanged, or two neighbours swapped."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > 1:
        return False
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, others = one[at:], other[at:]
    return (
        rest[1:] == others[1:]
        or rest[1:] == others
        or rest == others[1:]
        or (rest[2:] == others[2:] and rest[:2] == others[1::-1])
    )
