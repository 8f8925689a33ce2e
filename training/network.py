"""The network as trained: MiniLM's encoder, and one attention pool and one linear layer per field.

The pool makes every logit a sum over words, `logit[c] = sum_t attention[t, field] * score[t, c] + bias[c]`, so that a
sentence is read by pooling over its own words, and a word's share in a finding can be read off. The encoder is the
architecture of BERT (Devlin et al. 2019) at the size of all-MiniLM-L6-v2 (Wang et al. 2020; Apache-2.0).
"""

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional

from middleway.reading.labels import FIELDS, PARTS, VALUES

# Each part is a yes/no question of its own; each field one choice among its values.
GROUPS = [*(len(VALUES[field]) for field in FIELDS), *(1 for _ in PARTS)]
OUTPUTS = sum(GROUPS)
GROUP_OF_OUTPUT = [group for group, size in enumerate(GROUPS) for _ in range(size)]


class Layer(nn.Module):
    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(
            q, k, v, attn_mask=mask[:, None, None, :], dropout_p=self.dropout if self.training else 0.0
        )
        y = self.out(seen.transpose(1, 2).reshape(batch, length, width))
        x = self.norm1(x + functional.dropout(y, self.dropout, self.training))
        y = self.down(functional.gelu(self.up(x)))
        return self.norm2(x + functional.dropout(y, self.dropout, self.training))


class Reader(nn.Module):
    """Ids (batch, words) to attention logits (batch, words, groups) and scores (batch, words, outputs)."""

    def __init__(self, vocabulary: int, *, width: int = 384, layers: int = 6, heads: int = 12, dropout: float = 0.1):
        super().__init__()
        self.word = nn.Embedding(vocabulary, width)
        self.position = nn.Embedding(512, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, heads, 4 * width, dropout) for _ in range(layers))
        self.attend = nn.Linear(width, len(GROUPS))
        self.score = nn.Linear(width, OUTPUTS)
        self.dropout = dropout
        # Attention starts flat: the pool is then the mean that all-MiniLM was trained with.
        nn.init.zeros_(self.attend.weight)
        nn.init.zeros_(self.attend.bias)

    def encode(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Vectors (batch, words, width) of the last layer."""
        x = self.norm(self.word(ids) + self.position.weight[: ids.shape[1]])
        x = functional.dropout(x, self.dropout, self.training)
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        x = functional.dropout(self.encode(ids, mask), self.dropout, self.training)
        return self.attend(x).float(), functional.linear(x, self.score.weight).float()

    def pool(self, attend: torch.Tensor, score: torch.Tensor, segment: torch.Tensor) -> torch.Tensor:
        """Logits (batch, outputs) of the words where `segment` (batch, words) is true."""
        weight = attend.masked_fill(~segment[:, :, None], -1e4).softmax(1)
        per_output = weight[:, :, torch.tensor(GROUP_OF_OUTPUT)]
        return (per_output * score).sum(1) + self.score.bias


def pretrained(folder: Path, **options: float) -> Reader:
    """Return a reader that starts from the weights of all-MiniLM-L6-v2 in `folder`."""
    source = load_file(folder / "model.safetensors")
    config = json.loads((folder / "config.json").read_text("utf-8"))
    reader = Reader(config["vocab_size"], **options)
    e = "embeddings."
    state = {
        "word.weight": source[e + "word_embeddings.weight"],
        # The one segment type is folded into the positions.
        "position.weight": source[e + "position_embeddings.weight"] + source[e + "token_type_embeddings.weight"][0],
        "norm.weight": source[e + "LayerNorm.weight"],
        "norm.bias": source[e + "LayerNorm.bias"],
    }
    names = {
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for index in range(len(reader.layers)):
        prefix = f"encoder.layer.{index}."
        for kind in ("weight", "bias"):
            parts = [source[f"{prefix}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
            state[f"layers.{index}.qkv.{kind}"] = torch.cat(parts)
            for ours, theirs in names.items():
                state[f"layers.{index}.{ours}.{kind}"] = source[f"{prefix}{theirs}.{kind}"]
    reader.load_state_dict(state, strict=False)
    return reader
