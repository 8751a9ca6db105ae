"""Models that Keras loads: `.keras` and `.h5`."""

from __future__ import annotations

import math
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from keras.src.utils import python_utils

from gradatim.sandbox.child.keras_2_config import translate_keras_2
from gradatim.sandbox.child.random_state import SEED, RandomState
from gradatim.sandbox.child.runnable import MOST_WEIGHTS, Facts, Weight, shapes_of, weight_of

LAMBDA_NAMES = {"keras": keras, "np": np, "tf": tf}


class KerasModel:
    """A loaded Keras model.

    Args:
        model: What `keras.models.load_model` returned.
    """

    def __init__(self, model: Any) -> None:
        self._model = model
        self.has_answered = False
        self._random_state = RandomState()
        # Autograph stays off, as in Keras' own predict().
        self.traced = tf.function(self._in_graph, autograph=False)
        inputs, outputs = _attribute(model, "inputs"), _attribute(model, "outputs")
        input_shapes = shapes_of(inputs or [])
        built = bool(_attribute(model, "built"))
        layers = _attribute(model, "layers")
        self.facts = Facts(
            input_shapes=input_shapes,
            output_shapes=shapes_of(outputs or []),
            parameters=sum(math.prod(w.shape) for w in model.weights) if built else None,
            layers=None if layers is None else len(layers),
        )
        self.fixed_batch = input_shapes[0][0] if input_shapes and input_shapes[0] else None
        weights = {id(variable) for variable in model.weights}
        # Seeds of random layers and states of recurrent ones: everything that predicting moves on.
        self._moving = [(v, v.numpy()) for v in model.variables if id(v) not in weights]
        self._recurrent = [layer for layer in _all_layers(model) if getattr(layer, "stateful", False)]

    def weights(self) -> list[Weight]:
        """Return what the last trainable weights look like, or where all are frozen the last ones."""
        found = []
        for variable in (self._model.trainable_weights or self._model.weights)[-MOST_WEIGHTS:]:
            value = variable.numpy()
            if value.size and np.isfinite(value).all():
                found.append(weight_of(str(_attribute(variable, "path") or variable.name), value))
        return found

    def eager(self, batch: Any) -> Any:
        """Return the outputs for one batch, operation by operation."""
        return self._model(batch, training=False)

    def called(self, batch: Any) -> Any:
        """Return the outputs as `model(batch)` gives them, without a word about training."""
        return self._model(batch)

    def reset(self, *, for_graph: bool = False) -> None:
        """Bring all random and recurrent state back to what it was after loading."""
        self._random_state.bring_back(for_graph=for_graph)
        for variable, value in self._moving:
            variable.assign(value)
        for layer in self._recurrent:
            layer.reset_state()

    def _in_graph(self, batch: Any) -> Any:
        self._random_state.watch(batch.graph)
        return self.eager(batch)


def load_keras(path: str, *, safe_mode: bool) -> KerasModel:
    """Load a `.keras` or `.h5` file. One that Keras 2 wrote may be rewritten.

    The model is not compiled: the grader needs neither loss nor optimizer, and Keras 3 cannot restore the losses
    "mse" and "mae" of an `.h5` file.

    Args:
        path: The file; its suffix names the format.
        safe_mode: Whether layers that carry Python code are refused.

    Returns:
        The model.
    """
    if path.endswith(".h5"):
        translate_keras_2(path)
    # A stored lambda finds its global names in this module of Keras; almost every lambda in use says `tf`.
    vars(python_utils).update(LAMBDA_NAMES)
    keras.utils.set_random_seed(SEED)
    return KerasModel(keras.models.load_model(path, compile=False, safe_mode=safe_mode))


def _attribute(model: Any, name: str) -> Any:
    """Return an attribute, or None where a model that was never called cannot tell."""
    try:
        return getattr(model, name)
    except (AttributeError, ValueError):
        return None


def _all_layers(model: Any) -> list[Any]:
    flatten = getattr(model, "_flatten_layers", None)
    return list(flatten()) if flatten else []
