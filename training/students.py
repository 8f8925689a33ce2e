"""What may run on a page: the size, closeness to float32, time and memory of every encoder and kind of product.

`python -m training.students` takes the pretrained encoders, with random heads, on sentences of ours. Times are
processor times on one core, each in a process of its own.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import torch
from onnx import TensorProto

from bench.reading import message
from middleway.reading import modelfiles
from middleway.reading.network import session
from middleway.reading.tokens import tokens
from middleway.reading.wordpiece import WordPiece
from training import export
from training.encoders import assembled_mpnet, installed_minilm
from training.network import minilm, mpnet
from training.passages import written

ENCODERS = {
    "MiniLM 6": lambda: minilm(installed_minilm()),
    "MPNet 6": lambda: mpnet(assembled_mpnet(), (0, 2, 4, 6, 8, 10)),
    "MPNet 9": lambda: mpnet(assembled_mpnet(), range(9)),
    "MPNet 12": lambda: mpnet(assembled_mpnet()),
}
PRODUCTS = (*export.PRODUCTS, "four", "loaded")
TEXTS, MESSAGES, WORDS, SEED = 100, 40, 30, 3


class Tried(export.Graph):
    """Two more kinds of product, which were not chosen."""

    def linear(self, x: str, layer: torch.nn.Linear, name: str) -> str:
        kinds = {"four": self._by_block_of_four_bits, "loaded": self._made_float_when_loaded}
        if self.products not in kinds:
            return super().linear(x, layer, name)
        return kinds[self.products](x, layer.weight.detach().numpy().T, layer.bias.detach().numpy(), name)

    def _by_block_of_four_bits(self, x: str, weight: np.ndarray, bias: np.ndarray, name: str) -> str:
        inner, outer = weight.shape
        blocks = weight.T.reshape(outer, inner // export.BLOCK, export.BLOCK)
        at = np.abs(blocks).argmax(2, keepdims=True)
        scale = np.take_along_axis(blocks, at, 2) / -8  # the largest of a block becomes exactly the lowest of 16 values
        rounded = np.clip(np.round(blocks / np.where(scale == 0, 1, scale)) + 8, 0, 15).astype(np.uint8)
        constants = [
            self.constant(f"{name}.weight", rounded[:, :, 0::2] | rounded[:, :, 1::2] << 4),
            self.constant(f"{name}.scale", scale[:, :, 0].astype(np.float32)),
            "",
            "",
            self.constant(f"{name}.bias", bias),
        ]
        return self.node(
            "MatMulNBits",
            [x, *constants],
            name,
            domain=export.MICROSOFT,
            K=inner,
            N=outer,
            bits=4,
            block_size=export.BLOCK,
            accuracy_level=4,
        )

    def _made_float_when_loaded(self, x: str, weight: np.ndarray, bias: np.ndarray, name: str) -> str:
        scale = np.abs(weight).max(0) / 127
        rounded = self.constant(f"{name}.weight", np.round(weight / scale).astype(np.int8))
        real = self.node("Cast", [rounded], f"{name}.real", to=TensorProto.FLOAT)
        real = self.node("Mul", [real, self.constant(f"{name}.scale", scale.astype(np.float32))], f"{name}.scaled")
        product = self.node("MatMul", [x, real], f"{name}.product")
        return self.node("Add", [product, self.constant(f"{name}.bias", bias)], name)


def peak_megabytes() -> float:
    # Not ru_maxrss: a process inherits it from the one that started it.
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1e3


def measure(path: Path) -> None:
    """Print, for one core: seconds until the first answer, milliseconds p50 and p95, and megabytes at the peak."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    pieces, rng = WordPiece(modelfiles.text("vocabulary.txt").split("\n")), random.Random(SEED)
    cut = [tokens(message(rng, WORDS), pieces).ids for _ in range(MESSAGES)]
    began, times = time.process_time(), []
    layers, first = session(path.read_bytes()), None
    for ids in cut:
        line = np.array([[pieces.start, *ids, pieces.stop]])
        start = time.process_time()
        layers.run(None, {"ids": line, "mask": np.ones(line.shape, np.int32)})
        times.append((time.process_time() - start) * 1e3)
        first = first or time.process_time() - began
    print(
        f"{first:.2f} | {np.percentile(times[1:], 50):.0f} | {np.percentile(times[1:], 95):.0f} | "
        f"{peak_megabytes():.0f}"
    )


def row(encoder: str, products: list[str], lines: list[np.ndarray], seen: list[list[int]]) -> None:
    torch.manual_seed(SEED)
    model = ENCODERS[encoder]().eval()
    torch.nn.init.normal_(model.attend.weight, std=0.02)
    wanted, largest = export.logits(model, lines), export.largest_inputs(model, seen)
    for kind in products:
        graph = export.graph_of(model, kind, largest, Tried)
        mean, least = export.closeness(export.logits(model, lines, graph), wanted)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "student.onnx"
            path.write_bytes(graph.SerializeToString())
            size = path.stat().st_size / 1e6
            command = [sys.executable, "-m", "training.students", "--measure", str(path)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 (this very module)
        print(f"| {encoder} | {kind} | {size:.1f} | {mean:.4f} | {least:.4f} | {done.stdout.strip()} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoders", default=",".join(ENCODERS))
    parser.add_argument("--products", default=",".join(PRODUCTS))
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(options.measure)
        return
    pieces = WordPiece(modelfiles.text("vocabulary.txt").split("\n"))
    texts = [p.text for p in written("heldout_evening", "heldout_disputes", "heldout_far_ends")][::7][:TEXTS]
    lines = [np.array([[pieces.start, *tokens(text, pieces).ids[:96], pieces.stop]]) for text in texts]
    print(
        "| encoder | what shares a scale | MB | correlation, mean | least | first, s | p50, ms | p95, ms | peak, MB |"
    )
    print("|---|---|---|---|---|---|---|---|---|", flush=True)
    for encoder in options.encoders.split(","):
        row(encoder, options.products.split(","), lines, export.lines_to_look_at(pieces))


if __name__ == "__main__":
    main()
