"""Train the full model: `python -m training.train --out build/full.pt`.

Training is seeded: on the same machine, with as many threads, the same command gives the same weights. It keeps its
state as it goes, so that after an interruption the same command goes on where it stopped. Make choices on a held-out
tenth of the labelled passages (`--fold`), never on gold_dev, far_dev or the held-out sentences; docs/model-card.md says
where that failed.
"""

import argparse
import copy
import hashlib
import random
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from middleway.reading.wordpiece import WordPiece
from training.encoders import assembled_mpnet, installed_minilm
from training.encoding import Batch, Example, batches, example, in_a_hurry, sequences, unread
from training.frozen import Below, kept_below
from training.losses import class_weights, loss_of
from training.network import Reader, computing, minilm, mpnet
from training.passages import LEVELS, OWN, Passage, labelled, written
from training.shipped import state_of
from training.teach import UNREAD, Asked, asked, taught

MEMORY = 0.08  # the running mean looks back over this share of training
KEPT_EVERY = 100  # steps; an hour's work is never lost
TRIED = 16  # steps that are timed, after FIRST that are slower
FIRST = 3
RESERVE = 0.04  # of the time, for saving and for the end


def fold_of(passage: Passage | Asked, folds: int = 10) -> int:
    """Return the fold of a passage, whatever else is in the data: by a hash of its post or idea."""
    return int(hashlib.sha256(passage.group.encode()).hexdigest(), 16) % folds


def training_set(fold: int | None) -> tuple[list[Passage], list[Passage]]:
    """Return (train, held out), in a fixed random order. If `fold` is None, all is for training."""
    every = sorted([*labelled(), *written(*OWN)], key=lambda p: hashlib.sha256(p.id.encode()).digest())
    return [p for p in every if fold_of(p) != fold], [p for p in every if fold_of(p) == fold]


def unseen(fold: int) -> list[Passage]:
    """Return the public passages of the fold, and what two hands wrote that the model never learns from."""
    return [p for p in training_set(fold)[1] if not p.source.startswith("own")] + written(*LEVELS)


def groups_of(model: Reader, rate: float, decay: float) -> list[dict]:
    """Let lower layers learn more slowly (Howard and Ruder 2018), and the new heads at eight times the rate."""
    last = len(model.layers)
    out = [{"params": [*model.attend.parameters(), *model.score.parameters()], "lr": rate * 8}]
    out += [
        {"params": layer.parameters(), "lr": rate * decay ** (last - 1 - i)} for i, layer in enumerate(model.layers)
    ]
    low = [model.word.weight, model.position.weight, *model.norm.parameters()]
    low += [] if model.relative is None else [model.relative.weight]
    return [*out, {"params": low, "lr": rate * decay**last}]


@dataclass
class Course:
    """A training under way: everything that is needed to go on from here, in one file."""

    model: Reader
    mean: Reader
    optimizer: torch.optim.Optimizer
    scale: torch.optim.lr_scheduler.LambdaLR
    steps: int
    step: int = 0

    @classmethod
    def of(cls, model: Reader, steps: int, options: argparse.Namespace) -> "Course":
        optimizer = torch.optim.AdamW(groups_of(model, options.rate, options.decay), weight_decay=0.01, fused=True)
        scale = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda s: min(1.0, (s + 1) / (0.06 * steps)) * max(0.02, 1 - s / steps)
        )
        return cls(model, copy.deepcopy(model), optimizer, scale, steps)

    def save(self, path: Path) -> None:
        """Write it whole or not at all."""
        state = {name: getattr(self, name).state_dict() for name in ("model", "mean", "optimizer", "scale")}
        half = path.with_suffix(".half")
        torch.save(state | {"step": self.step, "steps": self.steps, "chance": torch.get_rng_state()}, half)
        half.replace(path)

    @classmethod
    def kept(cls, path: Path, model: Reader, options: argparse.Namespace) -> "Course":
        """Return the course that `save` wrote. It ends at the step that was set when it began."""
        state = torch.load(path, weights_only=True)
        course = cls.of(model, state["steps"], options)
        for name in ("model", "mean", "optimizer", "scale"):
            getattr(course, name).load_state_dict(state[name])
        course.step = state["step"]
        torch.set_rng_state(state["chance"])
        return course


def timetable(examples: list[Example], pieces: WordPiece, options: argparse.Namespace) -> list[Batch]:
    """Return the batches of all epochs.

    Passages are joined anew for each epoch, or in `joinings` ways that take turns.
    """
    rng, ways, out = random.Random(options.seed), [], []
    for epoch in range(options.epochs):
        if options.joinings is None or epoch < options.joinings:
            ways.append(sequences(in_a_hurry(examples, rng, options.hurried), rng, options.joined))
        out += batches(ways[epoch % len(ways)], pieces, rng)
    return out


def fit(
    examples: list[Example], pieces: WordPiece, model: Reader, options: argparse.Namespace, kept: Path | None = None
) -> Reader:
    """Return the running mean of the weights over the last part of training. Goes on from the file `kept`, if any."""
    began = time.monotonic()
    weights = class_weights(examples, options.power)
    every = timetable(examples, pieces, options)
    below = kept_below(model, every, options.out.parent) if model.frozen else None
    model.train()
    if kept and kept.exists():
        course = Course.kept(kept, model, options)
    else:
        course = Course.of(model, planned(model, every, weights, below, options, began), options)
    total, started, first = 0.0, time.monotonic(), course.step
    for batch in every[first : course.steps]:
        total += learn(course, batch, weights, below)
        follow(course.mean, model, 1 - 1 / max(2.0, min(course.step, MEMORY * course.steps)))
        if kept and course.step % KEPT_EVERY == 0:
            course.save(kept)
            print(
                f"{course.step}/{course.steps} loss {total / KEPT_EVERY:.3f} {time.monotonic() - started:.0f} s",
                flush=True,
            )
            total = 0.0
    return course.mean.eval()


def planned(
    model: Reader,
    every: list[Batch],
    weights: list[torch.Tensor],
    below: Below | None,
    options: argparse.Namespace,
    began: float,
) -> int:
    """Return the number of steps: `steps`, or as many as the time allows, and no more than all epochs have."""
    most = min(len(every), options.steps or len(every))
    if options.minutes is None:
        return most
    seconds = seconds_a_step(model, every, weights, below, options)
    left = options.minutes * 60 * (1 - RESERVE) - (time.monotonic() - began)
    steps = max(1, min(most, int(left / seconds)))
    print(
        f"{seconds:.2f} s a step; {steps} of {len(every)} steps fit {options.minutes:g} minutes "
        f"(the same again: --steps {steps})",
        flush=True,
    )
    return steps


def seconds_a_step(
    model: Reader, every: list[Batch], weights: list[torch.Tensor], below: Below | None, options: argparse.Namespace
) -> float:
    """Time some steps on a copy, so that the course itself starts as if nothing had happened."""
    chance = torch.get_rng_state()
    course = Course.of(copy.deepcopy(model), len(every), options)
    for batch in every[:FIRST]:
        learn(course, batch, weights, below)
    tried = every[FIRST : FIRST + TRIED] or every
    started = time.monotonic()
    for batch in tried:
        learn(course, batch, weights, below)
        follow(course.mean, course.model, 0.5)
    torch.set_rng_state(chance)
    return (time.monotonic() - started) / len(tried)


def learn(course: Course, batch: Batch, weights: list[torch.Tensor], below: Below | None) -> float:
    """Take one step; return the loss."""
    model = course.model
    with computing():
        attend, score = model(batch.ids, batch.mask, below.of(batch) if below else None)
    loss = loss_of(model.pool(attend[batch.row], score[batch.row], batch.segment), batch, weights)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    course.optimizer.step()
    course.optimizer.zero_grad(set_to_none=True)
    course.scale.step()
    course.step += 1
    return loss.item()


@torch.no_grad()
def follow(mean: Reader, model: Reader, keep: float) -> None:
    for ours, theirs in zip(mean.parameters(), model.parameters(), strict=True):
        ours.lerp_(theirs, 1 - keep)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--encoder", choices=["minilm", "mpnet"], default="minilm")
    parser.add_argument("--layers", help="of mpnet, those to keep, for instance 0,2,4,6,8,10; by default all twelve")
    parser.add_argument(
        "--start",
        type=Path,
        help="go on from these weights, or from the full.onnx that ships, not from the encoder's own",
    )
    parser.add_argument("--fold", type=int)
    parser.add_argument("--limit", type=int, help="train on this many passages only (learning curve)")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--decay", type=float, default=0.85, help="of the rate, from each layer to the one below")
    parser.add_argument("--power", type=float, default=0.35)
    parser.add_argument("--joined", type=float, default=0.35)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--hurried", type=float, default=0.0, help="share that is met as typed in a hurry")
    parser.add_argument("--keep-words", action="store_true", help="leave the pretrained word vectors as they are")
    parser.add_argument(
        "--keep-layers",
        type=int,
        default=0,
        help="leave so many of the lowest layers as they are, worked out once and kept beside --out",
    )
    parser.add_argument(
        "--joinings",
        type=int,
        help="put passages together in so many ways only, which take turns; with --keep-layers two by default",
    )
    parser.add_argument("--minutes", type=float, help="end within this time: take fewer steps than all epochs have")
    parser.add_argument("--steps", type=int, help="take so many steps, at most")
    parser.add_argument("--taught", type=Path, help="learn from what a teacher said, too (training.teach)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.keep_layers and options.joinings is None:
        # For each way, the frozen layers work through all passages that it joins, and keep as much in their file.
        options.joinings = 2
    return options


def started(options: argparse.Namespace) -> Reader:
    if options.start and options.start.suffix == ".onnx":
        model = Reader.of(state_of(options.start), dropout=options.dropout)
    elif options.start:
        model = Reader.of(torch.load(options.start, weights_only=True), dropout=options.dropout)
    elif options.encoder == "mpnet":
        layers = [int(layer) for layer in options.layers.split(",")] if options.layers else range(12)
        model = mpnet(assembled_mpnet(), layers, dropout=options.dropout)
    else:
        model = minilm(installed_minilm(), dropout=options.dropout)
    model.word.weight.requires_grad_(not options.keep_words)
    model.freeze(options.keep_layers)
    return model


def with_taught(
    examples: dict[str, Example], found: Iterable[Asked], said: dict[str, np.ndarray], fold: int | None
) -> list[Example]:
    """Return the labelled examples with what the teacher said of them, and those that the teacher alone spoke of.

    Nothing of the held-out fold is among them.
    """
    out = {i: replace(one, taught=said.get(i)) for i, one in examples.items()}
    for one in found:
        if one.id in said and one.id not in out and fold_of(one) != fold:
            out[one.id] = unread(one.ids, said[one.id])
    return list(out.values())


def main() -> None:
    options = arguments()
    torch.manual_seed(options.seed)
    pieces = WordPiece((installed_minilm() / "vocab.txt").read_text("utf-8").split("\n"))
    train, held_out = training_set(options.fold)
    train = train[: options.limit]
    print(f"{len(train)} passages to train on, {len(held_out)} held out", flush=True)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    kept = options.out.with_suffix(".kept")
    slips = random.Random(options.seed) if options.hurried else None
    examples = [example(p, pieces, rng=slips) for p in train]
    if options.taught:
        by_id = dict(zip((p.id for p in train), examples, strict=True))
        examples = with_taught(by_id, asked(UNREAD, pieces), taught(options.taught), options.fold)
        print(f"{len(examples)} passages with those that a teacher spoke of", flush=True)
    model = fit(examples, pieces, started(options), options, kept)
    torch.save(model.state_dict(), options.out)
    kept.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
