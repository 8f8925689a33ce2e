"""The bulk reader's network: two convolutions over word vectors, pooled as the full model pools.

Taught by the full model (`training/distil.py`). It reads a message as a whole; where the words are is not its business.
"""

import io
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from middleway.reading import modelfiles
from middleway.reading.network import Reals, pooled_columns
from middleway.reading.quickwords import START, Vocabulary, numbers


@dataclass(frozen=True, slots=True)
class Student:
    vocabulary: Vocabulary
    # What each word gives, in the first convolution, to the word after it, to itself, and to the word before it:
    # (words, 3 * inner). Looked up instead of multiplied: the same sums, at a quarter of the time.
    first: Reals
    first_bias: Reals
    second: Reals  # (inner, 3 * inner), likewise
    second_bias: Reals
    heads: Reals  # (inner, groups + columns)
    attend_bias: Reals
    bias: Reals

    def logits(self, texts: list[str]) -> Reals:
        """Return logits of shape (texts, columns), in the order of `network.COLUMNS`."""
        words, starts = numbers(texts, self.vocabulary)
        # One more START behind the last message: what follows a message must not tell how many were read with it.
        words = np.append(words, START)
        opening = words == START
        x = self._gathered(self.first[words], self.first_bias, opening)
        x += self._gathered(x @ self.second, self.second_bias, opening)
        both, opening = x[:-1] @ self.heads, opening[:-1]
        groups = len(self.attend_bias)
        attend = both[:, :groups] + self.attend_bias
        # A message's START counts only where there is nothing else.
        attend[opening] = -20.0
        weight = pooled_columns(np.exp(np.clip(attend, -20.0, 20.0)))
        top = np.add.reduceat(weight * both[:, groups:], starts)
        logits: Reals = top / np.add.reduceat(weight, starts) + self.bias
        return logits

    @staticmethod
    def _gathered(given: Reals, bias: Reals, opening: np.ndarray) -> Reals:
        """Add what neighbours give, and rectify; START rows come out as zero, so no message leaks into the next."""
        inner = given.shape[1] // 3
        out: Reals = given[:, inner : 2 * inner] + bias
        out[1:] += given[:-1, :inner]
        out[:-1] += given[1:, 2 * inner :]
        np.maximum(out, 0, out=out)
        out[opening] = 0
        return out


def _side_by_side(taps: Reals) -> Reals:
    """Turn a convolution of shape (3 * width, inner), taps one below the other, to (width, 3 * inner)."""
    return np.hstack(np.split(taps, 3))


@lru_cache(maxsize=1)
def student() -> Student:
    """Return the one student of this process."""
    with np.load(io.BytesIO(modelfiles.content("bulk.npz")), allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    real = {name: array.astype(np.float32) for name, array in arrays.items() if array.dtype == np.float16}
    vectors = arrays["vectors"].astype(np.float32) * arrays["vectors_scale"].astype(np.float32)
    vocabulary = Vocabulary(
        arrays["hashes"], arrays["numbers"].astype(np.int64), int(arrays["size"]), int(arrays["buckets"])
    )
    return Student(
        vocabulary,
        vectors @ _side_by_side(real["first"]),
        real["first_bias"],
        _side_by_side(real["second"]),
        real["second_bias"],
        real["heads"],
        real["attend_bias"],
        real["bias"],
    )
