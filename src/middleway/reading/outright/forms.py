"""The forms of an English verb or noun, made by rule; what does not follow it stands in the data file."""

from typing import Final

_VOWELS: Final = frozenset("aeiou")
# Verbs of more than one syllable that double their last letter would have to stand in the data file; of one syllable
# these do not.
_NEVER_DOUBLED: Final = frozenset("wxyh")


def forms(word: str) -> set[str]:
    """Return a regular word's own form, and those in -s, -ed and -ing.

    >>> sorted(forms("slap"))
    ['slap', 'slapped', 'slapping', 'slaps']
    """
    return {word, _with_s(word), _with_ed(word), _with_ing(word)}


def with_er(word: str) -> str:
    """Return who or what does it.

    >>> with_er("heat"), with_er("sit")
    ('heater', 'sitter')
    """
    return _with_ed(word)[:-1] + "r"


def _with_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _with_ed(word: str) -> str:
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ied"
    return _doubled(word) + "ed"


def _with_ing(word: str) -> str:
    if word.endswith("ie"):
        return word[:-2] + "ying"
    if word.endswith("e") and not word.endswith("ee"):
        return word[:-1] + "ing"
    return _doubled(word) + "ing"


def _doubled(word: str) -> str:
    """Double the last letter of one short syllable: "slap" to "slapp"."""
    vowels = sum(letter in _VOWELS for letter in word)
    short = vowels == 1 and len(word) > 2 and word[-2] in _VOWELS and word[-1] not in _VOWELS | _NEVER_DOUBLED
    return word + word[-1] if short else word
