"""What can be seen of a text. Both readers look at this and at nothing else, so what nobody sees changes no reading.

Invisible signs are left out, all apostrophes are one, all spaces are spaces, wide and bold letters are letters, and an
accent that is typed after its letter is on it. Whoever shows a place of it shows the place in the original, and always
whole signs.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})  # categories: controls, marks of direction, halves, nothing
APOSTROPHES: Final = frozenset("'`´‘’‛ʹʻʼʽ′‵՚׳ꞌ❛❜")
_LINE_ENDS: Final = frozenset("\x85\u2028\u2029")
# Drawn as nothing, or as no more than how to draw the sign before; and what stands for bytes that were lost.
_NOTHING: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffd")
_VARIATIONS: Final = (range(0x180B, 0x1810), range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
_DRESSED: Final = ("<wide>", "<font>")  # letters that are ASCII's in another dress
_ODD_ASCII: Final = re.compile(r"[\x00-\x08\x0e-\x1b\x7f`]")

_Chars = list[tuple[str, int, int]]  # each with the stretch of the original that it stands for


class _Seen(dict[int, str]):
    """Code point to what is seen of it; filled as characters come by, since there are a million of them."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _seen(chr(code))
        return found


class _Bare(dict[int, str]):
    """Code point to itself; to nothing, for an accent that is on no letter."""

    def __missing__(self, code: int) -> str:
        found = self[code] = "" if unicodedata.category(chr(code)) == "Mn" else chr(code)
        return found


def _seen(character: str) -> str:
    if character.isspace():
        return character if character.isascii() else "\n" if character in _LINE_ENDS else " "
    if character in APOSTROPHES:
        return "'"
    if unicodedata.category(character) in UNSEEN or character in _NOTHING or _varies(character):
        return ""
    if unicodedata.decomposition(character).startswith(_DRESSED):
        return "".join(map(_seen, unicodedata.normalize("NFKC", character)))
    return character


def _varies(character: str) -> bool:
    return any(ord(character) in signs for signs in _VARIATIONS)


_SEEN: Final = _Seen()
_BARE: Final = _Bare()


def is_plain(text: str) -> bool:
    """Whether all of a text is seen as it is."""
    return text.isascii() and not _ODD_ASCII.search(text)


def seen(text: str) -> str:
    """Return what is seen of a text."""
    if is_plain(text):
        return text
    kept = text.translate(_SEEN)
    if kept.isascii():
        return kept
    if not unicodedata.is_normalized("NFC", kept):
        kept = "".join(character for character, _, _ in _composed((c, at, at) for at, c in enumerate(kept)))
    return kept.translate(_BARE)


@dataclass(frozen=True, slots=True)
class Folded:
    """What is seen of a text, and where each character of it came from; `places` is None when all is seen as it is."""

    text: str
    original: str
    places: list[tuple[int, int]] | None

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where `text[start:end]`, which is not empty, stands in the original, in whole signs."""
        if self.places is None:
            return start, end
        return whole(self.original, self.places[start][0], self.places[end - 1][1])


def folded(text: str) -> Folded:
    """Return what `seen` returns, with the places."""
    if is_plain(text):
        return Folded(text, text, None)
    kept = ((piece, at, at + 1) for at, character in enumerate(text) for piece in _SEEN[ord(character)])
    shown = [one for one in _composed(kept) if _BARE[ord(one[0])]]
    return Folded("".join(c for c, _, _ in shown), text, [(start, end) for _, start, end in shown])


def _composed(characters: Iterable[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
    """Put accents on the letters before them; what was joined stands for all that it was joined from."""
    for group in _with_their_accents(characters):
        start, end = group[0][1], group[-1][2]
        for character in unicodedata.normalize("NFC", "".join(c for c, _, _ in group)):
            yield character, start, end


def _with_their_accents(characters: Iterable[tuple[str, int, int]]) -> Iterator[_Chars]:
    group: _Chars = []
    for one in chain(characters, [None]):
        if group and (one is None or not unicodedata.combining(one[0])):
            yield group
            group = []
        if one is not None:
            group.append(one)


# Accents and variation signs, the joiner of pictographs, and skin tones belong to the sign before them.
_ATTACHED: Final = frozenset({"Mn", "Me"})
_JOINER: Final = "\u200d"
_TONES: Final = frozenset("\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a stretch to whole signs: what attaches to the one before, what the joiner of pictographs joins, and
    flags.
    """
    while end < len(text) and _go_together(text, end):
        end += 1
    while start > 0 and _go_together(text, start):
        start -= 1
    return start, end


def _go_together(text: str, at: int) -> bool:
    """Whether the characters before and behind `at` are of one sign."""
    if _attaches(text[at]):
        return True
    if text[at - 1] == _JOINER:
        return unicodedata.category(text[at]) in {"So", "Sk"}
    return _is_flag(text[at]) and _flags_before(text, at) % 2 == 1


def _attaches(character: str) -> bool:
    return (
        character == _JOINER
        or character in _TONES
        or "\U000e0020" <= character <= "\U000e007f"  # tags: the letters of some flags
        or unicodedata.category(character) in _ATTACHED
    )


def _is_flag(character: str) -> bool:
    """Whether it is one of the letters that make a flag by twos."""
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _flags_before(text: str, at: int) -> int:
    first = at
    while first > 0 and _is_flag(text[first - 1]):
        first -= 1
    return at - first
