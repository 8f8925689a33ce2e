"""Train the full model: `python -m training.train --out build/full.pt`.

Seeded; on the same machine and thread count the same command gives the same weights. It keeps its state as it goes: after an
interruption the same command goes on where it stopped. Choices belong on a held-out
tenth of the labelled passages (`--fold`), never on gold_dev, far_dev or the held-out sentences; docs/model-card.md says where that failed.
"""

import argparse
import copy
import hashlib
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from torch.nn import functional

from middleway.reading.labels import FIELDS, VALUES
from middleway.reading.wordpiece import WordPiece
from training.encoders import assembled_mpnet, installed_minilm
from training.encoding import Batch, Example, batches, example, sequences
from training.network import GROUPS, Reader, minilm, mpnet
from training.passages import OWN, Passage, labelled, written

SMOOTHING, PART_WEIGHT = 0.05, 0.5
MEMORY = 0.08  # the running mean looks back over this share of training
KEPT_EVERY = 100  # steps; an hour's work is never lost


def fold_of(passage: Passage, folds: int = 10) -> int:
    """Return the fold that a passage is in, whatever else is in the data: by a hash of what it belongs to, one post or one idea."""
    return int(hashlib.sha256(passage.group.encode()).hexdigest(), 16) % folds


def training_set(fold: int | None) -> tuple[list[Passage], list[Passage]]:
    """Return (train, held out), in a fixed random order. With `fold` None all is for training."""
    every = sorted([*labelled(), *written(*OWN)], key=lambda p: hashlib.sha256(p.id.encode()).digest())
    return [p for p in every if fold_of(p) != fold], [p for p in every if fold_of(p) == fold]


def class_weights(examples: list[Example], power: float) -> list[torch.Tensor]:
    """Weigh rare values up by frequency ** -power, at most eightfold of the commonest, mean 1 over passages."""
    weights = []
    for index, field in enumerate(FIELDS):
        counts = torch.tensor(
            [max(1, sum(e.target[index] == v for e in examples)) for v in range(len(VALUES[field]))], dtype=torch.float
        )
        weight = (counts / counts.max()).pow(-power).clamp(max=8.0)
        weights.append(weight * counts.sum() / (weight * counts).sum())
    return weights


def loss_of(logits: torch.Tensor, batch: Batch, weights: list[torch.Tensor]) -> torch.Tensor:
    """Mean cross-entropy of the fields, plus the parts' yes/no loss."""
    pieces = logits.split([*GROUPS[: len(FIELDS)], sum(GROUPS[len(FIELDS) :])], dim=1)
    loss = logits.new_zeros(())
    for index, weight in enumerate(weights):
        if (batch.target[:, index] >= 0).any():
            loss = loss + functional.cross_entropy(
                pieces[index], batch.target[:, index], weight=weight, label_smoothing=SMOOTHING
            )
    known = batch.parts >= 0
    if known.any():
        parts = functional.binary_cross_entropy_with_logits(
            pieces[-1], batch.parts.clamp(SMOOTHING / 2, 1 - SMOOTHING / 2), reduction="none",
            pos_weight=torch.full((batch.parts.shape[1],), 2.0),
        )  # fmt: skip
        loss = loss + PART_WEIGHT * parts[known].mean() * len(FIELDS)
    return loss


def groups_of(model: Reader, rate: float, decay: float) -> list[dict]:
    """Lower layers learn more slowly (Howard and Ruder 2018); the heads, which start from nothing, ten times faster."""
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
    """A training under way: all that is needed to go on from here, in one file."""

    model: Reader
    mean: Reader
    optimizer: torch.optim.Optimizer
    scale: torch.optim.lr_scheduler.LambdaLR
    step: int = 0

    @classmethod
    def of(cls, model: Reader, steps: int, options: argparse.Namespace) -> "Course":
        optimizer = torch.optim.AdamW(groups_of(model, options.rate, options.decay), weight_decay=0.01, fused=True)
        scale = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda s: min(1.0, (s + 1) / (0.06 * steps)) * max(0.02, 1 - s / steps)
        )
        return cls(model, copy.deepcopy(model), optimizer, scale)

    def save(self, path: Path) -> None:
        """Write it whole or not at all."""
        state = {name: getattr(self, name).state_dict() for name in ("model", "mean", "optimizer", "scale")}
        half = path.with_suffix(".half")
        torch.save(state | {"step": self.step, "chance": torch.get_rng_state()}, half)
        half.replace(path)

    def go_on_from(self, path: Path) -> None:
        state = torch.load(path, weights_only=True)
        for name in ("model", "mean", "optimizer", "scale"):
            getattr(self, name).load_state_dict(state[name])
        self.step = state["step"]
        torch.set_rng_state(state["chance"])


def fit(
    examples: list[Example], pieces: WordPiece, model: Reader, options: argparse.Namespace, kept: Path | None = None
) -> Reader:
    """Return the running mean of the weights over the last part of training. With `kept`, go on from that file when it is there."""
    rng = random.Random(options.seed)
    weights = class_weights(examples, options.power)
    every = [
        batch for _ in range(options.epochs) for batch in batches(sequences(examples, rng, options.joined), pieces, rng)
    ]
    course = Course.of(model, len(every), options)
    if kept and kept.exists():
        course.go_on_from(kept)
    model.train()
    total, started, first = 0.0, time.monotonic(), course.step
    for batch in every[first:]:
        total += learn(course, batch, weights)
        follow(course.mean, model, 1 - 1 / max(2.0, min(course.step, MEMORY * len(every))))
        if kept and course.step % KEPT_EVERY == 0:
            course.save(kept)
            print(f"{course.step}/{len(every)} loss {total / KEPT_EVERY:.3f} {time.monotonic() - started:.0f} s", flush=True)  # fmt: skip
            total = 0.0
    return course.mean.eval()


def learn(course: Course, batch: Batch, weights: list[torch.Tensor]) -> float:
    """Take one step; return the loss."""
    model = course.model
    with torch.autocast("cpu", dtype=torch.bfloat16):
        attend, score = model(batch.ids, batch.mask)
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
    parser.add_argument("--start", type=Path, help="go on from these weights instead of the encoder's own")
    parser.add_argument("--fold", type=int)
    parser.add_argument("--limit", type=int, help="train on this many passages only (learning curve)")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--decay", type=float, default=0.85, help="of the rate, from each layer to the one below")
    parser.add_argument("--power", type=float, default=0.35)
    parser.add_argument("--joined", type=float, default=0.35)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--keep-words", action="store_true", help="leave the pretrained word vectors as they are")
    parser.add_argument("--keep-layers", type=int, default=0, help="leave so many of the lowest layers as they are")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def started(options: argparse.Namespace) -> Reader:
    if options.start:
        model = Reader.of(torch.load(options.start, weights_only=True), dropout=options.dropout)
    elif options.encoder == "mpnet":
        layers = [int(layer) for layer in options.layers.split(",")] if options.layers else range(12)
        model = mpnet(assembled_mpnet(), layers, dropout=options.dropout)
    else:
        model = minilm(installed_minilm(), dropout=options.dropout)
    model.word.weight.requires_grad_(not options.keep_words)
    for layer in model.layers[: options.keep_layers]:
        layer.requires_grad_(False)
    return model


def main() -> None:
    options = arguments()
    torch.manual_seed(options.seed)
    pieces = WordPiece((installed_minilm() / "vocab.txt").read_text("utf-8").split("\n"))
    train, held_out = training_set(options.fold)
    train = train[: options.limit]
    print(f"{len(train)} passages to train on, {len(held_out)} held out", flush=True)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    kept = options.out.with_suffix(".kept")
    model = fit([example(p, pieces) for p in train], pieces, started(options), options, kept)
    torch.save(model.state_dict(), options.out)
    kept.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
