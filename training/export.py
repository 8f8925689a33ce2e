"""Write the trained network as the model file that ships: 8-bit weights in an ONNX graph.

`python -m training.export build/full.pt`. Weights are rounded to int8 per output column (embeddings per row);
activations are quantised word by word as they come. `training.students` compares this with other ways. The graph is
written by hand: it needs neither an exporter nor an optimiser, and what runs is what stands here.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from middleway.reading.labels import FIELDS, PARTS
from middleway.reading.network import WINDOW, session
from middleway.reading.tokens import tokens
from middleway.reading.wordpiece import WordPiece
from training.encoders import installed_minilm
from training.network import GROUPS, HEADS, OUTPUTS, Reader, distances
from training.passages import OWN, written

MICROSOFT = "com.microsoft"
PRODUCTS = ("word", "text", "block")
BLOCK = 32  # weights that share a scale, where `products` is "block"
SEEN = 300  # of our own sentences: half tell how large each column gets, half how close the result is


class Graph:
    """Collects nodes and constants. Every method returns the name of its result."""

    def __init__(self, products: str, largest: dict[str, np.ndarray]) -> None:
        self.products, self.largest = products, largest
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: list[str], name: str, *, domain: str = "", **attributes: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, domain=domain, **attributes))
        return name

    def linear(self, x: str, layer: torch.nn.Linear, name: str) -> str:
        """Multiply by the layer's weight in 8 bits, as `products` says, and add its bias."""
        weight, bias = layer.weight.detach().numpy().T, layer.bias.detach().numpy()
        return {"text": self._by_text, "word": self._by_word, "block": self._by_block}[self.products](
            x, weight, bias, name
        )

    def _by_text(self, x: str, weight: np.ndarray, bias: np.ndarray, name: str) -> str:
        """Use one scale for all words of a text."""
        return self._quantized(x, weight, name, [self.constant(f"{name}.bias", bias)])

    def _by_word(self, x: str, weight: np.ndarray, bias: np.ndarray, name: str) -> str:
        """Use one scale per word, once columns far larger than others are evened out (SmoothQuant, Xiao et al. 2023).

        A few columns of MPNet are forty times as large as the others, and a few words far larger than the rest. With
        one scale for all, small values would be rounded to nothing.
        """
        even = evened(self.largest[name], weight)
        x = self.node("Mul", [x, self.constant(f"{name}.even", 1 / even)], f"{name}.evened")
        loud = self.node("ReduceMax", [self.node("Abs", [x], f"{name}.size")], f"{name}.largest", axes=[-1], keepdims=1)
        x = self.node("Div", [x, self.node("Max", [loud, "least"], f"{name}.loud")], f"{name}.level")
        product = self._quantized(x, weight * even[:, None], f"{name}.product", [])
        product = self.node("Mul", [product, f"{name}.loud"], f"{name}.again")
        return self.node("Add", [product, self.constant(f"{name}.bias", bias)], name)

    def _quantized(self, x: str, weight: np.ndarray, name: str, bias: list[str]) -> str:
        """Multiply by an int8 weight with one scale per output column."""
        scale = np.maximum(np.abs(weight).max(0), 1e-8) / 127
        rounded = np.clip(np.round(weight / scale), -127, 127).astype(np.int8)
        constants = [
            self.constant(f"{name}.weight", rounded),
            self.constant(f"{name}.scale", scale.astype(np.float32)),
            # All zero, but needed: ONNX Runtime makes weights unsigned only where there are some (reading/network.py).
            self.constant(f"{name}.weight.zero", np.zeros(rounded.shape[1], np.int8)),
        ]
        return self.node("DynamicQuantizeMatMul", [x, *constants, *bias], name, domain=MICROSOFT)

    def _by_block(self, x: str, weight: np.ndarray, bias: np.ndarray, name: str) -> str:
        """Use one scale for every BLOCK neighbours of a word and of a column of weights.

        It is the closest to 32 bits, and the slowest on processors without VNNI.
        """
        inner, outer = weight.shape
        blocks = weight.T.reshape(outer, inner // BLOCK, BLOCK)
        scale = np.maximum(np.abs(blocks).max(2), 1e-12) / 127
        rounded = np.clip(np.round(blocks / scale[:, :, None]) + 128, 0, 255).astype(np.uint8)
        constants = [
            self.constant(f"{name}.weight", rounded),
            self.constant(f"{name}.scale", scale.astype(np.float32)),
            "",
            "",
            self.constant(f"{name}.bias", bias),
        ]
        return self.node(
            "MatMulNBits",
            [x, *constants],
            name,
            domain=MICROSOFT,
            K=inner,
            N=outer,
            bits=8,
            block_size=BLOCK,
            accuracy_level=4,  # what comes in is rounded to 8 bits as well
        )

    def added_norm(self, x: str, skip: str, norm: torch.nn.LayerNorm, name: str) -> str:
        weights = [self.constant(f"{name}.{k}", getattr(norm, k).detach().numpy()) for k in ("weight", "bias")]
        return self.node("SkipLayerNormalization", [x, skip, *weights], name, domain=MICROSOFT, epsilon=norm.eps)


def evened(largest: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Return what each column of the input (inner) is divided by, and its row of the weight (inner, outer) multiplied.

    It lies halfway between what would even out the one and the other.
    """
    away = np.sqrt(np.maximum(largest, 1e-5) / np.maximum(np.abs(weight).max(1), 1e-5))
    return (away / np.exp(np.log(away).mean())).astype(np.float32)


@torch.no_grad()
def largest_inputs(model: Reader, lines: list[list[int]]) -> dict[str, np.ndarray]:
    """Return how large each input column of each product gets on these ids, from start to stop."""
    found: dict[str, np.ndarray] = {}

    def noted(name: str) -> Callable[[torch.nn.Module, tuple[torch.Tensor, ...]], None]:
        def note(_: torch.nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
            here = inputs[0].abs().amax((0, 1)).numpy()
            found[name] = np.maximum(found.get(name, 0.0), here)

        return note

    hooks = [
        getattr(layer, kind).register_forward_pre_hook(noted(f"layer{index}.{kind}"))
        for index, layer in enumerate(model.layers)
        for kind in ("qkv", "out", "up", "down")
    ]
    model.eval()
    for line in lines:
        ids = torch.tensor([line])
        model(ids, torch.ones_like(ids, dtype=torch.bool))
    for hook in hooks:
        hook.remove()
    return found


def lines_to_look_at(pieces: WordPiece) -> list[list[int]]:
    """Return the ids of SEEN of the sentences that we wrote for training."""
    passages = written(*OWN)
    cut = [tokens(p.text, pieces).ids[:WINDOW] for p in passages[:: max(1, len(passages) // SEEN)]]
    return [[pieces.start, *ids, pieces.stop] for ids in cut]


def graph_of(
    model: Reader, products: str, largest: dict[str, np.ndarray], kind: type[Graph] = Graph
) -> onnx.ModelProto:
    """Return the network as a graph.

    `products` is one of PRODUCTS. `largest` is what `largest_inputs` returns; only "word" needs it.
    """
    graph = kind(products, largest)
    graph.constant("least", np.array([1e-6], dtype=np.float32))
    x = embeddings(graph, model)
    apart = far(graph, model)
    width = model.word.weight.shape[1]
    graph.constant("thirds", np.array([width] * 3, dtype=np.int64))
    for index, layer in enumerate(model.layers):
        at = f"layer{index}"
        qkv = graph.linear(x, layer.qkv, f"{at}.qkv")
        parts = [f"{at}.{letter}" for letter in "qkv"]
        graph.nodes.append(helper.make_node("Split", [qkv, "thirds"], parts, name=f"{at}.split", axis=2))
        seen = graph.node(
            "MultiHeadAttention", [*parts, "", "mask", *apart], f"{at}.attention", domain=MICROSOFT, num_heads=HEADS
        )
        x = graph.added_norm(graph.linear(seen, layer.out, f"{at}.out"), x, layer.norm1, f"{at}.norm1")
        up = graph.node("Gelu", [graph.linear(x, layer.up, f"{at}.up")], f"{at}.gelu", domain=MICROSOFT)
        x = graph.added_norm(graph.linear(up, layer.down, f"{at}.down"), x, layer.norm2, f"{at}.norm2")
    heads(graph, model, x)
    return finished(graph)


def embeddings(graph: Graph, model: Reader) -> str:
    word = model.word.weight.detach().numpy()
    scale = np.maximum(np.abs(word).max(1, keepdims=True), 1e-8) / 127
    graph.constant("words", np.clip(np.round(word / scale), -127, 127).astype(np.int8))
    graph.constant("words.scale", scale.astype(np.float32))
    # No more places than a window has, with its start and stop.
    graph.constant("positions", model.position.weight.detach().numpy()[None, : WINDOW + 2])
    graph.constant("zero", np.array([0], dtype=np.int64))
    graph.constant("one", np.array([1], dtype=np.int64))
    rounded = graph.node("Gather", ["words", "ids"], "words.rounded")
    real = graph.node("Cast", [rounded], "words.real", to=TensorProto.FLOAT)
    scaled = graph.node("Mul", [real, graph.node("Gather", ["words.scale", "ids"], "words.row")], "words.scaled")
    length = graph.node("Shape", ["ids"], "length", start=1, end=2)
    place = graph.node("Slice", ["positions", "zero", length, "one"], "places")
    summed = graph.node("Add", [scaled, place], "summed")
    weights = [graph.constant(f"norm.{k}", getattr(model.norm, k).detach().numpy()) for k in ("weight", "bias")]
    return graph.node("LayerNormalization", [summed, *weights], "embedded", epsilon=model.norm.eps, axis=-1)


def far(graph: Graph, model: Reader) -> list[str]:
    """Return what attention adds for the distance of two words, cut to the text's length; [] if it adds nothing."""
    if model.relative is None:
        return []
    whole = distances(model.relative, WINDOW + 2).detach().numpy()  # a window, and its start and stop
    graph.constant("far", whole)
    graph.constant("last.two", np.array([2, 3], dtype=np.int64))
    graph.constant("none", np.array([0, 0], dtype=np.int64))
    both = graph.node("Concat", ["length", "length"], "length.twice", axis=0)
    return [graph.node("Slice", ["far", "none", both, "last.two"], "far.here")]


def heads(graph: Graph, model: Reader, x: str) -> None:
    """Add two small products in full precision: what the pool needs of each word."""
    for name, layer, bias in (("attend", model.attend, model.attend.bias), ("score", model.score, None)):
        weight = graph.constant(f"{name}.weight", layer.weight.detach().numpy().T)
        product = graph.node("MatMul", [x, weight], name if bias is None else f"{name}.product")
        if bias is not None:
            graph.node("Add", [product, graph.constant(f"{name}.bias", bias.detach().numpy())], name)


def finished(graph: Graph) -> onnx.ModelProto:
    inputs = [
        helper.make_tensor_value_info("ids", TensorProto.INT64, ["batch", "length"]),
        helper.make_tensor_value_info("mask", TensorProto.INT32, ["batch", "length"]),
    ]
    outputs = [
        helper.make_tensor_value_info("attend", TensorProto.FLOAT, ["batch", "length", len(GROUPS)]),
        helper.make_tensor_value_info("score", TensorProto.FLOAT, ["batch", "length", OUTPUTS]),
    ]
    whole = helper.make_graph(graph.nodes, "middleway.reading", inputs, outputs, graph.constants)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(whole, opset_imports=opsets, ir_version=8, producer_name="middleway")


@torch.no_grad()
def logits(model: Reader, lines: list[np.ndarray], graph: onnx.ModelProto | None = None) -> np.ndarray:
    """Return the network's logits for each line, (lines, outputs): in float32, or as `graph` computes them."""
    layers = session(graph.SerializeToString()) if graph else None
    out = []
    for line in lines:
        mask = np.ones(line.shape, np.int32)
        ran = (
            layers.run(None, {"ids": line, "mask": mask})
            if layers
            else model(torch.tensor(line), torch.tensor(mask) > 0)
        )
        attend, score = (torch.as_tensor(each) for each in ran)
        own = torch.ones(line.shape, dtype=torch.bool)
        own[:, [0, -1]] = False
        out.append(model.pool(attend, score, own)[0].numpy())
    return np.array(out)


def closeness(found: np.ndarray, wanted: np.ndarray) -> tuple[float, float]:
    """Return the mean and the least correlation of an output over the texts."""
    each = [np.corrcoef(a, b)[0, 1] for a, b in zip(found.T, wanted.T, strict=True)]
    return float(np.mean(each)), float(np.min(each))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/middleway/reading/model/full.onnx"))
    parser.add_argument(
        "--products", choices=PRODUCTS, default="word", help="what shares a scale in a product of 8 bits"
    )
    options = parser.parse_args()
    model = Reader.of(torch.load(options.weights, weights_only=True))
    pieces = WordPiece((installed_minilm() / "vocab.txt").read_text("utf-8").split("\n"))
    lines = lines_to_look_at(pieces)
    graph = graph_of(model.eval(), options.products, largest_inputs(model, lines[::2]))
    others = [np.array([line]) for line in lines[1::2]]
    mean, least = closeness(logits(model, others, graph), logits(model, others))
    options.out.write_bytes(graph.SerializeToString())
    bias = model.score.bias.detach().numpy()
    options.out.with_name("bias.f32").write_bytes(bias.astype("<f4").tobytes())
    print(
        f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB, {len(FIELDS)} fields, {len(PARTS)} parts; "
        f"correlation with 32 bits {mean:.4f}, of the farthest output {least:.4f}"
    )


if __name__ == "__main__":
    main()
