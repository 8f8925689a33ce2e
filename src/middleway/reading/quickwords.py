"""A block of messages to word numbers at once: array operations over its bytes, no loop over words.

The words are coarser than the full model's (no pieces; "don't" is one word), the stand-ins are the same: "she" and
"he", "mom" and "partner", and all known names have one number each. `training/fairness.py` measures what that is worth.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from middleway.reading.canonical import QUOTES, WHO
from middleway.reading.words import is_dropped

Numbers = NDArray[np.int64]

START, NAME, FIRST_WORD = 0, 1, 2
_LONGEST: Final = 64  # bytes of a word that count
_SEPARATOR: Final = 10
_PRIME: Final = np.uint64(1_099_511_628_211)

_IS_WORD = np.zeros(256, dtype=np.bool_)
_IS_WORD[[*range(48, 58), *range(65, 91), *range(97, 123), 39, *range(128, 256)]] = True
_IS_MARK = np.zeros(256, dtype=np.bool_)
_IS_MARK[[ord(mark) for mark in '.,!?;:()"-*_/&@#%$+=<>~']] = True
_LOWER = np.arange(256, dtype=np.uint64)
_LOWER[65:91] += np.uint64(32)
_IS_CAPITAL = np.zeros(256, dtype=np.bool_)
_IS_CAPITAL[65:91] = True
_TYPOGRAPHY: Final[dict[str, str]] = {
    "\u2026": "...",
    "\u2013": " - ",
    "\u2014": " - ",
    **dict.fromkeys(QUOTES, '"'),
    **dict.fromkeys(WHO, ""),
}
with np.errstate(over="ignore"):
    _POWER = np.cumprod(np.full(_LONGEST, _PRIME, dtype=np.uint64))
_POWER = np.append(_POWER, np.uint64(0))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Hashes of known words, sorted, and the number of each. Unknown words share `buckets` numbers from `size` on."""

    hashes: NDArray[np.uint64]
    numbers: Numbers
    size: int
    buckets: int

    def number_of(self, hashes: NDArray[np.uint64], capital: NDArray[np.bool_]) -> Numbers:
        at = np.minimum(np.searchsorted(self.hashes, hashes), len(self.hashes) - 1)
        unknown = self.size + (hashes % np.uint64(self.buckets)).astype(np.int64)
        # An unknown word with a capital is taken for a name.
        return np.where(self.hashes[at] == hashes, self.numbers[at], np.where(capital, NAME, unknown))


_PICTOGRAPH = re.compile("[\u2000-\u2bff\ufe00-\ufe0f\U0001f000-\U0001faff]")


def block(texts: list[str]) -> NDArray[np.uint8]:
    """Join messages to one array of bytes, each after a separator."""
    # A line break inside a message would look like a separator.
    joined = "\n" + "\n".join(text.replace("\n", " ") for text in texts)
    return np.frombuffer(joined.encode("utf-8", "replace"), dtype=np.uint8)


def bare(text: str) -> str:
    """Return a text as the words are cut from it: letters as the full reader folds them (`words.py`), pictographs
    apart.
    """
    return text if text.isascii() else _PICTOGRAPH.sub(r" \g<0> ", text.translate(_BARE))


class _Bare(dict[int, str]):
    """Code point to what words are cut from; filled as characters come by."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        found = self[code] = _TYPOGRAPHY[character] if character in _TYPOGRAPHY else _folded(character)
        return found


def _folded(character: str) -> str:
    """Without its accent; and small, but for ASCII's, whose capitals tell a name."""
    letters = (c for c in unicodedata.normalize("NFD", character) if not is_dropped(c))
    return "".join(c if c.isascii() else c.lower() for c in letters)


_BARE: Final = _Bare()


def hashed(content: NDArray[np.uint8]) -> tuple[NDArray[np.uint64], NDArray[np.bool_], NDArray[np.bool_]]:
    """Cut bytes to words.

    Returns for each word, and each separator: its hash, whether a capital opens it, whether it is a separator.
    """
    inside = _IS_WORD[content]
    first = inside.copy()
    first[1:] &= ~inside[:-1]
    separator = content == _SEPARATOR
    starts = np.flatnonzero(first | _IS_MARK[content] | separator)
    # A letter that repeats the two before it does not count: "soooo" and "soo" are one word.
    kept = inside | _IS_MARK[content]
    kept[2:] &= ~((content[2:] == content[1:-1]) & (content[2:] == content[:-2]))
    counted = np.cumsum(kept)
    before: Numbers = counted[starts] - kept[starts]
    place = counted - np.repeat(before, np.diff(np.append(starts, len(content)))) - 1
    power = _POWER[np.clip(place, 0, _LONGEST)]
    weighed = np.where(kept, _LOWER[content] * power, np.uint64(0))
    return np.add.reduceat(weighed, starts), _IS_CAPITAL[content[starts]], separator[starts]


def hash_of(word: str) -> int:
    """Return the hash of one word, as `hashed` makes it."""
    return int(hashed(block([bare(word)]))[0][1])


def numbers(texts: list[str], vocabulary: Vocabulary) -> tuple[Numbers, Numbers]:
    """Return the word numbers of all messages in one row, each message opened by START, and where each message starts.

    Of messages as they are seen (`folding.seen`).
    """
    hashes, capital, separator = hashed(block([bare(text) for text in texts]))
    found = np.where(separator, START, vocabulary.number_of(hashes, capital))
    return found, np.flatnonzero(separator)
