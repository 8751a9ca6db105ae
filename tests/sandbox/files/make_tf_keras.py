"""Writes the `.h5` files beside it and `answers.json`, as candidates with Keras 2 do: built, compiled, trained, saved.

Run once, in an environment of its own that holds tensorflow 2.21.0 and tf-keras 2.21.0: `python make_tf_keras.py`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ |= {"TF_USE_LEGACY_KERAS": "1", "CUDA_VISIBLE_DEVICES": "-1"}

import numpy as np
import tensorflow as tf
import tf_keras as keras  # type: ignore[import-not-found]

FOLDER = Path(__file__).parent
layers = keras.layers
random = np.random.default_rng(7)


def dense() -> tuple[Any, Any, Any]:
    model = keras.Sequential(
        [
            layers.Dense(8, activation="relu", input_shape=(4,)),
            layers.BatchNormalization(),
            layers.Dropout(0.2),
            layers.Dense(1),
        ]
    )
    model.compile("adam", "mse", metrics=["mae"])
    return model, random.random((32, 4), np.float32), random.random((32, 1), np.float32)


def convolutions() -> tuple[Any, Any, Any]:
    inputs = keras.Input((8, 8, 1))
    first = layers.Conv2D(4, 3, activation="relu")(inputs)
    both = layers.Add()([first, layers.Conv2D(4, 3, padding="same", activation="relu")(first)])
    outputs = layers.Dense(3, activation="softmax")(layers.Flatten()(layers.MaxPooling2D()(both)))
    model = keras.Model(inputs, outputs)
    model.compile(keras.optimizers.RMSprop(1e-3), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model, random.random((32, 8, 8, 1), np.float32), random.integers(0, 3, 32)


def lstm() -> tuple[Any, Any, Any]:
    model = keras.Sequential(
        [layers.Embedding(20, 4, input_length=6), layers.LSTM(3), layers.Dense(2, activation="softmax")]
    )
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    classes = np.eye(2, dtype=np.float32)[random.integers(0, 2, 32)]
    return model, random.integers(0, 20, (32, 6)).astype(np.int32), classes


def main() -> None:
    keras.utils.set_random_seed(7)
    tf.config.experimental.enable_op_determinism()
    makers: tuple[Callable[[], tuple[Any, Any, Any]], ...] = (dense, convolutions, lstm)
    answers = {}
    for make in makers:
        model, inputs, targets = make()
        model.fit(inputs, targets, epochs=2, batch_size=8, verbose=0)
        model.save(FOLDER / f"{make.__name__}.h5")
        rows = inputs[:3]
        answers[make.__name__] = {"rows": rows.tolist(), "answers": model.predict(rows, verbose=0).tolist()}
    (FOLDER / "answers.json").write_text(json.dumps(answers) + "\n")


if __name__ == "__main__":
    main()
