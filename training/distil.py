"""Teach the bulk reader from the full model: `python -m training.distil`.

The student sees every text we have, labelled or not, and learns the full model's logits (Hinton et al. 2015). It also
sees single sentences, since chats are made of short messages. Its word vectors start as the pretrained encoder's own
vector of each word, reduced by principal components (as model2vec does).
"""

import argparse
import random
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from middleway.reading.canonical import names, stand_ins
from middleway.reading.folding import seen
from middleway.reading.labels import FIELDS, PARTS
from middleway.reading.network import COLUMNS, Network, Phrases, pooled_columns, windows
from middleway.reading.quickwords import FIRST_WORD, NAME, START, Vocabulary, bare, hash_of, numbers
from middleway.reading.tokens import tokens
from middleway.reading.wordpiece import WordPiece
from training.encoders import installed_minilm
from training.network import minilm
from training.passages import OWN, labelled, unlabelled, written
from training.texts import near_words, texts_to_learn_from, varied

WIDTH, INNER, BUCKETS, WORDS = 128, 96, 512, 28_000
THEY_AND_HE = (("they're", "he's"), ("they've", "he's"), ("they'll", "he'll"), ("they'd", "he'd"))
HEAD_COUNT = len(FIELDS) + len(PARTS)


def teach(texts: list[str], network: Network) -> np.ndarray:
    """Return the full model's logits, shape (texts, columns)."""

    def logits(text: str) -> np.ndarray:
        ids = tokens(text, network.pieces).ids
        whole = [range(len(ids))] if ids else []
        pool = Phrases.of(network.weigh(ids, windows(whole)), whole, network.bias)
        return pool.logits([range(1)])[0] if ids else network.bias

    with ThreadPoolExecutor(2) as pool:
        return np.array(list(pool.map(logits, texts)), dtype=np.float32)


def vocabulary_of(texts: list[str]) -> tuple[Vocabulary, list[str]]:
    """Number the commonest words. Words that stand for one another share a number."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(plain_words(text))
    stand_in = stand_ins()
    number: dict[str, int] = {}
    chosen: list[str] = []
    for word, count in counts.most_common():
        as_seen = stand_in.get(word, word)
        if count < 2 or len(chosen) >= WORDS or as_seen in number:
            continue
        number[as_seen] = FIRST_WORD + len(chosen)
        chosen.append(as_seen)
    number |= alike(number)
    pairs = sorted({hash_of(word): at for word, at in number.items()}.items())
    hashes = np.array([h for h, _ in pairs], dtype=np.uint64)
    return Vocabulary(hashes, np.array([n for _, n in pairs]), FIRST_WORD + len(chosen), BUCKETS), chosen


def alike(number: dict[str, int]) -> dict[str, int]:
    """Return numbers for the words that say who somebody is: each has its stand-in's number, also with an ending."""
    stand_in = stand_ins()
    pairs = [(word, seen, "") for word, seen in stand_in.items()]
    # With an ending, a word is another word here: "she's" takes the number of "he's", "mom's" that of "partner's".
    everyone = {**stand_in, **{seen: seen for seen in stand_in.values()}}
    pairs += [(word, seen, ending) for ending in ("'s", "'d", "'ll") for word, seen in everyone.items()]
    out = {word + ending: number[seen + ending] for word, seen, ending in pairs if seen + ending in number}
    out |= {they: number[he] for they, he in THEY_AND_HE if he in number}
    return out | {name + ending: NAME for name in names() for ending in ("", "'s")}


def plain_words(text: str) -> list[str]:
    """Cut a text as `quickwords.hashed` does: runs of letters, digits, apostrophes and non-ASCII; single marks."""
    plain = bare(seen(text)).encode("utf-8", "replace").lower().decode("utf-8", "replace")
    return re.findall(r"[a-z0-9'\u0080-\U0010ffff]+|[.,!?;:()\"\-*_/&@#%$+=<>~]", plain)


class Pupil(nn.Module):
    """The student as trained; `middleway.reading.student` computes the same."""

    def __init__(self, words: int) -> None:
        super().__init__()
        self.vectors = nn.Embedding(words, WIDTH)
        self.first = nn.Conv1d(WIDTH, INNER, 3, padding=1)
        self.second = nn.Conv1d(INNER, INNER, 3, padding=1)
        self.attend = nn.Linear(INNER, HEAD_COUNT)
        self.score = nn.Linear(INNER, COLUMNS[PARTS[-1]].stop)
        self.groups = torch.tensor(pooled_columns(np.arange(HEAD_COUNT, dtype=np.float32)[None])[0].astype(int))

    def forward(self, ids: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
        """Return logits. `ids` (batch, length) begin with START; `real` is false there and on padding."""
        mask = real[:, None, :].float()
        x = self.vectors(ids) * (ids >= 0)[:, :, None]
        x = functional.dropout(x, 0.1, self.training).transpose(1, 2)
        x = functional.relu(self.first(x)) * mask
        x = x + functional.relu(self.second(x)) * mask
        x = functional.dropout(x, 0.1, self.training).transpose(1, 2)
        weight = torch.where(real[:, :, None], self.attend(x).clamp(-20, 20), torch.tensor(-20.0)).exp()[
            :, :, self.groups
        ]
        weight = weight * (torch.arange(ids.shape[1]) < (real.sum(1, keepdim=True) + 1))[:, :, None]
        return (weight * (x @ self.score.weight.T)).sum(1) / weight.sum(1) + self.score.bias


def loss_of(said: torch.Tensor, goal: torch.Tensor) -> torch.Tensor:
    loss = said.new_zeros(())
    for field in FIELDS:
        c = COLUMNS[field]
        loss = loss + functional.kl_div(
            said[:, c].log_softmax(1), goal[:, c].log_softmax(1), reduction="batchmean", log_target=True
        )
    parts = slice(COLUMNS[PARTS[0]].start, COLUMNS[PARTS[-1]].stop)
    return loss + 3 * functional.binary_cross_entropy_with_logits(said[:, parts], goal[:, parts].sigmoid())


def fit(
    pupil: Pupil, texts: list[str], goal: np.ndarray, vocabulary: Vocabulary, weight: np.ndarray, epochs: int
) -> None:
    rng = random.Random(3)
    ids = [numbers([seen(text)], vocabulary)[0][:90] for text in texts]
    goal_tensor, rate = torch.tensor(goal), 2e-3
    optimizer = torch.optim.AdamW(pupil.parameters(), lr=rate, weight_decay=1e-4, fused=True)
    order = [i for i, times in enumerate(weight) for _ in range(int(times))]
    steps = epochs * (len(order) // 128 + 1)
    scale = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps + 1, pct_start=0.1)
    pupil.train()
    for epoch in range(epochs):
        rng.shuffle(order)
        # Sorted by length within large chunks: little padding, and still random.
        chunks = [sorted(order[i : i + 12_800], key=lambda i: len(ids[i])) for i in range(0, len(order), 12_800)]
        batches = [chunk[i : i + 128] for chunk in chunks for i in range(0, len(chunk), 128)]
        rng.shuffle(batches)
        total = 0.0
        for batch in batches:
            length = max(len(ids[i]) for i in batch)
            line = torch.zeros(len(batch), length, dtype=torch.long)
            real = torch.zeros(len(batch), length, dtype=torch.bool)
            for row, i in enumerate(batch):
                line[row, : len(ids[i])] = torch.tensor(ids[i])
                real[row, 1 : len(ids[i])] = True
            loss = loss_of(pupil(line, real), goal_tensor[batch])
            loss.backward()
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            scale.step()
            total += loss.item()
        print(f"epoch {epoch + 1}/{epochs} loss {total / len(batches):.3f}", flush=True)


@torch.no_grad()
def first_vectors(words: list[str], count: int) -> np.ndarray:
    """Return starting vectors: the principal components of the pretrained encoder's vector of each single word.

    So words of similar meaning start alike, even those that the labelled texts hardly contain (as in model2vec).
    """
    folder = installed_minilm()
    encoder = minilm(folder, dropout=0.0).eval()
    pieces = WordPiece((folder / "vocab.txt").read_text("utf-8").split("\n"))
    ids = [tokens(word, pieces).ids[:8] or [pieces.unknown] for word in words]
    seen = np.zeros((len(words), encoder.word.embedding_dim), np.float32)
    order = sorted(range(len(words)), key=lambda i: len(ids[i]))
    for at in range(0, len(order), 512):
        some = order[at : at + 512]
        length = max(len(ids[i]) for i in some) + 2
        line = torch.zeros(len(some), length, dtype=torch.long)
        mask = torch.zeros(len(some), length, dtype=torch.bool)
        for row, i in enumerate(some):
            line[row, : len(ids[i]) + 2] = torch.tensor([pieces.start, *ids[i], pieces.stop])
            mask[row, : len(ids[i]) + 2] = True
        vectors = encoder.encode(line, mask) * mask[:, :, None]
        seen[some] = (vectors.sum(1) / mask.sum(1, keepdim=True)).numpy()
    matrix = seen - seen.mean(0)
    _, _, axes = np.linalg.svd(matrix, full_matrices=False)
    reduced = matrix @ axes[:WIDTH].T
    out = np.random.default_rng(3).normal(0, 0.1, (count, WIDTH)).astype(np.float32)
    out[FIRST_WORD : FIRST_WORD + len(words)] = reduced / reduced.std() * 0.3
    return out


def save(pupil: Pupil, vocabulary: Vocabulary, path: Path) -> None:
    """Write an npz without pickles: word vectors as int8 with one scale per word, the rest as float16."""
    vectors = pupil.vectors.weight.detach().numpy()
    scale = np.maximum(np.abs(vectors).max(1, keepdims=True), 1e-8) / 127
    half = {
        "first": taps(pupil.first),
        "first_bias": pupil.first.bias,
        "second": taps(pupil.second),
        "second_bias": pupil.second.bias,
        "heads": torch.cat([pupil.attend.weight, pupil.score.weight]).T,
        "attend_bias": pupil.attend.bias,
        "bias": pupil.score.bias,
    }
    np.savez_compressed(
        path,
        hashes=vocabulary.hashes,
        numbers=vocabulary.numbers.astype(np.uint32),
        size=np.array(vocabulary.size),
        buckets=np.array(vocabulary.buckets),
        vectors=np.round(vectors / scale).astype(np.int8),
        vectors_scale=scale.astype(np.float16),
        **{name: tensor.detach().numpy().astype(np.float16) for name, tensor in half.items()},
    )
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


def taps(layer: nn.Conv1d) -> torch.Tensor:
    """Stack a convolution's weights (out, in, 3) to (3 * in, out): the word before, the word itself, the word after."""
    return layer.weight.permute(2, 1, 0).reshape(-1, layer.weight.shape[0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("src/middleway/reading/model/bulk.npz"))
    parser.add_argument("--epochs", type=int, default=8)
    options = parser.parse_args()
    torch.manual_seed(3)
    texts = texts_to_learn_from()
    own = [p.text for p in [*labelled(), *written(*OWN)]]
    vocabulary, words = vocabulary_of(texts)
    vectors = first_vectors(words, vocabulary.size + BUCKETS)
    near = near_words(words, vectors[FIRST_WORD : FIRST_WORD + len(words)])
    texts = list(dict.fromkeys([*texts, *varied([*own, *unlabelled()], near)]))
    print(f"{len(texts)} texts", flush=True)
    goal = teach(texts, Network())
    pupil = Pupil(vocabulary.size + BUCKETS)
    pupil.vectors.weight.data[:] = torch.tensor(vectors)
    pupil.vectors.weight.data[START] = 0
    known = set(own)
    weight = np.array([2 if text in known else 1 for text in texts])
    fit(pupil, texts, goal, vocabulary, weight, options.epochs)
    save(pupil.eval(), vocabulary, options.out)


if __name__ == "__main__":
    main()
