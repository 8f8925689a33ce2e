"""The weights of the model that ships, from its file: a training can go on from them when nothing else was kept."""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from training.encoders import installed_minilm
from training.network import GROUPS, OUTPUTS, minilm


def state_of(path: Path) -> dict[str, torch.Tensor]:
    """Return the state of a Reader, from a graph that `training.export` wrote with one scale for a word.

    Each weight is at most half a step of its 8 bits from what was trained. The head for signs of risk is left out:
    it is made anew after every training. Raises KeyError where the graph is of another kind.
    """
    found = {one.name: numpy_helper.to_array(one) for one in onnx.load(path).graph.initializer}

    def full(name: str) -> np.ndarray:
        return found[name].astype(np.float32) * found[name.removesuffix(".weight") + ".scale"]

    # Places beyond the window do not ship: they are the pretrained encoder's.
    places = minilm(installed_minilm()).position.weight.detach().numpy()
    shipped = found["positions"][0]
    state = {"word.weight": full("words"), "position.weight": np.concatenate([shipped, places[len(shipped) :]])}
    state |= {f"norm.{kind}": found[f"norm.{kind}"] for kind in ("weight", "bias")}
    for index in range(sum(name.endswith(".qkv.product.weight") for name in found)):
        for part in ("qkv", "out", "up", "down"):
            even = found[f"layer{index}.{part}.even"]  # by what the columns of the input are multiplied first
            state[f"layers.{index}.{part}.weight"] = (even[:, None] * full(f"layer{index}.{part}.product.weight")).T
            state[f"layers.{index}.{part}.bias"] = found[f"layer{index}.{part}.bias"]
        for norm in ("norm1", "norm2"):
            state |= {
                f"layers.{index}.{norm}.{kind}": found[f"layer{index}.{norm}.{kind}"] for kind in ("weight", "bias")
            }
    for head, columns in (("attend", len(GROUPS)), ("score", OUTPUTS)):
        state[f"{head}.weight"] = found[f"{head}.weight"][:, :columns].T
    state["attend.bias"] = found["attend.bias"][: len(GROUPS)]
    state["score.bias"] = np.frombuffer(path.with_name("bias.f32").read_bytes(), dtype="<f4")[:OUTPUTS]
    return {name: torch.tensor(np.array(value, dtype=np.float32)) for name, value in state.items()}
