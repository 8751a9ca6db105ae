"""The output shape of one layer, where it follows from the layer's configuration alone.

Only layers that stand last in a model often enough to matter are listed; for every other layer the answer is that
nothing is declared. An axis that is not known is None, and None is compatible with anything.
"""

from __future__ import annotations

from collections.abc import Callable
from math import prod
from typing import Any

from gradatim.grading.preflight.model_file import Shape

Rule = Callable[[dict[str, Any], Shape | None], Shape | None]


def output_shape(node: dict[str, Any], shape: Shape | None) -> Shape | None:
    """Return the shape that leaves a layer.

    Args:
        node: The serialised layer.
        shape: The shape that enters it, without the batch axis. None when it is not known.

    Returns:
        The shape without the batch axis, or None when it does not follow from the configuration.

    Example:
        >>> output_shape({"class_name": "Dense", "module": "keras.layers", "config": {"units": 3}}, (24, 8))
        (24, 3)
    """
    rule = _RULES.get(str(node.get("class_name")))
    config = node.get("config")
    # A class of the author's own may carry the name of one of Keras' and mean something else.
    own = node.get("module") not in (None, "keras.layers") or node.get("registered_name") is not None
    if rule is None or own or not isinstance(config, dict):
        return None
    return rule(config, shape)


def _same(config: dict[str, Any], shape: Shape | None) -> Shape | None:  # noqa: ARG001 - every rule takes both
    return shape


def _dense(config: dict[str, Any], shape: Shape | None) -> Shape | None:
    units = _whole(config.get("units"))
    return (*shape[:-1], units) if shape and units is not None else None


def _flatten(config: dict[str, Any], shape: Shape | None) -> Shape:  # noqa: ARG001 - every rule takes both
    known = [axis for axis in shape or () if axis is not None]
    return (prod(known),) if shape is not None and len(known) == len(shape) else (None,)


def _reshape(config: dict[str, Any], shape: Shape | None) -> Shape | None:  # noqa: ARG001 - every rule takes both
    target = config.get("target_shape")
    if not isinstance(target, list):
        return None
    return tuple(_whole(axis) for axis in target)


def _global_pooling(config: dict[str, Any], shape: Shape | None) -> Shape | None:
    if config.get("keepdims") or config.get("data_format") != "channels_last":
        return None
    return (shape[-1] if shape else None,)


def _recurrent(config: dict[str, Any], shape: Shape | None) -> Shape | None:
    units = _whole(config.get("units"))
    if units is None or config.get("return_state") is not False:
        return None
    if config.get("return_sequences"):
        return (shape[0] if shape else None, units)
    return (units,)


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


_RULES: dict[str, Rule] = {
    **dict.fromkeys(
        ("Activation", "BatchNormalization", "Dropout", "ELU", "Identity", "LayerNormalization", "LeakyReLU"), _same
    ),
    **dict.fromkeys(("PReLU", "ReLU", "Rescaling", "Softmax"), _same),
    "Dense": _dense,
    "Flatten": _flatten,
    "Reshape": _reshape,
    **dict.fromkeys((f"Global{kind}Pooling{n}D" for kind in ("Average", "Max") for n in (1, 2, 3)), _global_pooling),
    **dict.fromkeys(("GRU", "LSTM", "SimpleRNN"), _recurrent),
}
