"""Write the trained network as the model file that ships: 8-bit weights in an ONNX graph.

`python -m training.export build/full.pt`. Weights are rounded to int8 per output column (embeddings per row);
activations are quantised as they come by `DynamicQuantizeMatMul`. The graph is written by hand: what runs is
what stands here, and it needs neither an exporter nor an optimiser.
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from middleway.reading.labels import FIELDS, PARTS
from middleway.reading.network import WINDOW
from training.network import GROUPS, HEADS, OUTPUTS, Reader, distances

MICROSOFT = "com.microsoft"


class Graph:
    """Collects nodes and constants; every method returns the name of its result."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: list[str], name: str, *, domain: str = "", **attributes: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, domain=domain, **attributes))
        return name

    def linear(self, x: str, layer: torch.nn.Linear, name: str) -> str:
        """Multiply by an int8 weight with one scale per output column, and add the bias."""
        weight = layer.weight.detach().numpy().T
        scale = np.maximum(np.abs(weight).max(0), 1e-8) / 127
        rounded = np.clip(np.round(weight / scale), -127, 127).astype(np.int8)
        return self.node(
            "DynamicQuantizeMatMul",
            [
                x,
                self.constant(f"{name}.weight", rounded),
                self.constant(f"{name}.scale", scale.astype(np.float32)),
                # All nought, and yet written: ONNX Runtime makes weights unsigned only where there is one (reading/network.py).
                self.constant(f"{name}.weight.zero", np.zeros(rounded.shape[1], np.int8)),
                self.constant(f"{name}.bias", layer.bias.detach().numpy()),
            ],
            name,
            domain=MICROSOFT,
        )

    def added_norm(self, x: str, skip: str, norm: torch.nn.LayerNorm, name: str) -> str:
        weights = [self.constant(f"{name}.{k}", getattr(norm, k).detach().numpy()) for k in ("weight", "bias")]
        return self.node("SkipLayerNormalization", [x, skip, *weights], name, domain=MICROSOFT, epsilon=norm.eps)


def graph_of(model: Reader) -> onnx.ModelProto:
    graph = Graph()
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
    graph.constant("positions", model.position.weight.detach().numpy()[None])
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
    """For an encoder that knows how far two words are apart: what its attention adds for it, cut to the length of the text."""
    if model.relative is None:
        return []
    whole = distances(model.relative, WINDOW + 2).detach().numpy()  # a window, and its start and stop
    graph.constant("far", whole)
    graph.constant("last.two", np.array([2, 3], dtype=np.int64))
    graph.constant("none", np.array([0, 0], dtype=np.int64))
    both = graph.node("Concat", ["length", "length"], "length.twice", axis=0)
    return [graph.node("Slice", ["far", "none", both, "last.two"], "far.here")]


def heads(graph: Graph, model: Reader, x: str) -> None:
    """Two small products in full precision: what the pool needs of each word."""
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/middleway/reading/model/full.onnx"))
    options = parser.parse_args()
    state = torch.load(options.weights, weights_only=True)
    model = Reader.of(state)
    options.out.write_bytes(graph_of(model).SerializeToString())
    bias = model.score.bias.detach().numpy()
    options.out.with_name("bias.f32").write_bytes(bias.astype("<f4").tobytes())
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB, {len(FIELDS)} fields, {len(PARTS)} parts")


if __name__ == "__main__":
    main()
