"""Points inside and outside of a ring, and how well a model tells them apart."""

import keras
import numpy as np


def points(count, seed):
    """Return points (count, 2) and labels (count,): 1 inside of the circle of radius 1, 0 around it."""
    rng = np.random.default_rng(seed)
    labels = np.arange(count) % 2
    radius = np.where(labels == 1, rng.uniform(0.0, 0.8, count), rng.uniform(1.2, 2.0, count))
    angle = rng.uniform(0, 2 * np.pi, count)
    x = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
    return x.astype("float32"), labels


def validation_accuracy(model):
    """Train the model on 512 points; return its accuracy on 1,000 others."""
    model.compile(keras.optimizers.Adam(0.02), loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(*points(512, seed=1), epochs=25, batch_size=64, verbose=0)
    return model.evaluate(*points(1000, seed=2), batch_size=1000, verbose=0, return_dict=True)["accuracy"]
