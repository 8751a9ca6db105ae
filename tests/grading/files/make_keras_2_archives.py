"""Writes the `.keras` files of Keras 2 beside it.

Run once, in an environment of its own that holds tensorflow 2.21.0 and tf-keras 2.21.0.
"""

from __future__ import annotations

from pathlib import Path

import tensorflow as tf
import tf_keras as keras  # type: ignore[import-not-found]

FOLDER = Path(__file__).parent


def main() -> None:
    """Write both files."""
    inputs = keras.layers.Input((1,))
    hidden = keras.layers.Dense(3)(inputs)
    save(keras.Model(inputs, keras.layers.Dense(1)(hidden)), "functional.keras")
    inputs = keras.layers.Input((1,))
    save(keras.Model(inputs, keras.layers.Dense(1)(tf.math.log(inputs) / 2.0)), "operations.keras")


def save(model: keras.Model, name: str) -> None:
    """Save a compiled model."""
    model.compile("adam", "mse")
    model.save(FOLDER / name)


if __name__ == "__main__":
    main()
