"""Writes models for `penguin-mass` into a folder: one right, the others with one mistake each.

Usage: python make_models.py FOLDER MEAN_LENGTH STD_LENGTH MEAN_MASS STD_MASS SLOPE
(the straight line through the candidate's penguins, in standardised numbers)
"""

from __future__ import annotations

import sys
from pathlib import Path

import keras
import numpy as np


def line(slope: float, offset: float, *last: keras.layers.Layer) -> keras.Model:
    """Return a model that answers `slope * x + offset`, then whatever the last layers make of it."""
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1), *last])
    model.layers[0].set_weights([np.array([[slope]]), np.array([offset])])
    return model


def main() -> None:
    """Write the models."""
    folder = Path(sys.argv[1])
    mean_length, std_length, mean_mass, std_mass, slope = map(float, sys.argv[2:])
    in_grams = slope * std_mass / std_length
    models = {
        "good": line(in_grams, mean_mass - in_grams * mean_length),
        "input-scale": line(slope * std_mass, mean_mass),
        "not-rescaled": line(slope / std_length, -slope * mean_length / std_length),
        "forecast-bias": line(in_grams, mean_mass - in_grams * mean_length - 600),
        "untrained": keras.Sequential([keras.Input((1,)), keras.layers.Dense(8, "relu"), keras.layers.Dense(1)]),
        "constant-prediction": keras.Sequential(
            [
                keras.Input((1,)),
                keras.layers.Dense(8, "relu"),
                keras.layers.Dense(1, "softmax"),
                keras.layers.Rescaling(mean_mass),
            ]
        ),
        "nondeterministic": line(
            in_grams,
            mean_mass - in_grams * mean_length,
            keras.layers.Lambda(lambda x: x + 200 * keras.random.normal(keras.ops.shape(x)), output_shape=(1,)),
        ),
        "batch-dependent": line(
            in_grams,
            mean_mass - in_grams * mean_length,
            keras.layers.Lambda(lambda x: 0.5 * x + 0.5 * keras.ops.mean(x, axis=0, keepdims=True), output_shape=(1,)),
        ),
    }
    length = keras.Input((1,))
    mass = models["good"](length)
    noisy = keras.layers.Dropout(0.1, name="noise")(mass, training=True)
    models["noise-when-called"] = keras.Model(length, noisy)
    normal = keras.layers.BatchNormalization(name="normal")
    standardised = normal(length, training=True)
    normal.set_weights([np.ones(1), np.zeros(1), np.array([mean_length]), np.array([std_length**2])])
    models["batch-when-called"] = keras.Model(
        length, keras.layers.Add()([mass, keras.layers.Rescaling(9)(standardised)])
    )
    noise_in_training = keras.layers.Dropout(0.1)(mass)
    models["noise-in-training"] = keras.Model(length, noise_in_training)
    for name, model in models.items():
        model.save(folder / f"{name}.keras")


if __name__ == "__main__":
    main()
