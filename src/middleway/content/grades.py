"""The school grade that a text needs, by a measure of its language.

English: Flesch and Kincaid's, 0.39 x words per sentence + 11.8 x syllables per word - 15.59 (Kincaid, Fishburne, Rogers
and Chissom, 1975, Naval Technical Training Command, Research Branch Report 8-75).

German: the first new Vienna formula, 0.1935 x words of three syllables and more + 0.1672 x words per sentence
+ 0.1297 x words of more than six letters - 0.0327 x words of one syllable - 0.875, where words are a share of a hundred
(Bamberger and Vanecek, 1984, Lesen - Verstehen - Lernen - Schreiben).

Grade 7 is about age 12. Both formulas count the lengths of words and sentences only.
"""

import re
from collections.abc import Callable, Iterable

Sentences = list[list[str]]  # the words of each sentence

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
_END = re.compile(r"(?<=[.?!])[\"”“’)]*\s+")
_VOWELS = re.compile(r"[aeiouy]+")
_ODD = {"being": 2, "doing": 2, "going": 2, "seeing": 2, "saying": 2, "someone": 2, "something": 2, "quiet": 2}
_ODD |= {"lonely": 2, "sometimes": 2, "somewhere": 2, "moment": 2, "create": 2, "idea": 3, "area": 3, "safety": 2}
_GERMAN_VOWELS = re.compile(r"aa|ee|oo|ie|ei|ai|au|eu|äu|[aeiouyäöü]")


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def sentences(text: str) -> Sentences:
    """Return the words of each sentence."""
    return [found for part in _END.split(text) if (found := words(part))]


def grade(texts: Iterable[str], language: str) -> float | None:
    """Return the school grade that the texts need; None for a language without a measure."""
    found = [sentence for text in texts for sentence in sentences(text)]
    return _MEASURES[language](found) if language in _MEASURES and found else None


def syllables(word: str) -> int:
    """Estimate the syllables of an English word; for everyday words it is within one of a dictionary."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    if plain in _ODD:
        return _ODD[plain]
    count = len(_VOWELS.findall(plain))
    if re.search(r"([^aeiouylr]|[aeiouy][lr])es?$|[^aeiouydt]ed$|[^aeiouy]ely$", plain) and not re.search(
        r"(s|c|z|x|sh|ch|g)es$", plain
    ):
        count -= 1
    return max(count, 1)


def german_syllables(word: str) -> int:
    """Estimate the syllables of a German word: one for each vowel or pair of vowels that is spoken as one."""
    return max(len(_GERMAN_VOWELS.findall(word.lower())), 1)


def _flesch_kincaid(found: Sentences) -> float:
    every = [word for sentence in found for word in sentence]
    return 0.39 * len(every) / len(found) + 11.8 * sum(map(syllables, every)) / len(every) - 15.59


def _vienna(found: Sentences) -> float:
    every = [word for sentence in found for word in sentence]
    counts = [german_syllables(word) for word in every]
    many, one = (100 * sum(test) / len(every) for test in ([c >= 3 for c in counts], [c == 1 for c in counts]))
    long = 100 * sum(len(word) > 6 for word in every) / len(every)
    return 0.1935 * many + 0.1672 * len(every) / len(found) + 0.1297 * long - 0.0327 * one - 0.875


_MEASURES: dict[str, Callable[[Sentences], float]] = {"en": _flesch_kincaid, "de": _vienna}
