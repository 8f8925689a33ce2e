"""The texts that the bulk reader learns from: all we have, their sentences, and variants with words exchanged."""

import random
import re

import numpy as np

from middleway.reading.sentences import sentences
from training.passages import OWN, labelled, unlabelled, written

NEAR, EXCHANGED, VARIANTS = 6, 0.25, 1  # neighbours of a word, share of words exchanged, variants of a text


def texts_to_learn_from() -> list[str]:
    """Return every text once, and its sentences and pairs of neighbouring sentences."""
    whole = [p.text for p in [*labelled(), *written(*OWN)]] + unlabelled()
    out = list(dict.fromkeys(whole))
    for text in list(out):
        cut = sentences(text)
        if len(cut) > 1:
            out += [text[a:b] for a, b in cut]
        if len(cut) > 2:
            out += [text[cut[i][0] : cut[i + 1][1]] for i in range(len(cut) - 1)]
    return list(dict.fromkeys(text for text in out if text.strip()))


def near_words(words: list[str], vectors: np.ndarray) -> dict[str, list[str]]:
    """Return, for each word, the NEAR others whose vectors point most nearly in the same direction."""
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    near: dict[str, list[str]] = {}
    for at in range(0, len(words), 1000):
        alike = unit[at : at + 1000] @ unit.T
        for row, best in enumerate(np.argpartition(-alike, NEAR, axis=1)[:, : NEAR + 1].tolist()):
            near[words[at + row]] = [words[i] for i in best if i != at + row]
    return near


def varied(texts: list[str], near: dict[str, list[str]]) -> list[str]:
    """Return VARIANTS of each text with some words exchanged for near ones (Jiao et al. 2020, TinyBERT).

    The full model reads the variants anew, so no label has to stay true. They show the student words in more contexts.
    """
    rng = random.Random(11)

    def exchanged(match: "re.Match[str]") -> str:
        others = near.get(match.group().lower())
        return rng.choice(others) if others and rng.random() < EXCHANGED else match.group()

    return [re.sub(r"[A-Za-z']+", exchanged, text) for text in texts for _ in range(VARIANTS)]
