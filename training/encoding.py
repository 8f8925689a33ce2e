"""From passages to tensors: the run-time tokeniser's ids, the targets, and batches of equal cost."""

import random
from dataclasses import dataclass, replace

import numpy as np
import torch

from middleway.reading.labels import FIELDS, PARTS, VALUES
from middleway.reading.tokens import Tokens, tokens
from middleway.reading.wordpiece import WordPiece
from training.network import OUTPUTS
from training.passages import Passage
from training.surface import typed

IGNORED = -100
LONGEST = 120  # word pieces of one passage
HURRIED = 2  # ways in which a passage is typed in a hurry


@dataclass(frozen=True, slots=True)
class Example:
    """One passage as ids without start and stop marks. `target[i]` is IGNORED where nobody labelled the field."""

    ids: list[int]
    target: list[int]
    parts: list[float]  # -1 where nobody labelled them
    taught: np.ndarray | None = None  # a teacher's logits (outputs), if one was asked
    hurried: tuple[list[int], ...] = ()  # the ids of the same passage, typed in a hurry


def example(passage: Passage, pieces: WordPiece, longest: int = LONGEST, rng: random.Random | None = None) -> Example:
    """Return the passage as ids and targets; with `rng`, also as it might be typed in a hurry, in HURRIED ways."""
    cut: Tokens = tokens(passage.text, pieces)
    ways = HURRIED if rng else 0
    hurried = (tokens(typed(passage.text, rng), pieces).ids[:longest] for _ in range(ways) if rng)
    target = [
        IGNORED if passage.fields[field] is None else VALUES[field].index(passage.fields[field]) for field in FIELDS
    ]
    read = () if passage.parts is None else set(PARTS) - set(passage.split)
    parts = [float(part in (passage.parts or ())) if part in read else -1.0 for part in PARTS]
    return Example(cut.ids[:longest] or [pieces.unknown], target, parts, hurried=tuple(ids for ids in hurried if ids))


def unread(ids: list[int], taught: np.ndarray | None = None) -> Example:
    """Return the example of a passage that nobody labelled."""
    return Example(ids, [IGNORED] * len(FIELDS), [-1.0] * len(PARTS), taught)


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of one or more passages. Passage s is in row `row[s]`, where `segment[s]` says which words are its own."""

    ids: torch.Tensor
    mask: torch.Tensor
    row: torch.Tensor
    segment: torch.Tensor
    target: torch.Tensor
    parts: torch.Tensor
    taught: torch.Tensor  # (passages, outputs), NaN where no teacher was asked

    def lines(self) -> list[bytes]:
        """Return each row's ids, from start to stop, as bytes. A row is known by them."""
        return [ids[: int(length)].numpy().tobytes() for ids, length in zip(self.ids, self.mask.sum(1), strict=True)]


def in_a_hurry(examples: list[Example], rng: random.Random, share: float) -> list[Example]:
    """Return the examples, a share of them as they are typed in a hurry."""
    return [
        replace(one, ids=rng.choice(one.hurried)) if one.hurried and rng.random() < share else one for one in examples
    ]


def sequences(examples: list[Example], rng: random.Random, joined: float, longest: int = 96) -> list[list[Example]]:
    """Shuffle the passages, and put a share `joined` of short neighbours into one sequence.

    So the network learns to read one sentence among others: the encoder sees all words of the sequence, and each
    passage's own words are pooled by themselves.
    """
    order = rng.sample(examples, len(examples))
    out: list[list[Example]] = []
    for item in order:
        fits = out and len(out[-1]) < 4 and sum(len(e.ids) for e in out[-1]) + len(item.ids) <= longest
        if fits and rng.random() < joined:
            out[-1].append(item)
        else:
            out.append([item])
    return out


def batches(groups: list[list[Example]], pieces: WordPiece, rng: random.Random, words_each: int = 1000) -> list[Batch]:
    """Sort by length, at random among equals, so that there is little padding, and cut to about `words_each` words."""
    by_length = sorted(groups, key=lambda g: (sum(len(e.ids) for e in g) + 2, rng.random()))
    out: list[Batch] = []
    current: list[list[Example]] = []
    for group in by_length:
        length = sum(len(e.ids) for e in group) + 2
        if current and (len(current) + 1) * length > words_each:
            out.append(collate(current, pieces))
            current = []
        current.append(group)
    out.append(collate(current, pieces))
    rng.shuffle(out)
    return out


def collate(groups: list[list[Example]], pieces: WordPiece) -> Batch:
    length = max(sum(len(e.ids) for e in group) for group in groups) + 2
    nobody = np.full(OUTPUTS, np.nan, np.float32)
    owned = [(row, e) for row, group in enumerate(groups) for e in group]
    ids = torch.zeros(len(groups), length, dtype=torch.long)
    mask = torch.zeros(len(groups), length, dtype=torch.bool)
    segment = torch.zeros(len(owned), length, dtype=torch.bool)
    at = 0
    for row, group in enumerate(groups):
        line = [pieces.start]
        for e in group:
            segment[at, len(line) : len(line) + len(e.ids)] = True
            line += e.ids
            at += 1
        line.append(pieces.stop)
        ids[row, : len(line)] = torch.tensor(line)
        mask[row, : len(line)] = True
    return Batch(
        ids,
        mask,
        torch.tensor([row for row, _ in owned]),
        segment,
        torch.tensor([e.target for _, e in owned]),
        torch.tensor([e.parts for _, e in owned]),
        torch.tensor(np.array([nobody if e.taught is None else e.taught for _, e in owned], dtype=np.float32)),
    )
