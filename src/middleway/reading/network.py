"""The full model at run time: an ONNX graph on the CPU, and the pools that turn its output into logits."""

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from middleway.reading import modelfiles
from middleway.reading.labels import FIELDS, PARTS, RISKS, VALUES
from middleway.reading.wordpiece import WordPiece

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Reals = NDArray[np.floating[Any]]

WINDOW: Final = 96  # words a pass: attention is quadratic, and training saw no longer ones
ENOUGH_SENTENCES, ENOUGH_WORDS = 3, 24  # a window of both is full: so long are the passages that trained the network
_SIZES: Final = [*(len(VALUES[field]) for field in FIELDS), *(1 for _ in PARTS)]
COLUMNS: Final = {
    name: slice(sum(_SIZES[:index]), sum(_SIZES[: index + 1])) for index, name in enumerate([*FIELDS, *PARTS])
}
_GROUP_OF_COLUMN: Final = np.repeat(np.arange(len(_SIZES)), _SIZES)
# The full model alone has one head more, the last: for signs of risk (`signs.py`), made after the others
# (`training/risk.py`).
SIGNS: Final = slice(sum(_SIZES), sum(_SIZES) + len(RISKS))
_EVERY_GROUP: Final = np.append(_GROUP_OF_COLUMN, [len(_SIZES)] * len(RISKS))


def pooled_columns(per_group: Reals) -> Reals:
    """Repeat an array of shape (words, groups) to (words, columns): every column pools with its group's weights."""
    return per_group[:, _GROUP_OF_COLUMN]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the network makes of each word: `attend` (words, groups) and `score` (words, columns)."""

    attend: Reals
    score: Reals


@dataclass(frozen=True, slots=True)
class Phrases:
    """The pool, phrase by phrase.

    A logit is `sum_t softmax_t(attend[t, group]) * score[t, column] + bias[column]` over the words that are pooled.
    Kept as sums per phrase, `top` (phrases, columns) and `below` (phrases, columns), any set of phrases can be read, or
    left out, exactly and without another pass through the network.
    """

    top: Reals
    below: Reals
    bias: Reals

    @classmethod
    def of(cls, weighed: Weighed, pieces: list[range], bias: Reals) -> "Phrases":
        if not pieces:
            nothing = np.zeros((0, len(bias)))
            return cls(nothing, nothing, bias)
        attend = weighed.attend.astype(np.float64) - weighed.attend.max(0)
        # No word weighs less than 2e-9 of the heaviest, so that a sentence of light words is still read by its words.
        weight = np.exp(np.maximum(attend, -20.0))[:, _EVERY_GROUP]
        starts = [piece.start for piece in pieces]
        return cls(np.add.reduceat(weight * weighed.score, starts), np.add.reduceat(weight, starts), bias)

    def logits(self, groups: list[range]) -> Reals:
        """Pool each group of neighbouring phrases by itself. Shape (groups, columns)."""
        if not groups:
            return np.zeros((0, len(self.bias)))
        # Sums up to each phrase: any stretch is a difference, so a thousand sentences cost no more than one.
        top, below = (np.vstack([np.zeros_like(x[:1]), np.cumsum(x, 0)]) for x in (self.top, self.below))
        first, last = [group.start for group in groups], [group.stop for group in groups]
        return self._ratio(top[last] - top[first], below[last] - below[first], slice(None))

    def without_each(self, keep: list[int], columns: slice) -> Reals:
        """Pool the phrases in `keep` but one, for each of them. Shape (len(keep), columns)."""
        top, below = self.top[keep, columns], self.below[keep, columns]
        return self._ratio(top.sum(0) - top, below.sum(0) - below, columns)

    def _ratio(self, top: Reals, below: Reals, columns: slice) -> Reals:
        # With nothing left to pool, only the bias speaks.
        tiny = below < 1e-9
        return np.where(tiny, 0.0, top / np.where(tiny, 1.0, below)) + self.bias[columns]


def session(model: bytes) -> "InferenceSession":
    """Return an ONNX graph ready to run on the CPU, such that the same text gives the same numbers on every run and
    every machine.
    """
    # Imported here: it takes 0.3 s, and pages that read nothing must not pay for it.
    import onnxruntime  # noqa: PLC0415

    options = onnxruntime.SessionOptions()
    # One thread: the same sums in the same order.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # Processors with AVX2 and without VNNI add two products in 16 bits and cut off what is larger. With this, and with
    # zero points in the graph (training/export.py), ONNX Runtime makes the weights unsigned there, and nothing is cut
    # off.
    options.add_session_config_entry("session.x64quantprecision", "1")
    options.enable_cpu_mem_arena = False  # texts differ in length; an arena would keep the largest forever
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


class Network:
    """Loads once; `weigh` may be called from many threads at a time (ONNX Runtime's sessions allow it)."""

    def __init__(self) -> None:
        self._session = session(modelfiles.content("full.onnx"))
        self.pieces = WordPiece(modelfiles.text("vocabulary.txt").split("\n"))
        self.bias: Reals = np.frombuffer(modelfiles.content("bias.f32"), dtype="<f4")

    def weigh(self, ids: list[int], windows: list[range]) -> Weighed:
        """Run each window of `ids` by itself; a window is at most WINDOW words, and the windows are without gaps."""
        outputs = [self._run(ids[window.start : window.stop]) for window in windows]
        if not outputs:
            return Weighed(np.zeros((0, len(_SIZES) + 1), np.float32), np.zeros((0, len(self.bias)), np.float32))
        return Weighed(np.concatenate([a for a, _ in outputs]), np.concatenate([s for _, s in outputs]))

    def _run(self, ids: list[int]) -> tuple[Reals, Reals]:
        line = np.array([[self.pieces.start, *ids, self.pieces.stop]], dtype=np.int64)
        attend, score = self._session.run(None, {"ids": line, "mask": np.ones(line.shape, dtype=np.int32)})
        return attend[0, 1:-1], score[0, 1:-1]


_lock = threading.Lock()
_network: Network | None = None


def network() -> Network:
    """Return the one network of this process, loading it at the first call (about half a second)."""
    global _network  # noqa: PLW0603 (a lock-guarded cache; an lru_cache could load it twice)
    with _lock:
        if _network is None:
            _network = Network()
        return _network


def windows(sentences: list[range]) -> list[range]:
    """Join sentences (ranges of word positions, in order, gapless) to windows of at most WINDOW words.

    A sentence longer than a window is cut; shorter neighbours share one, so each is read in its context.
    """
    out: list[range] = []
    count = 0
    for sentence in sentences:
        full = count >= ENOUGH_SENTENCES and len(out[-1]) >= ENOUGH_WORDS
        if out and not full and sentence.stop - out[-1].start <= WINDOW:
            out[-1] = range(out[-1].start, sentence.stop)
            count += 1
        else:
            out.extend(
                range(start, min(start + WINDOW, sentence.stop))
                for start in range(sentence.start, sentence.stop, WINDOW)
            )
            count = 1
    return out
