"""How long an epoch takes, before an evening is given to it.

`python -m training.speed --encoder mpnet --layers 0,2,4,6,8,10 --keep 0,3,4` tries a few steps of every kind. It counts
processor time, not clock time, so that it matters less what else runs. Prints minutes of one core for all that trains,
an epoch each; two cores take half of it if nothing else runs.
"""

import argparse
import random
import time

import numpy as np
import torch

from middleway.reading.wordpiece import WordPiece
from training.encoders import installed_minilm
from training.encoding import Batch, batches, example, sequences
from training.frozen import Below
from training.losses import class_weights
from training.train import Course, follow, learn, started, training_set

STEPS, FIRST, SEED = 6, 1, 5


def minutes(options: argparse.Namespace, every: list[Batch], weights: list[torch.Tensor], words: int) -> list[float]:
    """Return minutes of one core for the frozen layers, and for an epoch of `words` words; and the gigabytes kept."""
    model = started(options).train()
    tried = every[: STEPS + FIRST]
    once, below = 0.0, None
    if model.frozen:
        before = time.process_time()
        for batch in tried[FIRST:]:
            model.below(batch.ids, batch.mask)
        once = time.process_time() - before
        below = _empty(tried, model.word.weight.shape[1])
    course = Course.of(model, len(every), options)
    for batch in tried[:FIRST]:
        learn(course, batch, weights, below)
    before = time.process_time()
    for batch in tried[FIRST:]:
        learn(course, batch, weights, below)
        follow(course.mean, model, 0.9)
    epoch = time.process_time() - before
    share = words / sum(int(batch.mask.sum()) for batch in tried[FIRST:]) / 60
    return [once * share, epoch * share, bool(below) * words * model.word.weight.shape[1] * 2 / 1e9]


def _empty(some: list[Batch], width: int) -> Below:
    lines = [line for batch in some for line in batch.lines()]
    places = np.cumsum([0, *(len(line) // 8 for line in lines)]).tolist()
    return Below(np.zeros((places[-1], width), np.float16), dict(zip(lines, places, strict=False)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", choices=["minilm", "mpnet"], default="minilm")
    parser.add_argument("--layers")
    parser.add_argument("--keep", default="0", help="numbers of frozen layers to try")
    chosen = parser.parse_args()
    pieces = WordPiece((installed_minilm() / "vocab.txt").read_text("utf-8").split("\n"))
    rng = random.Random(SEED)
    train, _ = training_set(0)
    examples = [example(p, pieces) for p in train]
    every = batches(sequences(examples, rng, 0.15), pieces, rng)
    words = sum(int(batch.mask.sum()) for batch in every)
    print(
        f"{len(train)} passages, {words} words, {len(every)} steps an epoch, {torch.get_num_threads()} threads",
        flush=True,
    )
    print(
        "| encoder | layers | frozen | once, minutes of a core | an epoch, minutes of a core | kept, GB a joining |\n"
        "|---|---|---|---|---|---|"
    )
    for keep in (int(number) for number in chosen.keep.split(",")):
        options = argparse.Namespace(
            start=None,
            encoder=chosen.encoder,
            layers=chosen.layers,
            dropout=0.1,
            keep_words=True,
            keep_layers=keep,
            rate=1e-4,
            decay=0.85,
        )
        once, epoch, size = minutes(options, every, class_weights(examples, 0.35), words)
        print(
            f"| {chosen.encoder} | {chosen.layers or 'all'} | {keep} | {once:.0f} | {epoch:.0f} | {size:.1f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
