"""What the frozen layers make of every line, computed once and kept in a file for all epochs.

The file holds float16. An epoch reads it and runs only the upper layers. It is `build/below-….f16`, named by a hash of
the frozen weights and of the lines, so that another training that freezes the same finds it again. Nothing deletes it
but you.
"""

import hashlib
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from training.encoding import Batch
from training.network import Reader, computing

WORDS_AT_ONCE = 2_000
NOTED_EVERY = 100  # batches; an interruption costs at most as many


@dataclass(frozen=True)
class Below:
    """`values` (words, width) holds all lines one after another; `place` says at which word a line begins."""

    values: np.memmap
    place: dict[bytes, int]

    def of(self, batch: Batch) -> torch.Tensor:
        """Return what `Reader.below` returns, (rows, words, width), with zeros where there is no word."""
        out = torch.zeros(*batch.ids.shape, self.values.shape[1])
        for row, (line, length) in enumerate(zip(batch.lines(), batch.mask.sum(1).tolist(), strict=True)):
            start = self.place[line]
            out[row, :length] = torch.from_numpy(self.values[start : start + length].astype(np.float32))
        return out


def kept_below(model: Reader, batches: Iterable[Batch], folder: Path) -> Below:
    """Return the file for these batches, and compute what is missing in it. An interruption costs little.

    Raises OSError before any computing if the disk has no room for the file.
    """
    lines = sorted({line for batch in batches for line in batch.lines()}, key=lambda line: (len(line), line))
    lengths = [len(line) // 8 for line in lines]  # an id has eight bytes
    starts = np.concatenate([[0], np.cumsum(lengths)]).tolist()
    width = model.word.weight.shape[1]
    path = folder / f"below-{_name(model, lines)}.f16"
    reserve(path, starts[-1] * width * 2)
    values = np.memmap(path, dtype=np.float16, mode="r+", shape=(starts[-1], width))
    done = path.with_suffix(".done")
    _fill(model, lines, starts, values, done)
    return Below(values, dict(zip(lines, starts[:-1], strict=True)))


def reserve(path: Path, size: int) -> None:
    """Make the file as large as it will be. A memory-mapped file that meets a full disk later would end the process."""
    if path.exists():
        return
    half = path.with_suffix(".half")
    with half.open("wb") as out:
        os.posix_fallocate(out.fileno(), 0, max(1, size))
    half.replace(path)


def _fill(model: Reader, lines: list[bytes], starts: list[int], values: np.memmap, done: Path) -> None:
    at, noted = int(done.read_text("ascii")) if done.exists() else 0, 0
    if at < len(lines):
        print(f"frozen layers: {values.nbytes / 1e9:.2f} GB, {len(lines) - at} of {len(lines)} lines to go", flush=True)
    began = time.monotonic()
    while at < len(lines):
        stop = at + 1
        while stop < len(lines) and (stop + 1 - at) * len(lines[stop]) // 8 <= WORDS_AT_ONCE:
            stop += 1
        some = [np.frombuffer(line, dtype=np.int64) for line in lines[at:stop]]
        ids = torch.nn.utils.rnn.pad_sequence([torch.from_numpy(line.copy()) for line in some], batch_first=True)
        lengths = torch.tensor([len(line) for line in some])
        with computing():
            found = model.below(ids, torch.arange(ids.shape[1])[None] < lengths[:, None]).float().numpy()
        for row, length in enumerate(lengths.tolist()):
            values[starts[at + row] : starts[at + row] + length] = found[row, :length]
        at, noted = stop, noted + 1
        if noted % NOTED_EVERY == 0 or at == len(lines):
            values.flush()
            half = done.with_suffix(".half")
            half.write_text(str(at), "ascii")
            half.replace(done)
            print(f"frozen layers: {at}/{len(lines)} lines, {time.monotonic() - began:.0f} s", flush=True)


def _name(model: Reader, lines: list[bytes]) -> str:
    """Return a hash of everything that decides what is in the file."""
    found = hashlib.sha256(str(model.frozen).encode())
    for name, value in model.state_dict().items():
        is_above = name.startswith("layers.") and int(name.split(".")[1]) >= model.frozen
        if not is_above and not name.startswith(("attend.", "score.")):
            found.update(value.numpy().tobytes())
    for line in lines:
        found.update(len(line).to_bytes(4, "little") + line)
    return found.hexdigest()[:16]
