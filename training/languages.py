"""Train the language check: `python -m training.languages`.

Other languages are our own messages in `languages.tsv`; English is what stands there too, the public passages and our
own sentences. Every tenth line is held out, and its figures are printed. Texts are also cut short, since messages are
short.
"""

import random
from pathlib import Path

import numpy as np
import torch

from middleway.reading.folding import seen
from middleway.reading.language import BUCKETS, MARGIN, SIZES, groups
from middleway.reading.quickwords import block
from training.passages import HERE, OWN, labelled, unlabelled, written

Row = tuple[str, bool]


def examples() -> tuple[list[Row], list[Row]]:
    """Return (train, held out) as (text, is English)."""
    rng = random.Random(5)
    lines = [line.split("\t", 1) for line in (HERE / "languages.tsv").read_text("utf-8").splitlines() if "\t" in line]
    ours = [(text, code == "en") for code, text in lines]
    held_out = ours[::10]
    train = [row for i, row in enumerate(ours) if i % 10]
    english = [p.text for p in [*labelled(), *written(*OWN)]] + unlabelled()[:6000]
    # Slang and typos are rare here but common in life, so they count more.
    train = [row for row in train for _ in range(16 if row[1] else 4)] + [(text, True) for text in english]
    for text, is_english in list(train):
        cut = text.split()
        if len(cut) > 4:
            start = rng.randrange(len(cut) - 3)
            train.append((" ".join(cut[start : start + rng.randint(2, 6)]), is_english))
    return train, held_out


def matrix(texts: list[str]) -> torch.Tensor:
    """Return the share of each letter group, shape (texts, groups), sparse."""
    content = block([seen(text) for text in texts])
    found = groups(content, np.flatnonzero(content == 10))
    value = (1 / np.sqrt(found.count))[found.message]
    index = torch.tensor(np.stack([found.message, found.bucket]))
    return torch.sparse_coo_tensor(
        index, torch.tensor(value, dtype=torch.float), (len(texts), len(SIZES) * BUCKETS), check_invariants=True
    )


def main() -> None:
    torch.manual_seed(5)
    train, held_out = examples()
    x = matrix([text for text, _ in train]).coalesce()
    y = torch.tensor([float(is_english) for _, is_english in train])
    balance = torch.where(y > 0, 0.5 / y.mean(), 0.5 / (1 - y.mean()))
    weights = torch.zeros(len(SIZES) * BUCKETS, requires_grad=True)
    bias = torch.zeros((), requires_grad=True)
    optimizer = torch.optim.Adam([weights, bias], lr=0.3)
    for _ in range(150):
        optimizer.zero_grad()
        z = torch.sparse.mm(x, weights[:, None])[:, 0] + bias
        loss = torch.nn.functional.binary_cross_entropy_with_logits(z, y, weight=balance) + 2e-6 * weights.pow(2).sum()
        loss.backward()
        optimizer.step()
    path = Path("src/middleway/reading/model/language.npz")
    np.savez_compressed(path, weights=weights.detach().numpy().astype(np.float16), bias=bias.detach().numpy())
    z = (torch.sparse.mm(matrix([t for t, _ in held_out]), weights[:, None])[:, 0] + bias).detach().numpy()
    is_english = np.array([e for _, e in held_out])
    print(
        f"loss {float(loss.detach()):.3f}; held out: {len(held_out)} lines, "
        f"English kept {(z[is_english] >= MARGIN).mean():.3f}, "
        f"others told {(z[~is_english] < MARGIN).mean():.3f}; {path.stat().st_size / 1e3:.0f} kB"
    )


if __name__ == "__main__":
    main()
