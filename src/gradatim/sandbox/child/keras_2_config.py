"""Brings the configuration in an `.h5` file of Keras 2 into the words of Keras 3, which refuses arguments it dropped.

Only where the answers stay the same. What Keras 3 computes in another way, or cannot build, keeps its error.
"""

from __future__ import annotations

import json
from typing import Any

import h5py

_CONFIG, _VERSION = "model_config", "keras_version"
_UNUSED = object()
# Argument by class, and the value that says nothing; `_UNUSED` where no value makes a difference to predictions.
_EVERY_CLASS: dict[str, object] = {"rng_type": _UNUSED}
_BATCHES_FIRST: dict[str, object] = {"time_major": False}
_ONE_GROUP: dict[str, object] = {"groups": 1}
_SEPARABLE: dict[str, object] = {
    "groups": 1,
    "kernel_initializer": _UNUSED,
    "kernel_regularizer": _UNUSED,
    "kernel_constraint": _UNUSED,
}
_SPATIAL: dict[str, object] = {"trainable": _UNUSED, "noise_shape": _UNUSED}
_BY_CLASS: dict[str, dict[str, object]] = {
    "Attention": {"score_mode": "dot"},
    "Conv1DTranspose": _ONE_GROUP,
    "Conv2DTranspose": _ONE_GROUP,
    "Conv3DTranspose": _ONE_GROUP,
    "DepthwiseConv1D": _ONE_GROUP,
    "DepthwiseConv2D": _ONE_GROUP,
    "GRU": _BATCHES_FIRST,
    "LSTM": _BATCHES_FIRST,
    "RNN": _BATCHES_FIRST,
    "SeparableConv1D": _SEPARABLE,
    "SeparableConv2D": _SEPARABLE,
    "SimpleRNN": _BATCHES_FIRST,
    "SpatialDropout1D": _SPATIAL,
    "SpatialDropout2D": _SPATIAL,
    "SpatialDropout3D": _SPATIAL,
}


def translate_keras_2(path: str) -> None:
    """Rewrite the configuration of an `.h5` file that Keras 2 wrote; leave any other file as it is.

    Args:
        path: The file.
    """
    try:
        with h5py.File(path, "r+") as file:
            if not _text(file.attrs[_VERSION]).startswith("2."):
                return
            config = json.loads(_text(file.attrs[_CONFIG]))
            translated = _translated(config)
            if translated != config:
                file.attrs[_CONFIG] = json.dumps(translated)
    except Exception:  # noqa: S110 - whatever is wrong with the file, Keras says it next and in its own words
        pass


def _translated(node: Any) -> Any:
    if isinstance(node, list):
        return [_translated(part) for part in node]
    if not isinstance(node, dict):
        return node
    parts = {name: _translated(part) for name, part in node.items()}
    if isinstance(parts.get("class_name"), str) and isinstance(parts.get("config"), dict):
        parts["config"] = _arguments(parts["class_name"], parts["config"])
    return parts


def _arguments(class_name: str, config: dict[str, Any]) -> dict[str, Any]:
    if "hard_sigmoid" in (config.get("activation"), config.get("recurrent_activation")):
        # Another function in Keras 3. The error is better than other answers.
        return config
    nothing = _EVERY_CLASS | _BY_CLASS.get(class_name, {})
    kept = {name: value for name, value in config.items() if nothing.get(name, config) not in (_UNUSED, value)}
    if class_name == "BatchNormalization" and isinstance(kept.get("axis"), list) and len(kept["axis"]) == 1:
        kept["axis"] = kept["axis"][0]
    return kept


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value
