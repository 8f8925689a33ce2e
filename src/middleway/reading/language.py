"""Is it English? A linear model over hashed letter groups says so, or that there is too little to tell.

Trained by `training/languages.py`. Other scripts need no model: letters outside the Latin blocks are counted.
"""

import io
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from middleway.reading import modelfiles
from middleway.reading.network import Reals
from middleway.reading.quickwords import block

SIZES: Final = (1, 2, 3, 4)  # letters a group, word edges included
BUCKETS: Final = 1 << 15
MARGIN: Final = -1.0  # log odds; to turn English away is worse than to read a line of something else
LETTERS_TO_TELL: Final = 10  # with fewer, "haha no" and "si claro" cannot be told apart; it is taken for English
_SPACE: Final = 32
_NO_LETTERS = re.compile("[\u2010-\u2bff\u3000-\u303f\ufe00-\ufe0f\U0001f000-\U0001faff]")

_FOLD = np.full(256, _SPACE, dtype=np.uint32)  # all that is not a letter is a word's edge
_FOLD[97:123] = np.arange(97, 123)
_FOLD[65:91] = np.arange(97, 123)
_FOLD[39] = 39
_FOLD[128:256] = np.arange(128, 256)
_ASCII_LETTER = np.zeros(256, dtype=np.bool_)
_ASCII_LETTER[[*range(65, 91), *range(97, 123)]] = True
# First bytes, in UTF-8, of letters of other scripts: Greek to Thaana, Devanagari to Hangul. U+2000 … U+2FFF (E2),
# variation signs (EF) and pictographs (F0) are marks, not letters.
_FOREIGN = np.zeros(256, dtype=np.bool_)
_FOREIGN[[*range(0xCD, 0xE2), *range(0xE3, 0xEE)]] = True
_LATIN_LETTER = np.zeros(256, dtype=np.bool_)
_LATIN_LETTER[0xC3:0xCA] = True


@dataclass(frozen=True, slots=True)
class Groups:
    """Letter groups of many messages: `bucket[i]` belongs to message `message[i]`; `count` is how many each has."""

    bucket: NDArray[np.int64]
    message: NDArray[np.int64]
    count: Reals


def groups(content: NDArray[np.uint8], starts: NDArray[np.int64]) -> Groups:
    """Hash the letter groups of messages that start at `starts` (each opened by a separator)."""
    letters = _FOLD[content]
    message_of = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(content))))
    buckets, messages = [], []
    for size in SIZES:
        if len(letters) < size:
            continue
        code = np.zeros(len(letters) - size + 1, dtype=np.uint32)
        for offset in range(size):
            code = code * np.uint32(16_777_619) + letters[offset : len(letters) - size + 1 + offset]
        # No group of only an edge, and none over a separator: its first letter's message must be its last one's.
        first, last = message_of[: len(code)], message_of[size - 1 :]
        inner = letters[: len(code)] != _SPACE if size == 1 else (first == last)
        code ^= code >> np.uint32(15)
        buckets.append((code[inner] % np.uint32(BUCKETS)).astype(np.int64) + (size - 1) * BUCKETS)
        messages.append(first[inner])
    bucket, message = np.concatenate(buckets), np.concatenate(messages)
    return Groups(bucket, message, np.maximum(np.bincount(message, minlength=len(starts)), 1.0))


@lru_cache(maxsize=1)
def _weights() -> tuple[Reals, float]:
    with np.load(io.BytesIO(modelfiles.content("language.npz")), allow_pickle=False) as stored:
        return stored["weights"].astype(np.float32), float(stored["bias"])


def languages(texts: list[str]) -> list[str]:
    """Return "en", "other" or "unknown" (no letters to tell by) for each text, given as it is seen (`folding.seen`)."""
    content = block([text if text.isascii() else _NO_LETTERS.sub(" ", text) for text in texts])
    starts = np.flatnonzero(content == 10)
    weights, bias = _weights()
    found = groups(content, starts)
    lean = np.bincount(found.message, weights[found.bucket], minlength=len(starts)) / np.sqrt(found.count) + bias
    latin = np.add.reduceat((_ASCII_LETTER | _LATIN_LETTER)[content].astype(np.int64), starts)
    foreign = np.add.reduceat(_FOREIGN[content].astype(np.int64), starts)
    strange = (lean < MARGIN) & (latin >= LETTERS_TO_TELL)
    told = np.where((2 * foreign > latin) | strange, "other", "en")
    out: list[str] = np.where(latin + foreign == 0, "unknown", told).tolist()
    return out


def language(text: str) -> str:
    """Return "en", "other" or "unknown" for one text."""
    return languages([text])[0]
