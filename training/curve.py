"""The learning curve, or what more labelled passages bring: `python -m training.curve 2500 5000 10000 20000`.

Each run has the same settings and a random part of the training passages. All are judged on the fold that none of them
saw, in 32 bits and without calibration. Prints macro-F1 over the values with at least 8 examples there, on public
passages and on our own sentences.
"""

import argparse

import torch

from middleway.reading.labels import FIELDS, VALUES
from middleway.reading.wordpiece import WordPiece
from training.encoders import installed_minilm
from training.encoding import collate, example
from training.network import GROUPS, Reader, minilm
from training.passages import Passage
from training.scores import macro_f1
from training.train import fit, training_set

FOLD, EPOCHS, RATE = 0, 4, 1.5e-4
SETTINGS = argparse.Namespace(
    seed=5, power=0.35, rate=RATE, epochs=EPOCHS, joined=0.15, decay=0.85, joinings=None, steps=None, minutes=None
)


@torch.no_grad()
def said(model: Reader, passages: list[Passage], pieces: WordPiece) -> list[dict[str, str]]:
    """Return each passage's most likely value per field."""
    out: list[dict[str, str]] = []
    for passage in passages:
        batch = collate([[example(passage, pieces)]], pieces)
        logits = model.pool(*model(batch.ids, batch.mask), batch.segment)[0]
        pieces_of = logits.split(GROUPS)
        out.append({f: VALUES[f][int(z.argmax())] for f, z in zip(FIELDS, pieces_of[: len(FIELDS)], strict=True)})
    return out


def line(model: Reader, passages: list[Passage], pieces: WordPiece) -> list[str]:
    values = said(model, passages, pieces)
    cells = []
    for field in FIELDS:
        known = [(p.fields[field], v[field]) for p, v in zip(passages, values, strict=True) if p.fields[field]]
        cells.append(f"{macro_f1([str(g) for g, _ in known], [v for _, v in known], rare=8):.3f}")
    return cells


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("limits", type=int, nargs="+")
    options = parser.parse_args()
    folder = installed_minilm()
    pieces = WordPiece((folder / "vocab.txt").read_text("utf-8").split("\n"))
    train, held_out = training_set(FOLD)
    public = [p for p in held_out if not p.source.startswith("own")]
    own = [p for p in held_out if p.source.startswith("own")]
    rows = []
    for limit in options.limits:
        torch.manual_seed(SETTINGS.seed)
        start = minilm(folder)
        start.word.weight.requires_grad_(False)
        model = fit([example(p, pieces) for p in train[:limit]], pieces, start, SETTINGS)
        for name, passages in (("public", public), ("own", own)):
            rows.append([str(len(train[:limit])), f"{name}, {len(passages)}", *line(model, passages, pieces)])
    for row in [["passages", "judged on", *FIELDS], ["---"] * (2 + len(FIELDS)), *rows]:
        print(f"| {' | '.join(row)} |")


if __name__ == "__main__":
    main()
