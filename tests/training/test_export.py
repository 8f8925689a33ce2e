"""What is exported says what was trained, and the same on every processor. Needs the group `training`."""

import pytest

torch = pytest.importorskip("torch")
onnx = pytest.importorskip("onnx")

import numpy as np  # noqa: E402
from onnx import helper, numpy_helper  # noqa: E402

from middleway.reading import modelfiles  # noqa: E402
from middleway.reading.network import WINDOW, session  # noqa: E402
from middleway.reading.wordpiece import WordPiece  # noqa: E402
from training.export import PRODUCTS, Graph, closeness, graph_of, largest_inputs, logits  # noqa: E402
from training.network import Reader  # noqa: E402
from training.passages import Passage  # noqa: E402
from training.risk import last_layer, seen  # noqa: E402

LINES = [np.random.default_rng(i).integers(1_000, 1_900, (1, 5 + i)) for i in range(40)]


@pytest.fixture(scope="module")
def model():
    """A small network with columns that are far larger than the others, as MPNet has."""
    torch.manual_seed(1)
    model = Reader(2_000, width=96, layers=3, is_relative=True).eval()
    with torch.no_grad():
        torch.nn.init.normal_(model.relative.weight, std=0.5)
        torch.nn.init.normal_(model.attend.weight, std=0.3)
        for layer in model.layers:
            layer.norm1.weight[5] = layer.norm2.weight[7] = 8
    return model


def exported(model, products):
    return graph_of(model, products, largest_inputs(model, [line[0].tolist() for line in LINES[:20]]))


def product_error(products, inputs, layer):
    """Return how far the results of the quiet words are off, relative to their size."""
    graph = Graph(products, {"product": np.abs(inputs).max((0, 1))})
    graph.constant("least", np.array([1e-6], np.float32))
    graph.linear("x", layer, "product")
    ends = [helper.make_tensor_value_info(name, 1, [1, None, size]) for name, size in (("x", 96), ("product", 64))]
    whole = helper.make_graph(graph.nodes, "product", ends[:1], ends[1:], graph.constants)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    ready = session(helper.make_model(whole, opset_imports=opsets, ir_version=8).SerializeToString())
    wanted = layer(torch.from_numpy(inputs)).detach().numpy()
    (found,) = ready.run(None, {"x": inputs})
    return np.abs(found - wanted)[0, 1:].mean() / np.abs(wanted)[0, 1:].mean()


def test_one_loud_word_and_one_loud_column_do_not_drown_the_others():
    torch.manual_seed(2)
    layer = torch.nn.Linear(96, 64)
    inputs = np.random.default_rng(3).normal(size=(1, 9, 96)).astype(np.float32)
    inputs[0, 0] *= 100  # the first word
    inputs[:, :, 7] *= 40
    with torch.no_grad():
        layer.weight[:, 7] /= 40

    assert product_error("word", inputs, layer) < 0.05
    assert product_error("text", inputs, layer) > 0.3


@pytest.mark.parametrize("products", PRODUCTS)
def test_what_is_exported_says_what_was_trained(model, products):
    mean, least = closeness(logits(model, LINES, exported(model, products)), logits(model, LINES))

    assert mean > 0.99
    assert least > 0.98


@pytest.mark.parametrize("products", ["word", "text"])
def test_every_8_bit_product_has_zero_points_so_that_no_sum_is_cut_off(model, products):
    graph = exported(model, products).graph
    constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    quantized = [node for node in graph.node if node.op_type == "DynamicQuantizeMatMul"]

    assert len(quantized) == 4 * len(model.layers)
    assert all(constants[node.input[3]].tolist() == [0] * constants[node.input[1]].shape[1] for node in quantized)


@pytest.mark.parametrize("products", PRODUCTS)
def test_a_whole_window_and_a_single_word_are_read(model, products):
    layers = session(exported(model, products).SerializeToString())

    for length in (1, WINDOW):
        ids = np.full((1, length + 2), 1_500)
        attend, score = layers.run(None, {"ids": ids, "mask": np.ones(ids.shape, np.int32)})
        assert np.isfinite(attend).all()
        assert np.isfinite(score).all()


def test_the_head_for_risk_finds_the_last_layer_however_many_there_are(model):
    pieces = WordPiece(modelfiles.text("vocabulary.txt").split("\n"))
    passage = Passage("a", "a", {"risk": "none"}, None, "own:a", "a")
    graph = exported(model, "word")
    graph.graph.node.append(helper.make_node("Identity", ["layer2.norm2"], ["layer10.norm2"], name="layer10.norm2"))

    assert last_layer(graph) == "layer10.norm2"
    assert seen([passage], graph, pieces)[0].words.shape == (1, 96)
