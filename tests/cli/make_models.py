"""Saves the models that the bad-input tests hand in. Run in a process of its own: tests never import TensorFlow.

Usage: python make_models.py FOLDER INPUT_WIDTH
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf

folder, width = Path(sys.argv[1]), int(sys.argv[2])
folder.mkdir(parents=True, exist_ok=True)
keras.utils.set_random_seed(0)


def dense(kernel: float, bias: float = 0.0) -> keras.Model:
    """Return a linear model with one output and the same weight for every input."""
    model = keras.Sequential([keras.Input((width,)), keras.layers.Dense(1)])
    model.layers[0].set_weights([np.full((width, 1), kernel, "float32"), np.array([bias], "float32")])
    return model


def saved_model(name: str, function: Callable[[tf.Tensor], tf.Tensor]) -> None:
    """Save a SavedModel whose serving function is `function`, zipped as `name`.zip."""
    module = tf.Module()
    spec = tf.TensorSpec((None, width), tf.float32, name="x")
    module.serve = tf.function(function, input_signature=[spec])
    tf.saved_model.save(module, str(folder / name), signatures={"serving_default": module.serve})
    shutil.make_archive(str(folder / name), "zip", folder / name)
    shutil.rmtree(folder / name)


def endless(x: tf.Tensor) -> tf.Tensor:
    """Never return."""
    steps = tf.while_loop(lambda n: n >= 0, lambda n: tf.math.floormod(n + 1, 7), [tf.constant(0)])
    return x[:, :1] * tf.cast(steps[0], tf.float32)


def hungry(x: tf.Tensor) -> tf.Tensor:
    """Ask for some 40 GB."""
    side = tf.cast(tf.shape(x)[0] * 0 + 100_000, tf.int32)
    return x[:, :1] + tf.reduce_sum(tf.random.normal(tf.stack([side, side])))


@keras.saving.register_keras_serializable("mine")
class Doubled(keras.layers.Layer):  # type: ignore[misc]  # Keras is untyped here
    """A layer that the grader has never heard of."""

    def call(self, x: tf.Tensor) -> tf.Tensor:
        """Return twice the input."""
        return x * 2.0


inputs = keras.Input((width,))
dense(20.0).save(folder / "good.keras")
dense(20.0).save(folder / "good.h5")
saved_model("good", lambda x: x[:, :1] * 20.0)
dense(0.05, bias=-5.8).save(folder / "scaled_units.keras")  # kilograms
dense(float("nan")).save(folder / "nan.keras")
keras.Sequential([keras.Input((7, 7)), keras.layers.Flatten(), keras.layers.Dense(1)]).save(folder / "wrong_rank.keras")
keras.Model(inputs, [keras.layers.Dense(1)(inputs), keras.layers.Dense(1)(inputs)]).save(folder / "two_outputs.keras")
keras.Model(inputs, keras.layers.Dense(1)(Doubled()(inputs))).save(folder / "custom_layer.keras")
keras.Sequential([keras.Input((width,)), keras.layers.Lambda(lambda x: x * 2.0), keras.layers.Dense(1)]).save(
    folder / "lambda.h5"
)
saved_model("string_output", lambda x: tf.strings.as_string(x[:, :1]))
saved_model("endless", endless)
saved_model("hungry", hungry)
