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
    vectors: Reals  # (words, width)
    first: Reals  # (3 * width, inner): the word before, the word, the word after
    first_bias: Reals
    second: Reals  # (3 * inner, inner)
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
        x = self._folded(self.vectors[words], self.first, self.first_bias, opening)
        x += self._folded(x, self.second, self.second_bias, opening)
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
    def _folded(x: Reals, weight: Reals, bias: Reals, opening: np.ndarray) -> Reals:
        """Convolve over three words and rectify; START rows come out as zero, so no message leaks into the next."""
        width = x.shape[1]
        out: Reals = x @ weight[width : 2 * width]
        out[1:] += x[:-1] @ weight[:width]
        out[:-1] += x[1:] @ weight[2 * width :]
        out += bias
        np.maximum(out, 0, out=out)
        out[opening] = 0
        return out


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
        vocabulary, vectors, real["first"], real["first_bias"], real["second"], real["second_bias"],
        real["heads"], real["attend_bias"], real["bias"],
    )  # fmt: skip
