"""The rivals, each given the same chance: fitted on our training passages, and asked the same question.

VADER and TextBlob only give a mood; a logistic regression turns their numbers into each field's value.
"""

from collections.abc import Callable

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from textblob import TextBlob
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from middleway.reading.wordpiece import WordPiece
from middleway.reading.words import words
from training.encoders import installed_minilm
from training.network import Reader, minilm
from training.passages import Passage, labelled
from training.scores import macro_f1

Features = Callable[[list[str]], np.ndarray]


def vader(texts: list[str]) -> np.ndarray:
    analyzer = SentimentIntensityAnalyzer()
    return np.array([list(analyzer.polarity_scores(text).values()) for text in texts])


def textblob(texts: list[str]) -> np.ndarray:
    return np.array([list(TextBlob(text).sentiment) for text in texts])


@torch.no_grad()
def frozen_minilm(texts: list[str]) -> np.ndarray:
    """Return the mean of the last layer's vectors, scaled to length one, as all-MiniLM-L6-v2 makes sentence vectors."""
    folder = installed_minilm()
    pieces = WordPiece((folder / "vocab.txt").read_text("utf-8").split("\n"))
    model: Reader = minilm(folder).eval()
    out = []
    for text in texts:
        ids = [i for word in words(text) for i in pieces.pieces(word.text)][:126]
        line = torch.tensor([[pieces.start, *ids, pieces.stop]])
        vector = model.encode(line, torch.ones_like(line, dtype=torch.bool))[0].mean(0).float()
        out.append((vector / vector.norm()).numpy())
    return np.array(out)


RIVALS: dict[str, Features] = {"VADER": vader, "TextBlob": textblob, "frozen MiniLM": frozen_minilm}


def rival_scores(gold: list[Passage], fields: tuple[str, ...]) -> dict[str, dict[str, float]]:
    """Return macro-F1 on `gold` by rival and field. Each rival is fitted on the public passages that we train on."""
    train = labelled()
    out: dict[str, dict[str, float]] = {"majority": {}}
    for name, features in RIVALS.items():
        seen, asked = features([p.text for p in train]), features([p.text for p in gold])
        out[name] = {}
        for field in fields:
            known = [i for i, p in enumerate(train) if p.fields[field] is not None]
            model = LogisticRegression(max_iter=2000, class_weight="balanced")
            model.fit(seen[known], [train[i].fields[field] for i in known])
            at = [i for i, p in enumerate(gold) if p.fields[field] is not None]
            truth = [str(gold[i].fields[field]) for i in at]
            out[name][field] = macro_f1(truth, list(model.predict(asked[at])))
            commonest = max(
                sorted({str(train[i].fields[field]) for i in known}), key=[train[i].fields[field] for i in known].count
            )
            out["majority"][field] = macro_f1(truth, [commonest] * len(truth))
    return out
