"""Make the head for signs of risk: `python -m training.risk --fold 0`, after the full model and before its manifest.

The head is an attention pool and four values, `labels.RISKS`, over the last layer of the full model as it ships, in 8
bits; the encoder is left as it is. On the fold, an encoder of its own, upper layers of its own and a mix of all layers
were no better (docs/model-card.md). Our older sentences say `danger` and not who is in danger; from them the head
learns that it is danger or a threat. `sentences/` and `risks/` have a held-out part each, never trained on.
"""

import argparse
import hashlib
import json
import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from middleway.content import library
from middleway.reading.calibration import RiskScale
from middleway.reading.labels import FIELDS, PARTS, RISKS
from middleway.reading.looks import AROUND
from middleway.reading.network import SIGNS, WINDOW, session
from middleway.reading.phrases import ranges
from middleway.reading.sentences import sentences
from middleway.reading.tokens import tokens
from middleway.reading.wordpiece import WordPiece
from training.encoders import installed_minilm
from training.passages import OWN, Passage, fresh, labelled, written
from training.train import fold_of

MODEL = Path("src/middleway/reading/model")
GROUPS = len(FIELDS) + len(PARTS)  # pools of the other heads
# What a passage may be, by its label's number: one of four values, or "danger or threat" if nobody told them apart.
MAY_BE = torch.tensor([*torch.eye(len(RISKS)).tolist(), [0.0, 0.0, 1.0, 1.0]])
EITHER = len(RISKS)
PUBLIC = 6_000  # of the public passages, nearly all harmless: enough of everyday writing
TIMES = 3  # the fresh texts are the closest to what is written at night, and say who is in danger
EPOCHS, RATE, DROPOUT, SEED = 6, 5e-3, 0.1, 1
# So many of the harmless texts that were written to look like danger have a sign. The everyday texts of others are too
# few to set it by.
SIGN_AT = 0.18
ON_RISK = 0.2  # a file with such a share of texts at risk was written on risk; its others look like danger
CLEAR_AT = 0.03  # so many of these have a clear one
# As parts of CLEAR_AT. Crisis has parts of its own, since a missed one costs most.
PARTS = {"clear": 1 / 4, "alone": 3 / 4, "crisis": 3 / 4, "crisis_alone": 5 / 4}


@dataclass(frozen=True, slots=True)
class Seen:
    """One passage as the encoder sees it: `words` (words, width), the row of MAY_BE, and the words of each sentence."""

    words: torch.Tensor
    label: int
    sentences: list[range]


class Head(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.attend, self.score = nn.Linear(width, 1), nn.Linear(width, len(RISKS))
        nn.init.zeros_(self.attend.weight)
        nn.init.zeros_(self.attend.bias)

    def forward(self, words: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
        """`words` (batch, length, width), `real` (batch, length); returns logits (batch, 4)."""
        words = nn.functional.dropout(words, DROPOUT, self.training)
        weight = self.attend(words).masked_fill(~real[:, :, None], -1e4).softmax(1)
        return (weight * nn.functional.linear(words, self.score.weight)).sum(1) + self.score.bias


def training_set(fold: int) -> tuple[list[Passage], list[Passage]]:
    """Return (train, held out) of all that has a label of risk, in a fixed random order."""
    public = sorted((p for p in labelled() if p.fields["risk"]), key=_order)
    at_risk = [p for p in public[PUBLIC:] if p.fields["risk"] != "none"]
    every = sorted([*public[:PUBLIC], *at_risk, *written(*OWN), *(p for p, _ in fresh("learned"))], key=_order)
    train = [p for p in every if fold_of(p) != fold]
    train += [p for p in train if _is_fresh(p)] * (TIMES - 1)
    train += story() * TIMES
    return train, [p for p in every if fold_of(p) == fold]


def story() -> list[Passage]:
    """Return the moments of our own story: ordinary quarrels, told as they are told here."""
    scenes = enumerate(library("en").story.scenes)
    return [Passage(f"story-{at}", one.text, {"risk": "none"}, None, "own:story", "story") for at, one in scenes]


def label(passage: Passage) -> int:
    """Return the passage's row of MAY_BE."""
    risk = str(passage.fields["risk"])
    return EITHER if risk == "danger" and not _is_fresh(passage) else RISKS.index(risk)


def last_layer(graph: onnx.ModelProto) -> str:
    """Return the name of the highest layer's output, however many layers there are (training/export.py names them)."""
    norms = [node.name for node in graph.graph.node if node.name.startswith("layer") and node.name.endswith(".norm2")]
    return max(norms, key=lambda name: int(name.removeprefix("layer").partition(".")[0]))


def seen(passages: list[Passage], graph: onnx.ModelProto, pieces: WordPiece) -> list[Seen]:
    """Return what the last layer makes of each passage, computed as on a page."""
    last = last_layer(graph)
    shown = onnx.ModelProto()
    shown.CopyFrom(graph)
    shown.graph.output.append(helper.make_tensor_value_info(last, TensorProto.FLOAT, ["batch", "length", None]))
    layers = session(shown.SerializeToString())

    def one(passage: Passage) -> Seen:
        cut = tokens(passage.text, pieces)
        ids = cut.ids[:WINDOW] or [pieces.unknown]
        found = [words for _, _, words in ranges(cut, sentences(passage.text)) if words.stop <= WINDOW]
        line = np.array([[pieces.start, *ids, pieces.stop]], dtype=np.int64)
        (words,) = layers.run([last], {"ids": line, "mask": np.ones(line.shape, dtype=np.int32)})
        return Seen(torch.tensor(words[0, 1:-1]), label(passage), found)

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(one, passages))


def batches(examples: list[Seen], rng: random.Random, words: int = 3_000) -> list[list[Seen]]:
    """Sort by length, at random among equals, so that there is little padding."""
    out: list[list[Seen]] = [[]]
    for one in sorted(examples, key=lambda e: (len(e.words), rng.random())):
        if out[-1] and (len(out[-1]) + 1) * len(one.words) > words:
            out.append([])
        out[-1].append(one)
    rng.shuffle(out)
    return out


def collated(batch: list[Seen]) -> tuple[torch.Tensor, torch.Tensor]:
    words = nn.utils.rnn.pad_sequence([one.words for one in batch], batch_first=True)
    length = torch.tensor([len(one.words) for one in batch])
    return words, torch.arange(words.shape[1])[None] < length[:, None]


def fit(examples: list[Seen]) -> Head:
    torch.manual_seed(SEED)
    rng, head = random.Random(SEED), Head(examples[0].words.shape[1])
    epochs = [batches(examples, rng) for _ in range(EPOCHS)]
    steps = sum(map(len, epochs))
    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=0.01)
    scale = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / (0.06 * steps)) * max(0.02, 1 - s / steps)
    )
    for batch in (batch for epoch in epochs for batch in epoch):
        allowed = MAY_BE[torch.tensor([one.label for one in batch])].clamp_min(0.005)  # labels are sometimes wrong
        logits = head(*collated(batch))
        loss = -(logits.log_softmax(1) + allowed.log()).logsumexp(1).mean()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        scale.step()
    return head.eval()


def put(head: Head, graph: onnx.ModelProto) -> None:
    """Make the head the last of the graph's heads, in place of one that is there already."""
    before = {"attend": GROUPS, "score": SIGNS.start}
    wider = {
        "attend.weight": head.attend.weight.detach().numpy().T,
        "attend.bias": head.attend.bias.detach().numpy(),
        "score.weight": head.score.weight.detach().numpy().T,
    }
    for tensor in graph.graph.initializer:
        if tensor.name in wider:
            columns = before[tensor.name.partition(".")[0]]
            whole = np.concatenate([numpy_helper.to_array(tensor)[..., :columns], wider[tensor.name]], axis=-1)
            tensor.CopyFrom(numpy_helper.from_array(np.ascontiguousarray(whole.astype(np.float32)), tensor.name))
    for output, more in zip(graph.graph.output, (1, len(RISKS)), strict=True):
        output.type.tensor_type.shape.dim[2].dim_value = before[output.name] + more


def scaled(head: Head, passages: list[Passage], examples: list[Seen]) -> RiskScale:
    """Choose temperature (least log loss), lean and clear share on passages that the head was not trained on."""
    with torch.no_grad():
        logits = np.vstack([head(*collated([one])).numpy() for one in examples])
    labels = np.array([one.label for one in examples])
    ours = np.array([p.source.startswith(("own", "risks")) for p in passages])
    may_be = MAY_BE.numpy()[labels]

    def loss(temperature: float) -> float:
        shares = RiskScale(temperature, 0.0, 1.0, 1.0, 1.0, 1.0).probabilities(logits)
        return float(-np.log((shares * may_be).sum(1) + 1e-9).mean())

    t = min((float(t) for t in np.linspace(0.6, 3.0, 49)), key=loss)
    margin = logits[:, 0] - t * np.logaddexp.reduce(logits[:, 1:] / t, axis=1)
    hard = (labels == 0) & np.isin([p.source for p in passages], list(written_on_risk()))
    lean = float(np.quantile(margin[hard], SIGN_AT))
    scale = RiskScale(t, lean, 1.0, 1.0, 1.0, 1.0)
    found = scale.probabilities(logits)
    share, is_crisis = 1 - found[:, 0], found[:, 1:].argmax(1) == RISKS.index("crisis") - 1
    by_itself, crisis_by_itself = np.array([_most_alone(head, one, scale) for one in examples]).T
    by_itself = np.maximum(by_itself, crisis_by_itself) * (share >= AROUND)

    def at_most(of: np.ndarray, part: str) -> float:
        """Return the share that only this part of the harmless texts that look like danger exceeds."""
        return max(0.5, float(np.sort(of[hard])[::-1][int(hard.sum() * CLEAR_AT * PARTS[part])]))

    clear, crisis = at_most(share * ~is_crisis, "clear"), at_most(share * is_crisis, "crisis")
    alone, crisis_alone = at_most(by_itself, "alone"), at_most(crisis_by_itself, "crisis_alone")
    is_alone = (by_itself > alone) | (crisis_by_itself > crisis_alone)
    is_sign, is_clear = (share >= 1 / 2) | is_alone, (share > np.where(is_crisis, crisis, clear)) | is_alone
    for name, of in (
        ("ours, looks so", hard),
        ("ours, other harmless", (labels == 0) & ours & ~hard),
        ("public, harmless", (labels == 0) & ~ours),
        ("ours, at risk", (labels > 0) & ours),
        ("public, at risk", (labels > 0) & ~ours),
    ):
        print(f"{name}: {of.sum()}, with a sign {is_sign[of].mean():.3f}, clear {is_clear[of].mean():.3f}")
    # Rounded up, so that no further text gets in.
    levels = (float(np.ceil(each * 10_000 + 1e-6) / 10_000) for each in (clear, crisis, alone, crisis_alone))
    return RiskScale(round(t, 3), round(lean, 3), *levels)


def written_on_risk() -> set[str]:
    """Return the sources of ours that were written on risk."""
    every = [*written(*OWN), *(p for p, _ in fresh("learned"))]
    texts, risky = (
        Counter(p.source for p in some) for some in (every, [p for p in every if p.fields["risk"] != "none"])
    )
    return {source for source, count in texts.items() if risky[source] >= ON_RISK * count}


@torch.no_grad()
def _most_alone(head: Head, one: Seen, scale: RiskScale) -> tuple[float, float]:
    """Return the greatest share of any one sentence, of danger or threat and of crisis; 0 if there is only one."""
    if len(one.sentences) < 2:
        return 0.0, 0.0
    words = [Seen(one.words[s.start : s.stop], one.label, []) for s in one.sentences]
    found = scale.probabilities(np.vstack([head(*collated([each])).numpy() for each in words]))
    share, is_crisis = 1 - found[:, 0], found[:, 1:].argmax(1) == RISKS.index("crisis") - 1
    return float((share * ~is_crisis).max()), float((share * is_crisis).max())


def _order(passage: Passage) -> bytes:
    return hashlib.sha256(passage.id.encode()).digest()


def _is_fresh(passage: Passage) -> bool:
    return passage.source.startswith("risks:")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fold", type=int, required=True)
    train, held_out = training_set(parser.parse_args().fold)
    print(f"{len(train)} passages to train on, {len(held_out)} held out", flush=True)
    graph = onnx.load(MODEL / "full.onnx")
    pieces = WordPiece((installed_minilm() / "vocab.txt").read_text("utf-8").split("\n"))
    head = fit(seen(train, graph, pieces))
    scale = scaled(head, held_out, seen(held_out, graph, pieces))
    put(head, graph)
    (MODEL / "full.onnx").write_bytes(graph.SerializeToString())
    bias = np.frombuffer((MODEL / "bias.f32").read_bytes(), dtype="<f4")[: SIGNS.start]
    (MODEL / "bias.f32").write_bytes(np.append(bias, head.score.bias.detach().numpy()).astype("<f4").tobytes())
    (MODEL / "risk_calibration.json").write_text(json.dumps(asdict(scale), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
