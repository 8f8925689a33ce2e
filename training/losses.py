"""What training makes small: the distance from our labels, and from what a teacher said."""

import torch
from torch.nn import functional

from middleway.reading.labels import FIELDS, VALUES
from training.encoding import Batch, Example
from training.network import GROUPS

SMOOTHING, PART_WEIGHT = 0.05, 0.5
# A teacher's logits are divided by this, so that the values it finds less likely are learned too (Hinton et al. 2015).
SOFTENED = 2.0
_SIZES = [*GROUPS[: len(FIELDS)], sum(GROUPS[len(FIELDS) :])]


def class_weights(examples: list[Example], power: float) -> list[torch.Tensor]:
    """Weight rare values by frequency ** -power: at most eight times the commonest, and 1 on average over passages."""
    weights = []
    for index, field in enumerate(FIELDS):
        counts = torch.tensor(
            [max(1, sum(e.target[index] == v for e in examples)) for v in range(len(VALUES[field]))], dtype=torch.float
        )
        weight = (counts / counts.max()).pow(-power).clamp(max=8.0)
        weights.append(weight * counts.sum() / (weight * counts).sum())
    return weights


def loss_of(logits: torch.Tensor, batch: Batch, weights: list[torch.Tensor]) -> torch.Tensor:
    """Return the loss on our labels and on the teacher's, each weighted by the share of the batch that has them.

    So a passage counts the same, whatever stands beside it.
    """
    read = (batch.target >= 0).any(1) | (batch.parts >= 0).any(1)
    taught = ~batch.taught[:, 0].isnan()
    loss = logits.new_zeros(())
    if read.any():
        loss = loss + read.float().mean() * label_loss(logits, batch, weights)
    if taught.any():
        loss = loss + taught.float().mean() * taught_loss(logits[taught], batch.taught[taught])
    return loss


def label_loss(logits: torch.Tensor, batch: Batch, weights: list[torch.Tensor]) -> torch.Tensor:
    """Return the mean cross-entropy of the fields over the passages that have one, plus the parts' yes/no loss."""
    pieces = logits.split(_SIZES, dim=1)
    loss = logits.new_zeros(())
    for index, weight in enumerate(weights):
        if (batch.target[:, index] >= 0).any():
            loss = loss + functional.cross_entropy(
                pieces[index], batch.target[:, index], weight=weight, label_smoothing=SMOOTHING
            )
    known = batch.parts >= 0
    if known.any():
        parts = functional.binary_cross_entropy_with_logits(
            pieces[-1],
            batch.parts.clamp(SMOOTHING / 2, 1 - SMOOTHING / 2),
            reduction="none",
            pos_weight=torch.full((batch.parts.shape[1],), 2.0),
        )
        loss = loss + PART_WEIGHT * parts[known].mean() * len(FIELDS)
    return loss


def taught_loss(logits: torch.Tensor, goal: torch.Tensor) -> torch.Tensor:
    """Return the mean divergence (nats), per field and part, from the shares that the teacher's logits `goal` give.

    Both sides are softened. It is zero where they are alike.
    """
    ours, theirs = (x.div(SOFTENED).split(_SIZES, dim=1) for x in (logits, goal))
    loss = logits.new_zeros(())
    for said, wanted in zip(ours[:-1], theirs[:-1], strict=True):
        loss = loss + functional.kl_div(
            said.log_softmax(1), wanted.log_softmax(1), reduction="batchmean", log_target=True
        )
    said, wanted = ours[-1], theirs[-1]
    share = wanted.sigmoid()
    away = functional.binary_cross_entropy_with_logits(said, share) - functional.binary_cross_entropy_with_logits(
        wanted, share
    )
    # The square keeps the gradients as large as those of labels.
    return SOFTENED**2 * (loss + PART_WEIGHT * away * len(FIELDS))
