"""Reading layers, inputs and outputs out of the configuration that Keras writes beside the weights.

The same walk serves Keras 2 and Keras 3, `.h5` and `.keras`; what a file does not say stays undeclared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gradatim.grading.preflight.lambda_code import pythons_of
from gradatim.grading.preflight.model_file import Layer, Shape
from gradatim.grading.preflight.output_shape import output_shape

# Where Keras puts the layers that a layer wraps.
_WRAPPED = frozenset({"layer", "backward_layer", "cell", "cells", "layers"})
_ACTIVATIONS = ("activation", "recurrent_activation")
_AUGMENTATIONS = (
    "AugMix AutoContrast CenterCrop ContrastLimitedAdaptiveHistogramEqualization CutMix Equalization "
    "MaxNumBoundingBoxes MixUp Pipeline RandAugment RandomBrightness RandomColorDegeneration RandomColorJitter "
    "RandomContrast RandomCrop RandomElasticTransform RandomErasing RandomFlip RandomGaussianBlur RandomGrayscale "
    "RandomHue RandomInvert RandomPerspective RandomPosterization RandomRotation RandomSaturation RandomSharpness "
    "RandomShear RandomTranslation RandomZoom Resizing Solarization"
)
TRAINING_BY_DEFAULT = frozenset(_AUGMENTATIONS.split())
"""Layers in whose calls Keras itself writes `training=True` where nobody says anything about it."""
_NOT_LAYERS = frozenset({"inbound_nodes", "compile_config", "build_config"})


@dataclass(frozen=True)
class Description:
    """What a configuration says; the fields are those of `ModelFile`."""

    layers: tuple[Layer, ...]
    functions: tuple[str, ...]
    input_shapes: tuple[Shape | None, ...] | None
    input_dtypes: tuple[str | None, ...] | None
    output_shapes: tuple[Shape | None, ...] | None


def describe(root: dict[str, Any]) -> Description:
    """Read a model's configuration.

    Args:
        root: The serialised model: `class_name`, `config` and, from Keras 3, `module`.

    Returns:
        What it declares.
    """
    walk = _Walk([], [])
    walk.visit(root, is_layer=True)
    layers, functions = tuple(walk.layers), tuple(walk.functions)
    config = _layer_config(root)
    if _is_functional(config):
        nodes = _layer_nodes(config)
        inputs = [_input_of(nodes.get(name)) for name in _references(config["input_layers"])]
        outputs = tuple(_functional_output(nodes.get(name)) for name in _references(config["output_layers"]))
        shapes, dtypes = tuple(shape for shape, _ in inputs), tuple(dtype for _, dtype in inputs)
        return Description(layers, functions, shapes, dtypes, outputs)
    stack = config.get("layers")
    if isinstance(stack, list) and stack:
        shape, dtype = _sequential_input(root, stack)
        return Description(
            layers,
            functions,
            None if shape is None else (shape,),
            None if dtype is None else (dtype,),
            (_sequential_output(stack, shape),),
        )
    return Description(layers, functions, None, None, None)


@dataclass(frozen=True)
class _Walk:
    """Collects every layer, and the author's functions, in the order of the file."""

    layers: list[Layer]
    functions: list[str]

    def visit(self, node: object, *, is_layer: bool) -> None:
        # The depth is bounded: read_json refuses what nests deeper than any model.
        if isinstance(node, list):
            for item in node:
                self.visit(item, is_layer=is_layer)
        elif isinstance(node, dict):
            self._note(node, is_layer=is_layer)
            for key, value in node.items():
                if key not in _NOT_LAYERS:
                    self.visit(value, is_layer=key in _WRAPPED)

    def _note(self, node: dict[str, Any], *, is_layer: bool) -> None:
        class_name = node.get("class_name")
        if not isinstance(class_name, str):
            return
        if class_name == "function" and node.get("module") == "builtins":
            self.functions.append(str(node.get("config")))
        elif is_layer or class_name == "Lambda" or "trainable" in _layer_config(node):
            self.layers.append(_layer(node, class_name))


def _layer(node: dict[str, Any], class_name: str) -> Layer:
    name = node.get("name") or _layer_config(node).get("name")
    module = node.get("module")
    registered = node.get("registered_name")
    return Layer(
        class_name=class_name,
        name=name if isinstance(name, str) else "",
        module=module if isinstance(module, str) else None,
        registered_name=registered if isinstance(registered, str) else None,
        pythons=pythons_of(_layer_config(node)) if class_name == "Lambda" else None,
        activations=tuple(name for name in map(_layer_config(node).get, _ACTIVATIONS) if isinstance(name, str)),
        called_in_training=class_name not in TRAINING_BY_DEFAULT and _says_training(node.get("inbound_nodes")),
    )


def _says_training(calls: object) -> bool:
    """Return whether one of a layer's calls has the argument `training=True`, in any nesting Keras writes."""
    if isinstance(calls, list):
        return any(map(_says_training, calls))
    return isinstance(calls, dict) and (calls.get("training") is True or any(map(_says_training, calls.values())))


def _layer_config(node: dict[str, Any]) -> dict[str, Any]:
    config = node.get("config")
    return config if isinstance(config, dict) else {}


def _is_functional(config: dict[str, Any]) -> bool:
    return all(key in config for key in ("layers", "input_layers", "output_layers"))


def _layer_nodes(config: dict[str, Any]) -> dict[str, dict[str, Any]]:
    layers = config["layers"] if isinstance(config["layers"], list) else []
    return {node["name"]: node for node in layers if isinstance(node, dict) and isinstance(node.get("name"), str)}


def _references(value: object) -> list[str]:
    """Return the layer names that `input_layers` or `output_layers` refer to, in any nesting Keras writes."""
    if isinstance(value, dict):
        return [name for item in value.values() for name in _references(item)]
    if not isinstance(value, list):
        return []
    if value and isinstance(value[0], str):
        return [value[0]]
    return [name for item in value for name in _references(item)]


def _input_of(node: dict[str, Any] | None) -> tuple[Shape | None, str | None]:
    if node is None:
        return None, None
    config = _layer_config(node)
    dtype = config.get("dtype")
    if isinstance(dtype, dict):  # a policy, where a layer other than InputLayer carries the shape
        dtype = _layer_config(dtype).get("name")
    shape = _without_batch(config.get("batch_shape", config.get("batch_input_shape")))
    return shape, dtype if isinstance(dtype, str) else None


def _sequential_input(root: dict[str, Any], stack: list[Any]) -> tuple[Shape | None, str | None]:
    first = stack[0] if isinstance(stack[0], dict) else None
    shape, dtype = _input_of(first)
    if shape is None:
        build = root.get("build_config")
        built = _layer_config(root).get("build_input_shape")
        if built is None and isinstance(build, dict):
            built = build.get("input_shape")
        shape = _without_batch(built)
    # Only an InputLayer's dtype is that of the data; any other layer's is the dtype it computes in.
    return shape, dtype if first is not None and first.get("class_name") == "InputLayer" else None


def _sequential_output(stack: list[Any], shape: Shape | None) -> Shape | None:
    for node in stack:
        if not isinstance(node, dict):
            return None
        if node.get("class_name") == "InputLayer":
            continue
        shape = output_shape(node, _built_shape(node) or shape)
    return shape


def _functional_output(node: dict[str, Any] | None) -> Shape | None:
    if node is None:
        return None
    if node.get("class_name") == "InputLayer":
        return _input_of(node)[0]
    match node.get("inbound_nodes"):
        case [_]:
            return output_shape(node, _built_shape(node) or _tensor_shape(node))
        case _:  # called more than once: which call gives the output is not worth following
            return None


def _built_shape(node: dict[str, Any]) -> Shape | None:
    build = node.get("build_config")
    return _without_batch(build.get("input_shape")) if isinstance(build, dict) else None


def _tensor_shape(node: dict[str, Any]) -> Shape | None:
    """Return the shape of the first tensor that a Keras 3 layer was called on."""
    match node.get("inbound_nodes"):
        case [{"args": [{"class_name": "__keras_tensor__", "config": {"shape": shape}}, *_]}]:
            return _without_batch(shape)
        case _:
            return None


def _without_batch(value: object) -> Shape | None:
    if not isinstance(value, list) or not value:
        return None
    axes = value[1:]
    if any(axis is not None and (isinstance(axis, bool) or not isinstance(axis, int)) for axis in axes):
        return None
    return tuple(axes)
