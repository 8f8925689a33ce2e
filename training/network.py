"""The network as trained: an encoder, and one attention pool and one linear layer per field.

The pool makes every logit a sum over words, `logit[c] = sum_t attention[t, field] * score[t, c] + bias[c]`, so that a
sentence is read by pooling over its own words, and a word's share in a finding can be read off. The encoder has the
architecture of BERT (Devlin et al. 2019), at the size of all-MiniLM-L6-v2 (Wang et al. 2020; Apache-2.0) or of
all-mpnet-base-v2 (Song et al. 2020; Apache-2.0), whose attention also depends on how far two words are apart.
"""

import math
from collections.abc import Iterable, Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional

from middleway.reading.labels import FIELDS, PARTS, VALUES

# Each part is a yes/no question of its own; each field is one choice among its values.
GROUPS = [*(len(VALUES[field]) for field in FIELDS), *(1 for _ in PARTS)]
OUTPUTS = sum(GROUPS)
GROUP_OF_OUTPUT = [group for group, size in enumerate(GROUPS) for _ in range(size)]


START, STOP = 101, 102  # in BERT's vocabulary
HEADS = 12
BUCKETS, FARTHEST = 32, 128  # how many distances MPNet tells apart; beyond the farthest, all are one
MPNET_SPECIAL = 4  # its vocabulary is BERT's after four tokens of its own: <s>, <pad>, </s>, <unk>
_MPNET_START, _MPNET_STOP, _MPNET_FIRST_PLACE = 0, 2, 2


class Layer(nn.Module):
    def __init__(self, width: int, dropout: float, eps: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=eps)
        self.up = nn.Linear(width, 4 * width)
        self.down = nn.Linear(4 * width, width)
        self.norm2 = nn.LayerNorm(width, eps=eps)
        self.dropout = dropout

    def forward(self, x: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        """Return the layer's output. `bias` (batch, heads or 1, words, words) is added to the attention.

        It is far below zero for what is no word.
        """
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(
            q, k, v, attn_mask=bias.to(q.dtype), dropout_p=self.dropout if self.training else 0.0
        )
        y = self.out(seen.transpose(1, 2).reshape(batch, length, width))
        x = self.norm1(x + functional.dropout(y, self.dropout, self.training))
        y = self.down(functional.gelu(self.up(x)))
        return self.norm2(x + functional.dropout(y, self.dropout, self.training))


class Reader(nn.Module):
    """From ids (batch, words) to attention logits (batch, words, groups) and scores (batch, words, outputs)."""

    def __init__(
        self, vocabulary: int, *, width: int = 384, layers: int = 6, dropout: float = 0.1, is_relative: bool = False
    ) -> None:
        super().__init__()
        eps = 1e-5 if is_relative else 1e-12  # as MPNet and BERT were trained
        self.word = nn.Embedding(vocabulary, width)
        self.position = nn.Embedding(512, width)
        self.relative = nn.Embedding(BUCKETS, HEADS) if is_relative else None
        self.norm = nn.LayerNorm(width, eps=eps)
        self.layers = nn.ModuleList(Layer(width, dropout, eps) for _ in range(layers))
        self.attend = nn.Linear(width, len(GROUPS))
        self.score = nn.Linear(width, OUTPUTS)
        self.dropout = dropout
        self.frozen = 0  # so many of the lowest layers are left as they are
        # Attention starts flat: the pool is then the mean that both encoders were trained with.
        nn.init.zeros_(self.attend.weight)
        nn.init.zeros_(self.attend.bias)

    @classmethod
    def of(cls, state: dict[str, torch.Tensor], *, dropout: float = 0.1) -> "Reader":
        """Return the reader that has these weights; they determine its shape."""
        vocabulary, width = state["word.weight"].shape
        layers = len({name.split(".")[1] for name in state if name.startswith("layers.")})
        is_relative = "relative.weight" in state
        reader = cls(vocabulary, width=width, layers=layers, dropout=dropout, is_relative=is_relative)
        reader.load_state_dict(state)
        return reader

    def freeze(self, count: int) -> None:
        """Leave the `count` lowest layers, and all that they stand on, as they are.

        What a distance adds to the attention is the same in every layer, so it is left as it is, too. Raises ValueError
        where there are not so many layers.
        """
        if not 0 <= count <= len(self.layers):
            raise ValueError(f"{count} layers cannot be kept of {len(self.layers)}.")
        self.frozen = count
        if count:
            low = [self.word, self.position, self.relative, self.norm, *self.layers[:count]]
            for part in (part for part in low if part is not None):
                part.requires_grad_(False)

    @torch.no_grad()
    def below(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the vectors (batch, words, width) of the last frozen layer, without dropout, so always the same."""
        mode = self.training
        self.eval()
        out = self._through(self.layers[: self.frozen], self._opening(ids), mask)
        self.train(mode)
        return out

    def encode(self, ids: torch.Tensor, mask: torch.Tensor, below: torch.Tensor | None = None) -> torch.Tensor:
        """Return the vectors (batch, words, width) of the last layer. `below`, if any, is what that method returns."""
        if below is None:
            below = self.below(ids, mask) if self.frozen else self._opening(ids)
        return self._through(self.layers[self.frozen :], below, mask)

    def _opening(self, ids: torch.Tensor) -> torch.Tensor:
        x = self.norm(self.word(ids) + self.position.weight[: ids.shape[1]])
        return functional.dropout(x, self.dropout, self.training)

    def _through(self, layers: Iterable[nn.Module], x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        bias = torch.zeros(mask.shape, dtype=x.dtype).masked_fill(~mask, -1e4)[:, None, None, :]
        if self.relative is not None:
            bias = bias + distances(self.relative, mask.shape[1])
        for layer in layers:
            x = layer(x, bias)
        return x

    def forward(
        self, ids: torch.Tensor, mask: torch.Tensor, below: torch.Tensor | None = None
    ) -> tuple[torch.Tensor, torch.Tensor]:
        x = functional.dropout(self.encode(ids, mask, below), self.dropout, self.training)
        return self.attend(x).float(), functional.linear(x, self.score.weight).float()

    def pool(self, attend: torch.Tensor, score: torch.Tensor, segment: torch.Tensor) -> torch.Tensor:
        """Return the logits (batch, outputs) of the words where `segment` (batch, words) is true."""
        weight = attend.masked_fill(~segment[:, :, None], -1e4).softmax(1)
        per_output = weight[:, :, torch.tensor(GROUP_OF_OUTPUT)]
        return (per_output * score).sum(1) + self.score.bias


def buckets(length: int) -> torch.Tensor:
    """Return the bucket of each pair of places, (length, length): half are for words before, half for words after.

    Near distances have a bucket each, and farther ones share (Raffel et al. 2020, as MPNet uses it).
    """
    places = torch.arange(length)
    away = places[:, None] - places[None, :]  # positive where the other word comes first
    half, near = BUCKETS // 2, BUCKETS // 4
    far = near + (torch.log(away.abs().clamp(min=1) / near) / math.log(FARTHEST / near) * (half - near)).long()
    return torch.where(away < 0, half, 0) + torch.where(away.abs() < near, away.abs(), far.clamp(max=half - 1))


def computing() -> torch.autocast:
    """Return the context to train in: 16 bits only where the processor multiplies them itself.

    Where it does not, they are a hundred times slower.
    """
    can = torch.cpu.get_capabilities()
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=bool(can.get("avx512_bf16") or can.get("amx_bf16")))


def distances(relative: nn.Embedding, length: int) -> torch.Tensor:
    """Return what each head adds to its attention for how far two words are apart: (1, heads, length, length)."""
    return relative(buckets(length)).permute(2, 0, 1)[None]


def minilm(folder: Path, *, dropout: float = 0.1) -> Reader:
    """Return a reader that starts from the weights of all-MiniLM-L6-v2 in `folder`."""
    source = load_file(folder / "model.safetensors")
    e = "embeddings."
    state = {
        "word.weight": source[e + "word_embeddings.weight"],
        # There is one segment type; it is added to the positions.
        "position.weight": source[e + "position_embeddings.weight"] + source[e + "token_type_embeddings.weight"][0],
        "norm.weight": source[e + "LayerNorm.weight"],
        "norm.bias": source[e + "LayerNorm.bias"],
    }
    names = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    reader = Reader(state["word.weight"].shape[0], dropout=dropout)
    reader.load_state_dict(state | _layers(source, names, range(len(reader.layers))), strict=False)
    return reader


def mpnet(folder: Path, layers: Sequence[int] = range(12), *, dropout: float = 0.1) -> Reader:
    """Return a reader that starts from these layers of all-mpnet-base-v2 in `folder`.

    It takes the ids of BERT's vocabulary, as MiniLM's does.
    """
    source = load_file(folder / "model.safetensors")
    e = "embeddings."
    words = source[e + "word_embeddings.weight"]
    own = words[MPNET_SPECIAL:-1].clone()  # the last is <mask>
    own[START], own[STOP] = words[_MPNET_START], words[_MPNET_STOP]
    state = {
        "word.weight": own,
        "position.weight": source[e + "position_embeddings.weight"][_MPNET_FIRST_PLACE:],
        "norm.weight": source[e + "LayerNorm.weight"],
        "norm.bias": source[e + "LayerNorm.bias"],
        "relative.weight": source["encoder.relative_attention_bias.weight"],
    }
    names = {
        "query": "attention.attn.q",
        "key": "attention.attn.k",
        "value": "attention.attn.v",
        "out": "attention.attn.o",
        "norm1": "attention.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    vocabulary, width = own.shape
    reader = Reader(vocabulary, width=width, layers=len(layers), dropout=dropout, is_relative=True)
    reader.load_state_dict(state | _layers(source, names, layers), strict=False)
    return reader


def _layers(source: dict[str, torch.Tensor], names: dict[str, str], layers: Sequence[int]) -> dict[str, torch.Tensor]:
    """Return the weights of these layers under our names; query, key and value become one product."""
    state = {}
    for index, layer in enumerate(layers):
        prefix = f"encoder.layer.{layer}."
        for kind in ("weight", "bias"):
            of = {ours: source[f"{prefix}{theirs}.{kind}"] for ours, theirs in names.items()}
            state[f"layers.{index}.qkv.{kind}"] = torch.cat([of.pop(name) for name in ("query", "key", "value")])
            state |= {f"layers.{index}.{ours}.{kind}": value for ours, value in of.items()}
    return state
